"""The days of an apprenticeship that lie outside breaks in learning."""

from __future__ import annotations

from datetime import date

import pytest

from competences.eligibility.rules import days_outside


def november(first: int, last: int) -> tuple[date, date]:
    return date(2026, 11, first), date(2026, 11, last)


@pytest.mark.parametrize(
    ("gaps", "outside"),
    [
        ([], [(5, 20)]),
        ([(10, 12)], [(5, 9), (13, 20)]),
        ([(5, 6)], [(7, 20)]),
        ([(6, 7)], [(5, 5), (8, 20)]),
        ([(4, 6)], [(7, 20)]),
        ([(18, 19)], [(5, 17), (20, 20)]),
        ([(18, 20)], [(5, 17)]),
        ([(6, 21)], [(5, 5)]),
        ([(5, 20)], []),
        ([(1, 4)], [(5, 20)]),
        ([(1, 5)], [(6, 20)]),
        ([(21, 25)], [(5, 20)]),
        ([(7, 8), (10, 11)], [(5, 6), (9, 9), (12, 20)]),
        ([(7, 15), (10, 11)], [(5, 6), (16, 20)]),
        ([(15, 20), (22, 23)], [(5, 14)]),
    ],
)
def test_days_from_the_5th_to_the_20th_without_the_breaks(
    gaps: list[tuple[int, int]], outside: list[tuple[int, int]]
) -> None:
    found = days_outside(*november(5, 20), [november(*gap) for gap in gaps])
    assert found == [november(*stretch) for stretch in outside]
