"""What a search is called, the phases of CP-SAT, and what a search says at its end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rostering.problem import Conflict

#: The phases of CP-SAT; every search begins with the first.
READING, COVER, IMPROVING = "reading", "cover", "improving"


class Kind(StrEnum):
    """What a search does, in the words of the notes."""

    CP_SAT = "CP-SAT"
    PROVE = "column search"
    IMPROVE = "second column search"


@dataclass(frozen=True, slots=True)
class Ending:
    """What a search says at its end, beside the rotas and bounds it has told of.

    Parameters
    ----------
    infeasible : bool
        Whether it is proven that no rota keeps every hard rule.
    conflicts : tuple of Conflict
        Why, as far as known.
    """

    infeasible: bool = False
    conflicts: tuple[Conflict, ...] = ()
