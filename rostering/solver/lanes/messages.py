"""What a search in a process of its own and the process that started it tell each other, and how."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from typing import IO

from rostering.problem import Limits, Problem
from rostering.solver.core.incumbent import Best, Priced
from rostering.solver.core.phases import Ending, Kind


@dataclass(frozen=True, slots=True)
class Task:
    """What a process is to search for, as its first message: ``limits.seconds`` is what is left now."""

    kind: Kind
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
class Columns:
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
class Gone:
    """A process has ended; nothing more will be heard of it."""


Message = Task | Best | Bound | Priced | Phase | Columns | Stop | Ending | Failed | Gone


@dataclass(frozen=True, slots=True)
class Letter:
    """A message, and the most memory its sender has had in MB; 0 where that is not known."""

    message: Message
    memory_mb: int = 0


def send(stream: IO[bytes], letter: Letter) -> None:
    """Write a letter; the caller sees to it that nobody else writes meanwhile."""
    pickle.dump(letter, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()


def receive(stream: IO[bytes]) -> Letter:
    """Wait for the next letter; EOFError when the other side is gone."""
    letter = pickle.load(stream)
    assert isinstance(letter, Letter)
    return letter
