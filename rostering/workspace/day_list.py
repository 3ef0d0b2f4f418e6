"""One day of a rota as a list, for screens too narrow for the grid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from rostering.workspace.page import ShortView, Workspace
from rostering.workspace.rows import CellView, RowView


@dataclass(frozen=True, slots=True)
class DayShift:
    """A shift of the day: who is on it, and what is missing."""

    name: str
    starts_at: datetime
    ends_at: datetime
    people: tuple[tuple[RowView, CellView], ...]
    short: tuple[ShortView, ...]
    needed: int

    @property
    def there(self) -> int:
        """How many of the people needed are there; too many for one demand do not fill another."""
        missing = max((view.short.missing for view in self.short), default=0)
        return max(self.needed - missing, 0) if missing else len(self.people)


@dataclass(frozen=True, slots=True)
class DayList:
    """A day: its shifts, those that are short first, then who is off and who is away."""

    shifts: tuple[DayShift, ...]
    off: tuple[tuple[RowView, CellView], ...]
    away: tuple[tuple[RowView, CellView], ...]


def day_list(page: Workspace, on: date) -> DayList:
    """Return a day of a rota as a list."""
    number = page.board.day(on)
    cells = [(row, row.cells[number]) for row in page.rows]
    problem = page.board.plan.problem
    shifts = []
    for key, duty in page.board.plan.duties.items():
        if duty.on_date != on:
            continue
        people = [pair for pair in cells if pair[1].template_id == duty.shift_template_id]
        demands = [demand for demand in problem.demands if demand.shifts[0] == key]
        plain = [demand for demand in demands if not demand.skills] or demands
        short = [view for view in page.unfilled if view.short.demand.shifts[0] == key]
        needed = sum(demand.minimum for demand in plain)
        shifts.append(DayShift(duty.name, duty.starts_at, duty.ends_at, tuple(people), tuple(short), needed))
    free = [pair for pair in cells if pair[1].template_id is None]
    return DayList(
        shifts=tuple(sorted(shifts, key=lambda shift: (not shift.short, shift.starts_at))),
        off=tuple(pair for pair in free if not pair[1].away and not pair[1].elsewhere),
        away=tuple(pair for pair in free if pair[1].away or pair[1].elsewhere),
    )
