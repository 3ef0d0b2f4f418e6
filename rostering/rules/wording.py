"""Turns days, minutes and duties into the words that rules use."""

from __future__ import annotations

from rostering.problem import Problem, Violation


def hours(minutes: int) -> str:
    """Return minutes as people say them: ``390`` is "6 h 30", ``45`` is "45 min"."""
    whole, rest = divmod(minutes, 60)
    if not whole:
        return f"{rest} min"
    return f"{whole} h {rest:02}" if rest else f"{whole} h"


def day_name(problem: Problem, day: int) -> str:
    """Return a day as "Sunday 24 January"."""
    date = problem.date_of(day)
    return f"{date:%A} {date.day} {date:%B}"


def duty_name(problem: Problem, shift_key: str) -> str:
    """Return a duty as "the Late on Sunday 24 January"."""
    shift = problem.shift_of[shift_key]
    return f"the {shift.label} on {day_name(problem, shift.day)}"


def count(number: int, one: str, many: str) -> str:
    """Return a number with its noun: "1 day", "3 days"."""
    return f"{number} {one if number == 1 else many}"


def number(violation: Violation, name: str) -> int:
    """Return a figure among the facts of a violation."""
    return int(violation.facts[name])


def text(violation: Violation, name: str) -> str:
    """Return a word among the facts of a violation."""
    return str(violation.facts[name])
