"""The passport number, whose check digit catches slips, and the days from which somebody works and trains."""

from __future__ import annotations

from calendar import FRIDAY
from datetime import date, timedelta

from workforce.core import clock
from workforce.core.figures import figure

#: The county's letter at the front of every passport number.
COUNTY_LETTER = "D"
_DIGITS = 8
#: Prime to 10, so that multiplying by it gives every serial a different place among all numbers.
_STRIDE = 48_271_937


def nth_passport_number(nth: int) -> str:
    """Return the number of the nth passport given out; numbers given out one after another look unrelated."""
    return passport_number(nth * _STRIDE % 10**_DIGITS)


def passport_number(serial: int) -> str:
    """Return the passport number of the serial-th person: D, eight digits and a check digit.

    The check digit is Luhn's (ISO/IEC 7812-1): it catches every wrong digit and nearly every swap of two
    neighbours.
    """
    if not 0 <= serial < 10**_DIGITS:
        raise ValueError(f"a passport serial has at most {_DIGITS} digits, not {serial}")
    digits = f"{serial:0{_DIGITS}d}"
    return f"{COUNTY_LETTER}{digits}{_check_digit(digits)}"


def is_passport_number(text: str) -> bool:
    """Tell whether a text, spaces and case apart, is a well-formed passport number."""
    plain = text.replace(" ", "").upper()
    digits = plain[1:]
    return (
        plain[:1] == COUNTY_LETTER
        and len(digits) == _DIGITS + 1
        and digits.isascii()
        and digits.isdigit()
        and _check_digit(digits[:-1]) == digits[-1]
    )


def spoken(number: str) -> str:
    """Return a passport number in the groups in which it is read aloud: D 4827 1936 7."""
    return f"{number[0]} {number[1:5]} {number[5:9]} {number[9:]}"


def first_day_of_work(born_on: date, started_on: date) -> date:
    """Return the first day on which somebody may work, by the law of the day on which a contract begins."""
    reached = clock.add_years(born_on, figure("school_leaving_age", started_on).whole)
    if figure("school_leaving_day", started_on).value == "birthday":
        return reached
    # A birthday after August lies in the school year that ends in the next calendar year.
    last_of_june = date(reached.year + (reached.month > 8), 6, 30)
    leaving = last_of_june - timedelta(days=(last_of_june.weekday() - FRIDAY) % 7)
    return leaving + timedelta(days=1)


def first_day_of_training(born_on: date, on: date) -> date:
    """Return the earliest day that a record of training or of a job may name, by the figures of `on`."""
    return clock.add_years(born_on, figure("training_least_age", on).whole)


def _check_digit(digits: str) -> str:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)
