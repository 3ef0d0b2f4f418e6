"""What an apprenticeship asks for, how far it has come, and what is due next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import ceil

from workforce.core.clock import add_months, age_on
from workforce.core.figures import figure

#: First and last day of a break, both included; no last day while the apprentice is away.
Break = tuple[date, date | None]

_DAYS_PER_WEEK = 7
_WEEKS_PER_YEAR = 52
_MIN_PER_HOUR = 60
_HALF_HOUR_MIN = 30


class HoursRule(StrEnum):
    """How the off-the-job hours of an apprenticeship are set."""

    SHARE_OF_HOURS = "share_of_hours"
    PUBLISHED_HOURS = "published_hours"


def hours_rule(started_on: date) -> HoursRule:
    """Return the rule for off-the-job hours that applies to apprenticeships started on this day."""
    return HoursRule(str(figure("apprenticeship.off_the_job_rule", started_on).value))


def required_min(
    started_on: date,
    planned_end_on: date,
    week_min: int,
    published_hours: int | None,
    prior_learning_min: int,
) -> int | None:
    """Return the off-the-job minutes that an apprenticeship needs; None where no hours are published.

    Under either rule prior learning is taken off, but never below the floor of the day it began.
    """
    floor_min = figure("apprenticeship.off_the_job_floor_hours", started_on).whole * _MIN_PER_HOUR
    if hours_rule(started_on) is HoursRule.PUBLISHED_HOURS:
        if published_hours is None:
            return None
        full_min = published_hours * _MIN_PER_HOUR
    else:
        cap_min = figure("apprenticeship.off_the_job_week_cap_hours", started_on).whole * _MIN_PER_HOUR
        share = figure("apprenticeship.off_the_job_share_percent", started_on).whole / 100
        leave_weeks = float(figure("apprenticeship.leave_weeks_a_year", started_on).value)
        weeks = (planned_end_on - started_on).days / _DAYS_PER_WEEK
        taught_weeks = weeks * (_WEEKS_PER_YEAR - leave_weeks) / _WEEKS_PER_YEAR
        full_min = round(min(week_min, cap_min) * share * taught_weeks)
    return max(floor_min, full_min - prior_learning_min)


def days_learning(first: date, last: date, breaks: Iterable[Break]) -> int:
    """Return how many days from `first` to `last` are not in a break."""
    if last < first:
        return 0
    off = {
        day
        for start, end in breaks
        for day in range(max(start, first).toordinal(), min(end or last, last).toordinal() + 1)
    }
    return (last - first).days + 1 - len(off)


class PaceState(StrEnum):
    """How learning keeps up with the plan."""

    ON_PACE = "on_pace"
    BEHIND = "behind"
    FAR_BEHIND = "far_behind"
    COMPLETE = "complete"
    BREAK = "break"
    UNKNOWN = "unknown"


#: From how many weeks behind a board says so, and from how many it says so in red. Ours, not law's.
BEHIND_WEEKS = 1
FAR_BEHIND_WEEKS = 3


@dataclass(frozen=True, slots=True)
class Pace:
    """Hours done against hours expected on a day; times are minutes of off-the-job learning."""

    on: date
    done_min: int
    #: None where the standard's hours are not known, as are all that follow from them.
    required_min: int | None
    expected_min: int | None
    forecast_min: int | None
    #: What a week needs from today for the hours to be complete at the planned end.
    needed_week_min: int | None
    #: What a week has brought so far, to the half hour.
    week_min: int
    weeks_behind: int
    weeks_left: int
    state: PaceState

    @property
    def done_hours(self) -> int:
        """Whole hours done."""
        return round(self.done_min / _MIN_PER_HOUR)

    @property
    def required_hours(self) -> int | None:
        """Whole hours needed."""
        return _whole_hours(self.required_min)

    @property
    def expected_hours(self) -> int | None:
        """Whole hours expected by the day."""
        return _whole_hours(self.expected_min)

    @property
    def forecast_hours(self) -> int | None:
        """Whole hours at the planned end if nothing changes."""
        return _whole_hours(self.forecast_min)

    @property
    def is_behind(self) -> bool:
        """Whether the board counts it as behind."""
        return self.state in (PaceState.BEHIND, PaceState.FAR_BEHIND)


def _whole_hours(minutes: int | None) -> int | None:
    return None if minutes is None else round(minutes / _MIN_PER_HOUR)


def closed(breaks: Iterable[Break], on: date) -> list[tuple[date, date]]:
    """Return breaks with a last day: one that still goes on is known to last until today."""
    return [(first, last or max(first, on)) for first, last in breaks]


def pace(
    started_on: date,
    planned_end_on: date,
    needed_min: int | None,
    done_min: int,
    breaks: Sequence[Break],
    on: date,
) -> Pace:
    """Return where an apprenticeship stands on a day; no hours are expected or counted during a break.

    Hours are expected evenly over the days of learning. Whole weeks behind are what is missing, divided by
    what a week is expected to bring, rounded down. What a week needs is rounded up to the half hour.
    """
    breaks = closed(breaks, on)
    total_days = days_learning(started_on, planned_end_on, breaks)
    gone_days = days_learning(started_on, min(on, planned_end_on), breaks)
    left_days = total_days - gone_days
    week_done = (
        round(done_min / gone_days * _DAYS_PER_WEEK / _HALF_HOUR_MIN) * _HALF_HOUR_MIN if gone_days else 0
    )
    away = any(start <= on and (end is None or on <= end) for start, end in breaks)
    if needed_min is None or total_days == 0:
        return Pace(
            on, done_min, None, None, None, None, week_done, 0, left_days // _DAYS_PER_WEEK,
            PaceState.BREAK if away else PaceState.UNKNOWN,
        )  # fmt: skip
    expected = round(needed_min * gone_days / total_days)
    missing = max(0, needed_min - done_min)
    weeks_behind = int(max(0, expected - done_min) / (needed_min / total_days * _DAYS_PER_WEEK))
    if missing == 0:
        state = PaceState.COMPLETE
    elif away:
        state = PaceState.BREAK
    elif weeks_behind >= FAR_BEHIND_WEEKS:
        state = PaceState.FAR_BEHIND
    elif weeks_behind >= BEHIND_WEEKS:
        state = PaceState.BEHIND
    else:
        state = PaceState.ON_PACE
    return Pace(
        on=on,
        done_min=done_min,
        required_min=needed_min,
        expected_min=expected,
        forecast_min=round(done_min / gone_days * total_days) if gone_days else None,
        needed_week_min=ceil(missing / left_days * _DAYS_PER_WEEK / _HALF_HOUR_MIN) * _HALF_HOUR_MIN
        if left_days
        else None,
        week_min=week_done,
        weeks_behind=weeks_behind,
        weeks_left=left_days // _DAYS_PER_WEEK,
        state=state,
    )


def review_due_on(started_on: date, last_held_on: date | None, breaks: Iterable[Break], on: date) -> date:
    """Return the last day for the next review, counted from the last one or the start.

    A break that has ended since puts it off by its days; during a break none is due before the return.
    """
    start = last_held_on or started_on
    days = figure("apprenticeship.review_max_days", started_on).whole
    away = sum(
        (min(end or on, on) - max(first, start)).days + 1
        for first, end in breaks
        if max(first, start) <= min(end or on, on)
    )
    return start + timedelta(days=days + away)


def must_pass_english_maths(born_on: date, started_on: date) -> bool:
    """Tell whether English and maths must be passed, by the age on the day it began."""
    optional_from = figure("apprenticeship.english_maths_optional_from_age", started_on).value
    return optional_from == "never" or age_on(born_on, started_on) < int(optional_from)


def earliest_gateway_on(started_on: date) -> date:
    """Return the first day after the minimum duration."""
    return add_months(started_on, figure("apprenticeship.minimum_months", started_on).whole)


def is_under_18(born_on: date, on: date) -> bool:
    """Tell whether the law on young workers protects a person on a day."""
    return age_on(born_on, on) < figure("apprenticeship.adult_from_age", on).whole


def last_supervised_day(born_on: date, agreed_until: date | None, ended_on: date | None) -> date | None:
    """Return the last day on which an apprentice works beside a supervisor; None if there is no end yet.

    An agreed day before the eighteenth birthday is put off to it; the end of the apprenticeship ends it.
    """
    if agreed_until is None:
        return ended_on
    adult_from: int = figure("apprenticeship.adult_from_age", agreed_until).whole
    last_day_under_age = add_months(born_on, adult_from * 12) - timedelta(days=1)
    until = max(agreed_until, last_day_under_age)
    return until if ended_on is None else min(until, ended_on)
