"""How a number that somebody typed is read: one way for every form."""

from __future__ import annotations

import re
from decimal import Decimal

#: A comma stands between thousands only as in 1,234 or 12,345,678: 0,500 and 12,92 may be meant as decimals.
_WHOLE = r"-?(?:[0-9]{1,9}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,2})"
_DECIMAL = rf"(?:{_WHOLE}(?:\.[0-9]{{1,6}})?|-?\.[0-9]{{1,6}})"
#: What to say of any other comma.
WHOLE_WITH_COMMA = "without a comma, or with commas only between thousands, like 1,234"
DECIMAL_WITH_COMMA = "with a full stop for the decimals, like 0.5. A comma may only stand as in 1,234"


def read_whole(text: str) -> int:
    """Read a whole number; ValueError says how to write one."""
    return int(_plain(text, _WHOLE, "as a whole number, like 12", WHOLE_WITH_COMMA))


def read_decimal(text: str) -> Decimal:
    """Read a number that may have decimals; ValueError says how to write one."""
    return Decimal(_plain(text, _DECIMAL, "as a number, like 7.5", DECIMAL_WITH_COMMA))


def read_pounds(text: str) -> Decimal:
    """Read an amount of money in pounds, to the penny; ValueError says how to write one."""
    number = read_decimal(text.removeprefix("£"))
    if number != round(number, 2):
        raise ValueError("in pounds and pence, like 12.92")
    return number


def _plain(text: str, shape: str, advice: str, advice_on_comma: str) -> str:
    text = text.strip()
    if not re.fullmatch(shape, text):
        raise ValueError(advice_on_comma if "," in text else advice)
    return text.replace(",", "")
