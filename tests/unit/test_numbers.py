"""How typed numbers are read: never as another number than was meant."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workforce.core.numbers import read_decimal, read_pounds, read_whole

WHOLES = st.integers(-999_999_999, 999_999_999)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.5", "0.5"),
        (".5", "0.5"),
        ("1,234", "1234"),
        ("12,345,678", "12345678"),
        ("1,234.50", "1234.5"),
        (" 37.5 ", "37.5"),
        ("007", "7"),
        ("-1.25", "-1.25"),
    ],
)
def test_decimals_are_read(text: str, number: str) -> None:
    assert read_decimal(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    ["0,5", "12,92", "0,500", "1,2345", "1234,567", "1,23,456", ",5", "5,", "1,234,5", "00,123", "1.234,50"],
)
@pytest.mark.parametrize("read", [read_decimal, read_pounds, read_whole])
def test_any_other_comma_is_refused_with_the_form_to_use(read: Callable[[str], Any], text: str) -> None:
    with pytest.raises(ValueError, match="1,234"):
        read(text)


@pytest.mark.parametrize(
    "text", ["", "many", "1e3", "nan", "inf", "1_000", "٣", "７", "1 234", "7:30", "--1", "5.", "1.2.3", "½"]
)
@pytest.mark.parametrize("read", [read_decimal, read_whole])
def test_what_is_no_number_is_refused(read: Callable[[str], Any], text: str) -> None:
    with pytest.raises(ValueError, match="like"):
        read(text)


def test_a_whole_number_has_no_decimals() -> None:
    assert read_whole("1,234") == 1234
    with pytest.raises(ValueError, match="whole number"):
        read_whole("1.0")


def test_pounds_may_have_their_sign_and_end_at_the_penny() -> None:
    assert read_pounds("£1,292.50") == Decimal("1292.5")
    assert read_pounds("12.92") == Decimal("12.92")
    with pytest.raises(ValueError, match="pounds and pence"):
        read_pounds("12.925")


@given(WHOLES)
def test_every_whole_number_is_read_with_and_without_its_commas(number: int) -> None:
    for text in (str(number), f"{number:,}"):
        assert read_whole(text) == read_decimal(text) == number


@given(st.decimals(-999_999, 999_999, places=2))
def test_every_decimal_is_read_with_and_without_its_commas(number: Decimal) -> None:
    for text in (f"{number:f}", f"{number:,f}"):
        assert read_decimal(text) == read_pounds(text) == number


@given(WHOLES.filter(lambda number: number >= 0), st.integers(0, 999))
def test_a_decimal_comma_never_becomes_a_larger_number(whole: int, rest: int) -> None:
    """Only a full group of three digits behind one to three others, the first not 0, is thousands."""
    text = f"{whole},{rest}"
    if len(str(rest)) == 3 and 0 < whole < 1000:
        assert read_decimal(text) == whole * 1000 + rest
    else:
        with pytest.raises(ValueError, match="full stop"):
            read_decimal(text)


@given(st.text(max_size=12))
def test_no_text_breaks_the_reader(text: str) -> None:
    readers: tuple[Callable[[str], int | Decimal], ...] = (read_decimal, read_pounds, read_whole)
    for read in readers:
        try:
            number = read(text)
        except ValueError:
            continue
        assert -(10**9) < number < 10**9 and text.strip().isascii() | text.strip().startswith("£")
