"""Work that the rota does not decide: promised elsewhere or past, all employers together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from rostering.horizon import Horizon
from rostering.planning.queries import PromisedWork
from rostering.problem import FixedDuty, PastWeek
from workforce.core import clock
from workforce.core.figures import figure

#: How far back single duties matter, for runs of days, weekends and rest; before that weeks are enough.
DAYS_BACK = 35


def fixed(work: Sequence[PromisedWork], horizon: Horizon, employer_id: int) -> tuple[FixedDuty, ...]:
    """Return the duties near the horizon; another employer's are named to nobody."""
    since = clock.start_of_day(horizon.first - timedelta(days=DAYS_BACK))
    return tuple(
        FixedDuty(
            start_min=horizon.minute(one.starts_at),
            end_min=horizon.minute(one.ends_at),
            work_min=one.work_min,
            employer_key=f"o{one.organisation_id}",
            paid_min=one.work_min if one.by_team else 0,
            is_night=one.is_night,
            label=one.label if one.by_team or one.organisation_id == employer_id else "",
        )
        for one in work
        if one.ends_at > since
    )


def past_weeks(
    work: Sequence[PromisedWork], days_away: Collection[date], horizon: Horizon, weeks: int
) -> tuple[PastWeek, ...]:
    """Return the weeks before the horizon, the latest first."""
    minutes, worked, away = [0] * weeks, [set[int]() for _ in range(weeks)], [0] * weeks
    for one in work:
        day = horizon.day_of(clock.to_london(one.starts_at).date())
        if -7 * weeks <= day < 0:
            minutes[_week(day)] += one.work_min
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
    """Tell whether a person has worked at night as a normal course: so many of their past duties."""
    past = [one for one in work if one.starts_at < horizon.starts_at]
    nights = sum(one.is_night for one in past)
    least_percent = figure("night_worker_least_share", horizon.first).whole
    return nights > 0 and nights * 100 >= least_percent * len(past)


def _week(day: int) -> int:
    return (-day - 1) // 7
