"""Passport numbers can be read aloud and mistyped without harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workforce.people.rules import is_passport_number, nth_passport_number, passport_number, spoken


def test_the_check_digit_is_luhns() -> None:
    """By hand: 92739871 sums to 2+7+7+9+6+7+4+9 = 51, and 9 are missing to 60; 48271936 sums to 34."""
    assert passport_number(92739871) == "D927398719"
    assert passport_number(48271936) == "D482719366"
    assert passport_number(0) == "D000000000"
    assert passport_number(5) == "D000000059"  # twice five is ten, and counts as one
    assert passport_number(99999999) == "D999999998"  # four doubled nines and four plain ones are 72


@pytest.mark.parametrize("serial", [-1, 10**8])
def test_a_serial_has_at_most_eight_digits(serial: int) -> None:
    with pytest.raises(ValueError, match="at most 8 digits"):
        passport_number(serial)


def test_neighbours_in_time_get_numbers_that_look_nothing_alike() -> None:
    """Once around after 100 million: 3 times 48,271,937 is 144,815,811."""
    assert [nth_passport_number(nth) for nth in (0, 1, 3)] == ["D000000000", "D482719374", "D448158113"]


@given(st.integers(0, 10**8 - 1), st.integers(1, 9), st.integers(1, 9))
def test_every_single_wrong_digit_is_caught(serial: int, place: int, shift: int) -> None:
    """A slip of one digit never gives another valid number."""
    number = passport_number(serial)
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert not is_passport_number(wrong)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "D",
        "D123",
        "X482719366",
        "D482719367",
        "D48271936²",
        "D00000000",
        "D0000000000",
        "D4827193A6",
        "D4827193٦6",
    ],
)
def test_other_texts_are_refused(text: str) -> None:
    """Wrong length, letter or digits are no passport number; spaces and small letters do no harm."""
    assert is_passport_number("d 4827 1936 6")
    assert not is_passport_number(text)


def test_it_is_spoken_in_groups() -> None:
    """Groups of 1, 4, 4 and 1."""
    assert spoken("D482719367") == "D 4827 1936 7"
