"""The kinds of search, their phases, and how a search ends."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rostering.problem import Conflict

#: Before any search: a first roster, given or made by simple means; and the compilation of the inner loops.
FIRST, PREPARING = "first", "preparing"
#: The phases of CP-SAT; every search begins with the first.
READING, COVER, IMPROVING = "reading", "cover", "improving"
#: The phases of a column search: first rotas; the bound; then rotas by its prices, or, where the horizon is
#: too long to be priced as a whole, part by part.
DESCENT, ANNEALING, ROOT = "descent", "annealing", "root"
DIVING, NEIGHBOURHOODS, CHOOSING, WINDOWS = "diving", "neighbourhoods", "choosing", "windows"
#: The further phases of a run over several teams.
LENDING, TEAMS, EXCHANGE = "lending", "teams", "exchange"


class SearchKind(StrEnum):
    """The kinds of search, in the words of `Result.notes`."""

    CP_SAT = "CP-SAT"
    PROVE = "column search"
    IMPROVE = "second column search"


@dataclass(frozen=True, slots=True)
class Ending:
    """How a search ended, besides the rotas and bounds that it has found.

    Parameters
    ----------
    infeasible : bool
        Whether it is proven that no rota keeps every hard rule.
    conflicts : tuple of Conflict
        Why, as far as known.
    """

    infeasible: bool = False
    conflicts: tuple[Conflict, ...] = ()
