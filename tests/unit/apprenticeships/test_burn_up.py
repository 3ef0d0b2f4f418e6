"""The drawing of learning hours."""

from __future__ import annotations

from datetime import date, timedelta

from competences.apprenticeships.burn_up import NARROW, WIDE, BurnUp, burn_up
from competences.apprenticeships.rules import Break, pace

START, END = date(2026, 1, 5), date(2027, 1, 3)
HOUR = 60


def drawn(on: date, entries: list[tuple[date, int]], breaks: list[Break] | None = None) -> BurnUp:
    stands = pace(START, END, 300 * HOUR, sum(minutes for _day, minutes in entries), breaks or [], on)
    found = burn_up(START, END, stands, entries, breaks or [])
    assert found is not None
    return found


def points(line: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in line.split())]


def test_the_lines_begin_at_nothing_and_end_where_they_should() -> None:
    found = drawn(date(2026, 7, 5), [(date(2026, 3, 2), 100 * HOUR)])
    expected, done = points(found.expected), points(found.done)
    assert expected[0][0] == done[0][0] == WIDE.left
    assert done[0][1] == WIDE.bottom
    assert expected[-1] == (WIDE.right, found.needed_y)
    assert done[-1] == (found.today_x, found.done_y)
    assert WIDE.top <= found.needed_y < found.done_y < WIDE.bottom


def test_a_break_is_flat_in_what_is_expected() -> None:
    away = (date(2026, 7, 6), date(2026, 8, 2))
    found = drawn(date(2026, 10, 4), [], [away])
    first_x, last_x = found.breaks[0]
    heights = [y for x, y in points(found.expected) if first_x < x < last_x]
    assert max(heights) - min(heights) < 1.5


def test_more_hours_than_needed_stay_inside_the_box() -> None:
    found = drawn(date(2026, 7, 5), [(date(2026, 3, 2), 400 * HOUR)])
    assert all(WIDE.top <= y <= WIDE.bottom for _x, y in points(found.done))
    assert found.needed_y > WIDE.top


def test_the_table_says_the_same_as_the_lines() -> None:
    found = drawn(date(2026, 7, 20), [(date(2026, 3, 2), 60 * HOUR), (date(2026, 7, 1), 30 * HOUR)])
    assert [row.done_min // HOUR for row in found.table] == [0, 60, 60, 60, 60, 90, 90]
    assert found.table[-1].on == date(2026, 7, 20)
    assert found.table == sorted(found.table, key=lambda row: row.on)


def test_no_hours_known_no_drawing() -> None:
    stands = pace(START, END, None, 0, [], date(2026, 7, 5))
    assert burn_up(START, END, stands, [], []) is None


def test_a_long_programme_has_no_more_ticks_than_fit() -> None:
    end = START + timedelta(days=4 * 365)
    stands = pace(START, end, 1531 * HOUR, 0, [], date(2026, 7, 5))
    for box in (WIDE, NARROW):
        found = burn_up(START, end, stands, [], [], box)
        assert found is not None
        assert len(found.months) <= box.months + 1
