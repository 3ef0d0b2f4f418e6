"""What a search is called, its phases, and what it says at its end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rostering.problem import Conflict

#: The phases of CP-SAT; every search begins with the first.
READING, COVER, IMPROVING = "reading", "cover", "improving"
#: The phases of a column search: first rotas; the bound; then rotas by its prices, or, where the horizon is
#: too long to be priced as a whole, part by part.
DESCENT, ANNEALING, ROOT = "descent", "annealing", "root"
DIVING, NEIGHBOURHOODS, CHOOSING, WINDOWS = "diving", "neighbourhoods", "choosing", "windows"
#: What a run over several teams has beside the first of these.
LENDING, TEAMS, EXCHANGE = "lending", "teams", "exchange"


class SearchKind(StrEnum):
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
