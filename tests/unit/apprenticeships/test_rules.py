"""Off-the-job hours by the rules of the start date, pace, reviews, English and maths, supervision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from competences.apprenticeships.rules import (
    Break,
    HoursRule,
    Pace,
    PaceState,
    closed,
    days_learning,
    earliest_gateway_on,
    hours_rule,
    is_under_18,
    last_supervised_day,
    must_pass_english_maths,
    pace,
    required_min,
    review_due_on,
)

HOUR = 60
LAST_OLD_DAY = date(2025, 7, 31)
FIRST_NEW_DAY = date(2025, 8, 1)


def year_on(start: date) -> date:
    return start.replace(year=start.year + 1)


def test_one_day_decides_between_the_two_rules() -> None:
    assert hours_rule(LAST_OLD_DAY) is HoursRule.SHARE_OF_HOURS
    assert hours_rule(FIRST_NEW_DAY) is HoursRule.PUBLISHED_HOURS


def test_a_year_that_began_before_august_2025_needs_six_hours_a_week_less_leave() -> None:
    """20 % of at most 30 hours is 6 hours, for 52 weeks less 5.6 weeks of leave: the known 278 hours."""
    found = required_min(LAST_OLD_DAY, year_on(LAST_OLD_DAY), 37 * HOUR + 30, 300, 0)
    assert found is not None
    assert found // HOUR == 279  # 365 days are a seventh of a week more than 52 weeks
    assert required_min(LAST_OLD_DAY, LAST_OLD_DAY + timedelta(weeks=52), 2250, 300, 0) == 278 * HOUR + 24


def test_hours_above_thirty_a_week_do_not_raise_the_old_target() -> None:
    at_30, at_40 = (required_min(LAST_OLD_DAY, date(2027, 1, 31), week * HOUR, None, 0) for week in (30, 40))
    assert at_30 == at_40


def test_from_august_2025_the_published_hours_count_whatever_the_week_is() -> None:
    for week_min in (16 * HOUR, 37 * HOUR):
        assert required_min(FIRST_NEW_DAY, year_on(FIRST_NEW_DAY), week_min, 300, 0) == 300 * HOUR


@pytest.mark.parametrize(("prior_hours", "needed_hours"), [(0, 300), (50, 250), (113, 187), (150, 187)])
def test_prior_learning_is_taken_off_down_to_the_floor(prior_hours: int, needed_hours: int) -> None:
    found = required_min(FIRST_NEW_DAY, year_on(FIRST_NEW_DAY), 2250, 300, prior_hours * HOUR)
    assert found == needed_hours * HOUR


def test_a_standard_without_published_hours_has_no_target() -> None:
    assert required_min(FIRST_NEW_DAY, year_on(FIRST_NEW_DAY), 2250, None, 0) is None


def test_days_in_a_break_are_counted_once_and_left_out() -> None:
    breaks = [(date(2026, 3, 5), date(2026, 3, 9)), (date(2026, 3, 8), date(2026, 3, 10))]
    assert days_learning(date(2026, 3, 1), date(2026, 3, 31), breaks) == 25
    assert days_learning(date(2026, 3, 1), date(2026, 3, 31), [(date(2026, 3, 22), None)]) == 21


def at(weeks_done: float, on_week: int = 20, breaks: Sequence[Break] = ()) -> Pace:
    """A year of 52 weeks that needs 52 hours: an hour a week."""
    start = date(2026, 1, 5)
    return pace(
        start,
        start + timedelta(days=52 * 7 - 1),
        52 * HOUR,
        round(weeks_done * HOUR),
        breaks,
        start + timedelta(days=on_week * 7 - 1),
    )


@pytest.mark.parametrize(
    ("done", "weeks_behind", "state"),
    [
        (20, 0, PaceState.ON_PACE),
        (19.1, 0, PaceState.ON_PACE),
        (19, 1, PaceState.BEHIND),
        (18, 2, PaceState.BEHIND),
        (17.1, 2, PaceState.BEHIND),
        (17, 3, PaceState.FAR_BEHIND),
        (25, 0, PaceState.ON_PACE),
        (51.9, 0, PaceState.ON_PACE),
        (52, 0, PaceState.COMPLETE),
        (53, 0, PaceState.COMPLETE),
    ],
)
def test_pace_is_the_missing_hours_in_whole_weeks(done: float, weeks_behind: int, state: PaceState) -> None:
    found = at(done)
    assert (found.weeks_behind, found.state) == (weeks_behind, state)


def test_a_forecast_goes_on_as_before_and_the_need_is_spread_over_what_is_left() -> None:
    found = at(10)
    assert found.forecast_min == 26 * HOUR
    assert found.needed_week_min == 90  # 42 hours in 32 weeks are 79 minutes
    assert found.weeks_left == 32


def test_weeks_of_a_break_expect_nothing() -> None:
    start = date(2026, 1, 5)
    away = [(start + timedelta(weeks=2), start + timedelta(weeks=12) - timedelta(days=1))]
    assert at(12.4, breaks=away).weeks_behind == 0
    assert at(12.4).weeks_behind == 7


def test_a_break_that_goes_on_expects_no_more_than_was_due_when_it_began() -> None:
    """Five of 47 weeks of learning are gone: the other five of the ten have been a break."""
    found = at(5, on_week=10, breaks=[(date(2026, 1, 5) + timedelta(weeks=5), None)])
    assert found.expected_min == round(52 * HOUR * 5 / 47)


def test_somebody_away_is_on_a_break_and_not_behind() -> None:
    found = at(1, breaks=[(date(2026, 2, 2), None)])
    assert found.state is PaceState.BREAK
    assert not found.is_behind


def test_a_review_is_due_twelve_weeks_after_the_start_and_then_after_the_last() -> None:
    start = date(2026, 2, 2)
    assert review_due_on(start, None, [], start) == date(2026, 4, 27)
    assert review_due_on(start, date(2026, 4, 1), [], start) == date(2026, 6, 24)


def test_a_break_puts_the_review_off_by_its_days() -> None:
    held = date(2026, 4, 1)
    away = [(date(2026, 4, 10), date(2026, 4, 19)), (date(2026, 2, 1), date(2026, 2, 10))]
    assert review_due_on(date(2026, 1, 1), held, away, date(2026, 6, 1)) == date(2026, 7, 4)


@pytest.mark.parametrize(
    ("born", "start", "must"),
    [
        (date(2007, 9, 2), date(2026, 9, 1), True),
        (date(2007, 9, 1), date(2026, 9, 1), False),
        (date(1990, 1, 1), date(2025, 2, 10), True),
        (date(1990, 1, 1), date(2025, 2, 11), False),
    ],
)
def test_english_and_maths_by_age_and_day_of_the_start(born: date, start: date, must: bool) -> None:
    assert must_pass_english_maths(born, start) is must


def test_the_gateway_opens_after_the_minimum_duration_of_the_start_date() -> None:
    assert earliest_gateway_on(LAST_OLD_DAY) == date(2026, 7, 31)
    assert earliest_gateway_on(FIRST_NEW_DAY) == date(2026, 4, 1)


def test_seventeen_ends_on_the_birthday() -> None:
    assert is_under_18(date(2008, 11, 23), date(2026, 11, 22))
    assert not is_under_18(date(2008, 11, 22), date(2026, 11, 22))


def test_nobody_under_18_stops_being_supervised() -> None:
    born = date(2009, 5, 10)
    assert last_supervised_day(born, date(2026, 11, 1), None) == date(2027, 5, 9)
    assert last_supervised_day(date(1990, 1, 1), date(2026, 11, 1), None) == date(2026, 11, 1)
    assert last_supervised_day(born, None, None) is None
    assert last_supervised_day(born, None, date(2027, 1, 1)) == date(2027, 1, 1)


def test_one_day_of_learning_is_a_day_and_a_time_that_is_over_is_none() -> None:
    assert days_learning(date(2026, 3, 2), date(2026, 3, 2), []) == 1
    assert days_learning(date(2026, 3, 2), date(2026, 3, 1), []) == 0


def test_a_break_that_goes_on_is_known_to_last_until_today() -> None:
    on = date(2026, 3, 10)
    past, now, later = date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)
    assert closed([(past, date(2026, 2, 5)), (now, None), (later, None)], on) == [
        (past, date(2026, 2, 5)),
        (now, on),
        (later, later),
    ]


def test_hours_are_told_in_whole_hours() -> None:
    """Of 52 hours 20 are expected by week 20; 10 done go on to 26, and are half an hour a week."""
    found = at(10)
    assert (found.done_hours, found.required_hours, found.expected_hours, found.forecast_hours) == (
        10,
        52,
        20,
        26,
    )
    assert found.week_min == 30
    assert at(26).week_min == 90  # 78 minutes a week, to the half hour


def test_without_published_hours_only_what_was_done_is_known() -> None:
    start = date(2026, 1, 5)
    found = pace(
        start, start + timedelta(days=52 * 7 - 1), None, 26 * HOUR, [], start + timedelta(days=20 * 7 - 1)
    )
    assert (found.required_hours, found.expected_hours, found.forecast_hours) == (None, None, None)
    assert (found.done_hours, found.week_min, found.weeks_behind, found.weeks_left) == (26, 90, 0, 32)
    assert (found.needed_week_min, found.state) == (None, PaceState.UNKNOWN)


def test_before_the_first_day_nothing_is_expected() -> None:
    start = date(2026, 1, 5)
    found = pace(start, start + timedelta(days=52 * 7 - 1), 52 * HOUR, 0, [], start - timedelta(days=1))
    assert (found.expected_min, found.forecast_min, found.week_min, found.weeks_left) == (0, None, 0, 52)


def test_an_apprenticeship_that_is_one_long_break_expects_nothing_and_one_of_a_day_all() -> None:
    start = date(2026, 1, 5)
    away = pace(start, start + timedelta(days=6), 52 * HOUR, 0, [(start, start + timedelta(days=6))], start)
    assert (away.expected_min, away.weeks_behind, away.state) == (None, 0, PaceState.BREAK)
    assert pace(start, start, 52 * HOUR, 0, [], start).expected_min == 52 * HOUR


@pytest.mark.parametrize(
    ("first", "last", "away"), [(-9, -1, False), (-9, 0, True), (0, 9, True), (1, 9, False)]
)
def test_a_break_holds_from_its_first_to_its_last_day(first: int, last: int, away: bool) -> None:
    """Days from today; week 20 of 52 ends today."""
    today = date(2026, 1, 5) + timedelta(days=20 * 7 - 1)
    found = at(1, breaks=[(today + timedelta(days=first), today + timedelta(days=last))])
    assert (found.state is PaceState.BREAK) is away


@pytest.mark.parametrize(("done_min", "weeks_behind"), [(19, 1), (20, 0), (21, 0)])
def test_whoever_is_ahead_or_just_on_time_is_no_week_behind(done_min: int, weeks_behind: int) -> None:
    """52 minutes in 52 weeks are a minute a week, and 20 weeks are gone."""
    start = date(2026, 1, 5)
    on = start + timedelta(days=20 * 7 - 1)
    assert pace(start, start + timedelta(days=52 * 7 - 1), 52, done_min, [], on).weeks_behind == weeks_behind


def test_a_review_waits_for_a_break_of_one_day_and_for_one_that_goes_on() -> None:
    """Twelve weeks after 1 April are 24 June."""
    start, held, on = date(2026, 1, 1), date(2026, 4, 1), date(2026, 6, 1)
    assert review_due_on(start, held, [(date(2026, 4, 10), date(2026, 4, 10))], on) == date(2026, 6, 25)
    assert review_due_on(start, held, [(date(2026, 5, 23), None)], on) == date(2026, 7, 4)
    assert review_due_on(start, held, [(on, None)], on) == date(2026, 6, 25)
    assert review_due_on(start, held, [(date(2026, 6, 2), None)], on) == date(2026, 6, 24)


def test_supervision_ends_with_the_apprenticeship_at_the_latest() -> None:
    agreed = date(2026, 11, 1)
    assert last_supervised_day(date(1990, 1, 1), agreed, date(2026, 10, 1)) == date(2026, 10, 1)
    assert last_supervised_day(date(1990, 1, 1), agreed, date(2026, 12, 1)) == agreed
