"""The gaps of a history, as a care provider reads it."""

from __future__ import annotations

from datetime import date

from workforce.employments.rules import gaps

TODAY = date(2026, 11, 3)


def test_a_break_longer_than_allowed_is_a_gap() -> None:
    """Both its days are the first and the last that nothing covers."""
    history = [(date(2014, 8, 1), date(2016, 3, 31)), (date(2016, 8, 1), None)]
    assert gaps(history, TODAY, 28) == [(date(2016, 4, 1), date(2016, 7, 31))]


def test_a_short_break_is_none() -> None:
    """Exactly as many days as allowed pass, one more does not."""
    before = (date(2014, 8, 1), date(2016, 3, 1))
    assert gaps([before, (date(2016, 3, 30), None)], TODAY, 28) == []
    assert gaps([before, (date(2016, 3, 31), None)], TODAY, 28) == [(date(2016, 3, 2), date(2016, 3, 30))]


def test_two_jobs_at_once_leave_no_gap() -> None:
    """A short job inside a long one ends earlier and hides nothing."""
    history = [(date(2014, 1, 1), None), (date(2015, 1, 1), date(2015, 2, 1))]
    assert gaps(history, TODAY, 28) == []


def test_nothing_since_the_last_job_is_a_gap_up_to_today() -> None:
    """Somebody between jobs has to say what they do."""
    assert gaps([(date(2014, 1, 1), date(2026, 6, 30))], TODAY, 28) == [(date(2026, 7, 1), TODAY)]


def test_a_job_that_is_still_to_come_closes_nothing() -> None:
    """The day before a future start is not covered by it, and no history has no gap."""
    assert gaps([(date(2027, 1, 1), None)], TODAY, 28) == []


def test_a_job_that_begins_today_ends_the_gap_yesterday() -> None:
    history = [(date(2014, 1, 1), date(2026, 6, 30)), (TODAY, None)]
    assert gaps(history, TODAY, 28) == [(date(2026, 7, 1), date(2026, 11, 2))]


def test_nothing_for_exactly_as_many_days_as_allowed_up_to_today_passes() -> None:
    """From 6 October to 3 November are 28 days without the first."""
    assert gaps([(date(2014, 1, 1), date(2026, 10, 6))], TODAY, 28) == []
    assert gaps([(date(2014, 1, 1), date(2026, 10, 5))], TODAY, 28) == [(date(2026, 10, 6), TODAY)]
