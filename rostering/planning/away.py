"""Absences and requests as the problem has them, in days and minutes of the horizon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from rostering.availability.models import DayRequest, LeaveKind
from rostering.availability.rules import AwaySpan
from rostering.demand.models import ShiftTemplate
from rostering.horizon import Horizon
from rostering.problem import Away, Request
from workforce.core import clock

#: Leave whose days are left out of the weekly average; study counts as work, other absences are no leave.
EXCLUDED = frozenset({LeaveKind.ANNUAL, LeaveKind.SICKNESS, LeaveKind.MATERNITY, LeaveKind.OTHER})


def away(spans: Iterable[AwaySpan], horizon: Horizon) -> tuple[Away, ...]:
    """Return the absences that touch the horizon or the day after it."""
    until = horizon.midnight(horizon.days + 1)
    return tuple(
        Away(
            start_min=horizon.minute(span.starts_at),
            end_min=horizon.minute(span.ends_at),
            reason=span.reason,
            words=span.words,
            excluded=span.reason in EXCLUDED,
            lead_in_min=horizon.minute(span.night_until or span.starts_at) - horizon.minute(span.starts_at),
            words_before=span.words_before,
        )
        for span in spans
        if horizon.minute(span.starts_at) < until and span.ends_at > horizon.starts_at
    )


def whole_days(spans: Iterable[AwaySpan], reasons: Iterable[str]) -> set[date]:
    """Return the days that lie wholly inside an absence for one of these reasons."""
    wanted = frozenset(reasons)
    return {day for span in spans if span.reason in wanted for day in _days_inside(span)}


def requests(
    wishes: Iterable[DayRequest], templates: Iterable[ShiftTemplate], horizon: Horizon
) -> tuple[Request, ...]:
    """Return the requests that a shift of the team, or a day off, can meet."""
    codes = [(template.kind, template.code) for template in templates if template.retired_on is None]
    requested = []
    for wish in wishes:
        types = tuple(code for kind, code in codes if kind == wish.shift_kind)
        if wish.shift_kind is None or types:
            day = horizon.day_of(wish.on_date)
            requested.append(Request(day=day, wants=wish.wants_work, types=types, weight=wish.weight))
    return tuple(requested)


def _days_inside(span: AwaySpan) -> Iterator[date]:
    day = clock.to_london(span.starts_at).date()
    while clock.start_of_day(day + timedelta(days=1)) <= span.ends_at:
        if clock.start_of_day(day) >= span.starts_at:
            yield day
        day += timedelta(days=1)
