"""Cover day by day: how many people are on each shift, and how many meet each need."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from rostering.problem import Demand
from rostering.rules._cover import cover
from rostering.workspace.queries import Board


@dataclass(frozen=True, slots=True)
class CoverCell:
    """One day of a row: who is there, how many it takes, and whether that is too few or more than wanted."""

    there: int
    needed: int
    missing: int
    over: bool

    @property
    def text(self) -> str:
        """The text of the cell: how many are there, or "there/needed" where people are missing."""
        if self.missing:
            return f"{max(self.needed - self.missing, 0)}/{self.needed}"
        return str(self.there) if self.there or self.needed else ""


@dataclass(frozen=True, slots=True)
class CoverRow:
    """One shift or one need over all days."""

    label: str
    cells: tuple[CoverCell, ...]

    @property
    def short(self) -> int:
        """How many people are missing over all days."""
        return sum(cell.missing for cell in self.cells)


def by_shift(board: Board) -> tuple[CoverRow, ...]:
    """Return a row for each shift, in the order of its start."""
    problem = board.plan.problem
    needs: dict[str, list[Demand]] = defaultdict(list)
    for demand in problem.demands:
        needs[demand.shifts[0]].append(demand)
    names: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for shift in sorted(problem.shifts, key=lambda shift: shift.start_min - problem.day_starts[shift.day]):
        names[shift.type_key, shift.label][shift.day] = shift.key
    return tuple(
        CoverRow(label, tuple(_shift_cell(board, needs, keys.get(day)) for day in range(problem.days)))
        for (_type, label), keys in names.items()
    )


def _shift_cell(board: Board, needs: dict[str, list[Demand]], key: str | None) -> CoverCell:
    if key is None:
        return CoverCell(0, 0, 0, over=False)
    demands = needs[key]
    # People who meet a need for a competence are among those whom the role asks for.
    plain = [demand for demand in demands if not demand.skills] or demands
    there = len(board.roster.workers_on(key))
    short = [max(demand.minimum - cover(board.plan.problem, board.roster, demand), 0) for demand in demands]
    plain_short = [
        max(demand.minimum - cover(board.plan.problem, board.roster, demand), 0) for demand in plain
    ]
    needed = sum(demand.minimum for demand in plain)
    return CoverCell(
        there, needed, max([sum(plain_short), *short]), there > sum(demand.wanted for demand in plain)
    )


def by_need(board: Board) -> tuple[CoverRow, ...]:
    """Return a row for each role and competence that some shift asks for."""
    problem = board.plan.problem
    rows: dict[str, list[list[Demand]]] = {}
    for demand in problem.demands:
        days = rows.setdefault(demand.label, [[] for _ in range(problem.days)])
        days[problem.shift_of[demand.shifts[0]].day].append(demand)
    return tuple(
        CoverRow(label, tuple(_need_cell(board, demands) for demands in days)) for label, days in rows.items()
    )


def _need_cell(board: Board, demands: list[Demand]) -> CoverCell:
    there = [cover(board.plan.problem, board.roster, demand) for demand in demands]
    return CoverCell(
        there=sum(there),
        needed=sum(demand.minimum for demand in demands),
        missing=sum(max(demand.minimum - has, 0) for demand, has in zip(demands, there, strict=True)),
        over=any(has > demand.wanted for demand, has in zip(demands, there, strict=True)),
    )
