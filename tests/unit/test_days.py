"""The days that forms take, at each limit and beside it; how old somebody is who works or trains."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from workforce.core import clock
from workforce.core.days import ANY_DAY, BIRTHDAY, FIRST_DAY, PAST_DAY, PLANNED_DAY, DaySpan
from workforce.people.rules import first_day_of_training, first_day_of_work

DAY = timedelta(days=1)


@pytest.mark.parametrize("span", [ANY_DAY, BIRTHDAY, FIRST_DAY, PAST_DAY, PLANNED_DAY])
@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2028, 2, 29), date(2027, 12, 31)])
def test_a_span_takes_its_ends_and_nothing_beside_them(span: DaySpan, today: date) -> None:
    with time_machine.travel(datetime(today.year, today.month, today.day, 12, tzinfo=UTC)):
        assert clock.today() == today
        assert span.first < today <= span.last
        assert span.refusal(span.first) == span.refusal(span.last) == ""
        assert "must be on or after" in span.refusal(span.first - DAY)
        said = "cannot be in the future" if span.last == today else "must be on or before"
        assert said in span.refusal(span.last + DAY)
        assert span.refusal(date(1900, 1, 1)) and span.refusal(date(2190, 1, 1))


@pytest.mark.parametrize(
    ("born_on", "first"),
    [
        # The school year is that of the sixteenth birthday, to 31 August; school ends on June's last Friday.
        (date(2010, 9, 1), date(2027, 6, 26)),
        (date(2011, 8, 31), date(2027, 6, 26)),
        (date(2011, 6, 25), date(2027, 6, 26)),
        (date(2011, 6, 26), date(2027, 6, 26)),
        (date(2011, 9, 1), date(2028, 7, 1)),
        (date(2012, 2, 29), date(2028, 7, 1)),
    ],
)
def test_somebody_works_from_the_end_of_school(born_on: date, first: date) -> None:
    assert first_day_of_work(born_on, date(2027, 6, 26)) == first
    assert first_day_of_work(born_on, date(1997, 9, 1)) == first


def test_a_contract_of_long_ago_is_held_to_the_age_of_then() -> None:
    assert first_day_of_work(date(1955, 5, 1), date(1970, 5, 1)) == date(1970, 5, 1)
    assert first_day_of_work(date(1982, 5, 1), date(1997, 8, 31)) == date(1997, 5, 1)


def test_training_begins_at_fourteen() -> None:
    assert first_day_of_training(date(2012, 2, 29), date(2026, 3, 1)) == date(2026, 2, 28)
    assert first_day_of_training(date(2000, 5, 1), date(2014, 4, 30)) == date(2014, 5, 1)
