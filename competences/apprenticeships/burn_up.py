"""The drawing of learning hours over time: lines in a box of fixed size, and the same figures as a table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from competences.apprenticeships.rules import Break, Pace, closed, days_learning
from workforce.core.clock import add_months

_STEP_DAYS = 7
_TICKS = 3


@dataclass(frozen=True, slots=True)
class Box:
    """The size of a drawing, and the part of it that the lines may use; the rest is for labels."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    #: How many months are named at most.
    months: int


#: For columns of a page, and for a phone, where letters must not shrink with the drawing.
WIDE = Box(width=840, height=340, left=52, right=690, top=34, bottom=282, months=12)
NARROW = Box(width=330, height=280, left=40, right=322, top=34, bottom=226, months=4)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: where, and what it says."""

    at: float
    label: str
    second: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was expected and done by the end of a month."""

    on: date
    expected_min: int
    done_min: int


@dataclass(frozen=True, slots=True)
class BurnUp:
    """Everything that the template draws; points are formatted for SVG attributes."""

    box: Box
    done: str
    expected: str
    forecast: str
    today_x: float
    done_y: float
    expected_y: float
    needed_y: float
    forecast_y: float | None
    end_x: float
    breaks: list[tuple[float, float]]
    months: list[Tick]
    hours: list[Tick]
    table: list[Row]


def burn_up(
    started_on: date,
    planned_end_on: date,
    pace: Pace,
    entries: Sequence[tuple[date, int]],
    breaks: Sequence[Break],
    box: Box = WIDE,
) -> BurnUp | None:
    """Return the drawing for confirmed entries in order of their days; None where no hours are known."""
    needed = pace.required_min
    if needed is None:
        return None
    away = closed(breaks, pace.on)
    scale = _Scale(box, started_on, planned_end_on, max(needed, pace.done_min, pace.forecast_min or 0))
    total_days = days_learning(started_on, planned_end_on, away)
    days = [day for day, _minutes in entries]
    sums = [0, *accumulate(minutes for _day, minutes in entries)]
    on = min(pace.on, planned_end_on)

    def done_by(day: date) -> int:
        return sums[bisect_right(days, day)]

    def expected_by(day: date) -> int:
        return round(needed * days_learning(started_on, day, away) / total_days) if total_days else 0

    steps = _steps(started_on, planned_end_on, [day for pair in away for day in pair])
    past = [day for day in steps if day < on] + [on]
    forecast = pace.forecast_min
    return BurnUp(
        box=box,
        done=scale.line((day, done_by(day)) for day in past),
        expected=scale.line((day, expected_by(day)) for day in steps),
        forecast=scale.line([(on, pace.done_min), (planned_end_on, forecast)])
        if forecast is not None and on < planned_end_on
        else "",
        today_x=scale.x(on),
        done_y=scale.y(pace.done_min),
        expected_y=scale.y(pace.expected_min or 0),
        needed_y=scale.y(needed),
        forecast_y=None if forecast is None else scale.y(forecast),
        end_x=scale.x(planned_end_on),
        breaks=[
            (scale.x(max(first, started_on)), scale.x(min(last, planned_end_on))) for first, last in away
        ],
        months=_months(started_on, planned_end_on, scale),
        hours=[
            Tick(scale.y(needed * part // _TICKS), f"{needed * part // _TICKS // 60}")
            for part in range(_TICKS + 1)
        ],
        table=[
            Row(day, expected_by(day), done_by(day))
            for month in range(1, _months_apart(started_on, on) + 1)
            if (day := add_months(started_on, month) - timedelta(days=1)) < on
        ]
        + [Row(on, pace.expected_min or 0, pace.done_min)],
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """Turns days and minutes into places in the box."""

    box: Box
    first: date
    last: date
    top_min: int

    def x(self, day: date) -> float:
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(self.box.left + share * (self.box.right - self.box.left), 1)

    def y(self, minutes: int) -> float:
        return round(self.box.bottom - minutes / max(1, self.top_min) * (self.box.bottom - self.box.top), 1)

    def line(self, points: Iterable[tuple[date, int]]) -> str:
        return " ".join(f"{self.x(day)},{self.y(minutes)}" for day, minutes in points)


def _steps(first: date, last: date, corners: Sequence[date]) -> list[date]:
    """Return one day a week, the days on which a line bends, and the last."""
    weeks = {first + timedelta(days=offset) for offset in range(0, (last - first).days, _STEP_DAYS)}
    return sorted(weeks | {day for day in corners if first <= day <= last} | {last})


def _months_apart(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def _months(first: date, last: date, scale: _Scale) -> list[Tick]:
    """Return the starts of months, as many as the box has room for, with the year where it is new."""
    months = _months_apart(first, last)
    every = -(-months // scale.box.months) or 1
    ticks = [Tick(scale.x(first), f"{first:%b}", str(first.year))]
    for number in range(every, months + 1, every):
        day = add_months(first.replace(day=1), number)
        if day <= last:
            year = str(day.year) if day.month <= every else ""
            ticks.append(Tick(scale.x(day), f"{day:%b}", year))
    return ticks
