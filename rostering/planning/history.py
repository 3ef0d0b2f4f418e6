"""Work that is not this rota's to plan: past duties and those booked elsewhere, at all employers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import pairwise

from rostering.horizon import Horizon
from rostering.planning.queries import PromisedWork
from rostering.problem import FixedDuty, PastWeek
from rostering.problem.units import work_until
from workforce.core import clock
from workforce.core.figures import figure

#: How many days back single duties are kept, for runs, weekends and rest; earlier work is kept by week.
DAYS_BACK = 35


def fixed(work: Sequence[PromisedWork], horizon: Horizon, employer_id: int) -> tuple[FixedDuty, ...]:
    """Return the booked duties near the horizon; those of other employers carry no label, for privacy."""
    since = clock.start_of_day(horizon.first - timedelta(days=DAYS_BACK))
    return tuple(
        FixedDuty(
            start_min=horizon.minute(duty.starts_at),
            end_min=horizon.minute(duty.ends_at),
            work_min=duty.work_min,
            employer_key=f"o{duty.organisation_id}",
            paid_min=duty.work_min if duty.by_team else 0,
            is_night=duty.is_night,
            label=duty.label if duty.by_team or duty.organisation_id == employer_id else "",
        )
        for duty in work
        if duty.ends_at > since
    )


def past_weeks(
    work: Sequence[PromisedWork], days_away: Collection[date], horizon: Horizon, weeks: int
) -> tuple[PastWeek, ...]:
    """Return the totals of the weeks before the horizon, the latest week first."""
    minutes, worked, away = [0] * weeks, [set[int]() for _ in range(weeks)], [0] * weeks
    ends = [horizon.midnight(-7 * week) for week in range(weeks + 1)]
    for duty in work:
        start_min, end_min = horizon.minute(duty.starts_at), horizon.minute(duty.ends_at)
        done = [work_until(midnight, start_min, end_min, duty.work_min) for midnight in ends]
        for week, (until_end, until_start) in enumerate(pairwise(done)):
            minutes[week] += until_end - until_start
        day = horizon.day_of(clock.to_london(duty.starts_at).date())
        if -7 * weeks <= day < 0:
            worked[_week(day)].add(day)
    for on in days_away:
        day = horizon.day_of(on)
        if -7 * weeks <= day < 0:
            away[_week(day)] += 1
    return tuple(
        PastWeek(work_min=minutes[week], worked_days=len(worked[week]), excluded_days=away[week])
        for week in range(weeks)
    )


def is_night_worker(work: Sequence[PromisedWork], horizon: Horizon) -> bool:
    """Tell whether a person is a night worker: nights are at least the legal share of their past duties."""
    past = [duty for duty in work if duty.starts_at < horizon.starts_at]
    nights = sum(duty.is_night for duty in past)
    least_percent = figure("night_worker_least_share", horizon.first).whole
    return nights > 0 and nights * 100 >= least_percent * len(past)


def _week(day: int) -> int:
    return (-day - 1) // 7
