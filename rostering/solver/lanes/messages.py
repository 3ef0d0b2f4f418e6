"""The messages between a search in a process of its own and the process that started it."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from typing import IO

from rostering.problem import Limits, Problem
from rostering.solver.core.incumbent import DualBound, Solution
from rostering.solver.core.phases import Ending, SearchKind


@dataclass(frozen=True, slots=True)
class SearchTask:
    """The first message to a process: what to search for; ``limits.seconds`` is the time that is left."""

    kind: SearchKind
    lane: str
    problem: Problem
    limits: Limits


@dataclass(frozen=True, slots=True)
class Bound:
    """A better bound on the cost, who proved it, and the bound on the cost of missing minimum cover."""

    value: int
    by: str
    cover: int


@dataclass(frozen=True, slots=True)
class Phase:
    """The phase that a search has begun."""

    name: str


@dataclass(frozen=True, slots=True)
class PackedColumns:
    """The columns that a column search publishes for another, pickled: the parent only passes them on."""

    packed: bytes


@dataclass(frozen=True, slots=True)
class Stop:
    """Stop the search and send its last results."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A search failed with an error; ``disagrees`` if solver and checker judged a rota differently."""

    words: str
    disagrees: bool


@dataclass(frozen=True, slots=True)
class ProcessEnded:
    """A process has ended; it will send no more messages."""


Message = (
    SearchTask | Solution | Bound | DualBound | Phase | PackedColumns | Stop | Ending | Failed | ProcessEnded
)


@dataclass(frozen=True, slots=True)
class Envelope:
    """A message with the peak memory of its sender in MB; 0 where that is not known."""

    message: Message
    memory_mb: int = 0


def send(stream: IO[bytes], envelope: Envelope) -> None:
    """Write a message; only one thread may write to a stream."""
    pickle.dump(envelope, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()


def receive(stream: IO[bytes]) -> Envelope:
    """Wait for the next message; EOFError when the other side has ended."""
    envelope = pickle.load(stream)
    assert isinstance(envelope, Envelope)
    return envelope
