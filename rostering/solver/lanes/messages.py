"""What a search in a process of its own and the process that started it tell each other, and how."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from typing import IO

from rostering.problem import Limits, Problem
from rostering.solver.core.incumbent import DualBound, Solution
from rostering.solver.core.phases import Ending, SearchKind


@dataclass(frozen=True, slots=True)
class SearchTask:
    """What a process is to search for, as its first message: ``limits.seconds`` is what is left now."""

    kind: SearchKind
    lane: str
    problem: Problem
    limits: Limits


@dataclass(frozen=True, slots=True)
class Bound:
    """A better bound on the cost and who proved it, and the bound on the cost of missing minimum cover."""

    value: int
    by: str
    cover: int


@dataclass(frozen=True, slots=True)
class Phase:
    """The phase that a search has begun."""

    name: str


@dataclass(frozen=True, slots=True)
class PackedColumns:
    """What a column search publishes for another; packed, as those between need not look inside."""

    packed: bytes


@dataclass(frozen=True, slots=True)
class Stop:
    """Come to an end and say the last word."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A search broke off with an error; ``disagrees`` if solver and checker judged a rota differently."""

    words: str
    disagrees: bool


@dataclass(frozen=True, slots=True)
class ProcessEnded:
    """A process has ended; nothing more will be heard of it."""


Message = (
    SearchTask | Solution | Bound | DualBound | Phase | PackedColumns | Stop | Ending | Failed | ProcessEnded
)


@dataclass(frozen=True, slots=True)
class Envelope:
    """A message, and the most memory its sender has had in MB; 0 where that is not known."""

    message: Message
    memory_mb: int = 0


def send(stream: IO[bytes], letter: Envelope) -> None:
    """Write a letter; the caller sees to it that nobody else writes meanwhile."""
    pickle.dump(letter, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()


def receive(stream: IO[bytes]) -> Envelope:
    """Wait for the next letter; EOFError when the other side is gone."""
    letter = pickle.load(stream)
    assert isinstance(letter, Envelope)
    return letter
