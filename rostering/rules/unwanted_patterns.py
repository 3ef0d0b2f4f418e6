"""Sequences of days that nobody should have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation, Worker
from rostering.rules.base import (
    WEEKDAYS,
    Facts,
    Parameters,
    Rule,
    Strength,
    broken,
    checked,
    each_person,
    fixed_duties,
    known_from,
    own_duties,
)
from rostering.rules.wording import day_name, text

#: What a day of a pattern can be beside the type of a duty.
OFF, ANY_DUTY = "-", "*"


def _fault(problem: Problem, patterns: tuple[tuple[str, tuple[str, ...]], ...]) -> str | None:
    for weekday, days in patterns:
        if weekday and weekday not in WEEKDAYS:
            return f"{weekday!r} is not one of {', '.join(WEEKDAYS)}, nor empty"
        if not days:
            return "a pattern needs at least one day"
        for day in days:
            if day not in (OFF, ANY_DUTY) and day not in problem.shift_types:
                return f"{day!r} is neither {OFF!r} nor {ANY_DUTY!r} nor a shift type"
    return None


@dataclass(frozen=True, slots=True)
class UnwantedPatterns(Parameters):
    """``patterns``: each the weekday of its first day, empty for any, and what is done on its days.

    A day of a pattern is ``"-"`` (off), ``"*"`` (any duty) or a type of duty.
    """

    patterns: tuple[tuple[str, tuple[str, ...]], ...] = checked(_fault)


def windows(problem: Problem, worker: Worker, weekday: str, length: int) -> list[range]:
    """Return the days on which a pattern can be met: known ones, of which the last is in the horizon."""
    starts = range(max(known_from(problem, worker), 1 - length), problem.days - length + 1)
    return [
        range(day, day + length)
        for day in starts
        if not weekday or problem.weekday(day) == WEEKDAYS.index(weekday)
    ]


def judge(
    problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, limits: UnwantedPatterns
) -> Iterator[Violation]:
    """Yield the patterns that are met, unless it was all fixed before this rota."""
    own: dict[int, set[str]] = {}
    fixed: dict[int, set[str]] = {}
    for types_on, duties in (
        (own, own_duties(problem, roster, worker)),
        (fixed, fixed_duties(problem, worker)),
    ):
        for duty in duties:
            types_on.setdefault(duty.day, set()).add(duty.type_key)

    def is_met(day: int, wanted: str) -> bool:
        types = own.get(day, set()) | fixed.get(day, set())
        return not types if wanted == OFF else bool(types) if wanted == ANY_DUTY else wanted in types

    def is_fixed(day: int, wanted: str) -> bool:
        types = fixed.get(day, set())
        return day < 0 if wanted == OFF else bool(types) if wanted == ANY_DUTY else wanted in types

    for weekday, pattern in limits.patterns:
        for window in windows(problem, worker, weekday, len(pattern)):
            days = list(zip(window, pattern, strict=True))
            if not all(is_met(*day) for day in days) or all(is_fixed(*day) for day in days):
                continue
            inside = [day for day in window if day >= 0]
            keys = [key for key in roster.shifts_of(worker.key) if problem.shift_of[key].day in inside]
            facts: Facts = {"pattern": _pattern_words(problem, pattern), "first_day": window.start}
            yield broken(
                spec, 1, worker=worker.key, days=tuple(inside), shifts=tuple(sorted(keys)), facts=facts
            )


def _pattern_words(problem: Problem, pattern: tuple[str, ...]) -> str:
    """Return a pattern as "off, any duty, Late"."""
    labels = {shift.type_key: shift.label for shift in reversed(problem.shifts)}
    names = {**labels, OFF: "off", ANY_DUTY: "any duty"}
    return ", ".join(names.get(day, day) for day in pattern)


def words(problem: Problem, violation: Violation) -> str:
    """Say which pattern there is and from which day on."""
    first = day_name(problem, int(violation.facts["first_day"]))
    return f"Unwanted pattern from {first}: {text(violation, 'pattern')}."


RULE = Rule(
    name="unwanted_patterns",
    title="Unwanted patterns",
    statement=(
        "Some sequences of days are unwanted, on any days or from a weekday on, for example a Friday off "
        "before a weekend of work."
    ),
    source="team policy",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=each_person(UnwantedPatterns, judge),
    words=words,
    unit=("unwanted pattern", "unwanted patterns"),
    parameters=UnwantedPatterns,
)
