"""Passport numbers can be read aloud and mistyped without harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workforce.people.rules import is_passport_number, passport_number, spoken


def test_the_check_digit_is_luhns() -> None:
    """The published Luhn example 7992739871 has check digit 3; ours has eight digits before it."""
    assert passport_number(92739871)[1:9] == "92739871"
    assert is_passport_number(passport_number(48271936))


@given(st.integers(0, 10**8 - 1), st.integers(1, 9), st.integers(1, 9))
def test_every_single_wrong_digit_is_caught(serial: int, place: int, shift: int) -> None:
    """A slip of one digit never gives another valid number."""
    number = passport_number(serial)
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert not is_passport_number(wrong)


@pytest.mark.parametrize("text", ["", "D", "D123", "X482719367", "D48271936²"])
def test_other_texts_are_refused(text: str) -> None:
    """Wrong length, letter or digits are no passport number."""
    assert not is_passport_number(text)


def test_it_is_spoken_in_groups() -> None:
    """Groups of 1, 4, 4 and 1."""
    assert spoken("D482719367") == "D 4827 1936 7"
