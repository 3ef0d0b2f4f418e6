"""How many duties of each type one person may have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation, Worker
from rostering.rules.base import Facts, Parameters, Rule, Strength, broken, each_person, of_types
from rostering.rules.wording import count, number, text


@dataclass(frozen=True, slots=True)
class ShiftsOfType(Parameters):
    """``most`` duties of each shift type in the rota, as pairs (type, number)."""

    most: tuple[tuple[str, int], ...] = of_types()


def judge(
    problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, limits: ShiftsOfType
) -> Iterator[Violation]:
    """Yield the types of which a person has too many duties."""
    own = [problem.shift_of[key] for key in roster.shifts_of(worker.key)]
    for type_key, most in limits.most:
        these = [shift for shift in own if shift.type_key == type_key]
        if len(these) > most:
            days, keys = tuple(shift.day for shift in these), tuple(shift.key for shift in these)
            facts: Facts = {"label": these[0].label, "most": most}
            yield broken(spec, len(these) - most, worker=worker.key, days=days, shifts=keys, facts=facts)


def words(problem: Problem, violation: Violation) -> str:
    """Say how many duties of the type there are and may be."""
    del problem
    label, most = text(violation, "label"), number(violation, "most")
    return f"{count(len(violation.shifts), 'duty', 'duties')} of type {label}. The most is {most}."


RULE = Rule(
    name="shifts_of_type",
    title="Duties of a type",
    statement="Nobody has more duties of one type in a rota than is agreed.",
    source="team policy",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=each_person(ShiftsOfType, judge),
    words=words,
    unit=("duty too many of a type", "duties too many of a type"),
    parameters=ShiftsOfType,
)
