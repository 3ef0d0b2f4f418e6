"""Leave and ties become stretches of real time."""

from __future__ import annotations

from datetime import date, time

from rostering.availability.rules import day_words, days_of, span
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


def test_one_weekday_of_an_open_stretch_recurs_inside_the_window_only() -> None:
    days = days_of(date(2026, 10, 1), None, 5, date(2026, 10, 12), date(2026, 10, 31))
    assert days == [date(2026, 10, 17), date(2026, 10, 24), date(2026, 10, 31)]


def test_a_stretch_that_ended_before_the_window_gives_no_days() -> None:
    assert days_of(date(2026, 9, 1), date(2026, 9, 30), None, SATURDAY, SUNDAY) == []


def test_days_are_said_as_people_say_them() -> None:
    assert day_words(SATURDAY, SATURDAY) == "24 October"
    assert day_words(date(2027, 1, 18), date(2027, 1, 24)) == "18 to 24 January"
    assert day_words(date(2027, 1, 30), date(2027, 2, 2)) == "30 January to 2 February"
