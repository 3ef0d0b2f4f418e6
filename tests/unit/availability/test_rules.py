"""Leave and ties become stretches of real time."""

from __future__ import annotations

from datetime import date, time

from rostering.availability.rules import day_words, days_of, leave_span, span, times_words
from tests.factories import london

SATURDAY = date(2026, 10, 24)
SUNDAY = date(2026, 10, 25)


def test_whole_days_reach_from_midnight_to_midnight_over_a_clock_change() -> None:
    away = span(SATURDAY, SUNDAY, None, None, "annual", "")
    assert (away.ends_at - away.starts_at).total_seconds() == 49 * 3600


def test_part_of_a_day_leaves_the_rest_of_it_free() -> None:
    away = span(SATURDAY, SATURDAY, time(9), time(12), "annual", "")
    assert away.overlaps(london(SATURDAY, 11), london(SATURDAY, 19))
    assert not away.overlaps(london(SATURDAY, 12), london(SATURDAY, 19))


def test_an_end_before_the_start_is_on_the_next_day_in_elapsed_hours() -> None:
    night = span(SATURDAY, SATURDAY, time(21), time(7), "unavailable", "")
    assert (night.starts_at, night.ends_at) == (london(SATURDAY, 21), london(SUNDAY, 7))
    assert (night.ends_at - night.starts_at).total_seconds() == 11 * 3600
    evening = span(SATURDAY, SATURDAY, time(20), time(0), "unavailable", "")
    assert evening.ends_at == london(SUNDAY, 0)


def test_a_night_before_leave_runs_into_it_only_where_the_team_lets_it() -> None:
    into = london(SATURDAY, 21), london(SUNDAY, 7)
    for let in (False, True):
        leave = leave_span(SUNDAY, SUNDAY, None, None, "annual", "annual leave", nights_before=let)
        assert leave.overlaps(*into) is not let
        assert leave.overlaps(london(SATURDAY, 21), london(SUNDAY, 13))
        assert leave.overlaps(london(SUNDAY, 1), london(SUNDAY, 7))
        assert not leave.overlaps(london(SATURDAY, 13), london(SUNDAY, 0))


def test_times_are_said_with_the_day_on_which_they_end() -> None:
    assert times_words(time(9), time(12)) == "09:00 to 12:00"
    assert times_words(time(20), time(0)) == "20:00 to midnight"
    assert times_words(time(21), time(7)) == "21:00 to 07:00 the next morning"
    assert times_words(time(21), time(20)) == "21:00 to 20:00 the next day"


def test_one_weekday_of_an_open_stretch_recurs_inside_the_window_only() -> None:
    days = days_of(date(2026, 10, 1), None, 5, date(2026, 10, 12), date(2026, 10, 31))
    assert days == [date(2026, 10, 17), date(2026, 10, 24), date(2026, 10, 31)]


def test_a_stretch_that_ended_before_the_window_gives_no_days() -> None:
    assert days_of(date(2026, 9, 1), date(2026, 9, 30), None, SATURDAY, SUNDAY) == []


def test_days_are_said_as_people_say_them() -> None:
    assert day_words(SATURDAY, SATURDAY) == "24 October"
    assert day_words(date(2027, 1, 18), date(2027, 1, 24)) == "18 to 24 January"
    assert day_words(date(2027, 1, 30), date(2027, 2, 2)) == "30 January to 2 February"
