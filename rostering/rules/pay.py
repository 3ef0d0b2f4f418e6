"""What the duties cost in money."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Shift, Stage, Violation, Worker
from rostering.rules.base import Facts, Parameters, Rule, Strength, broken, each_person, unit
from rostering.rules.wording import hours, number


@dataclass(frozen=True, slots=True)
class Pay(Parameters):
    """The pay of each duty is counted in begun units of ``unit_pence``; enhancements are left out."""

    unit_pence: int = unit(1000)


def pence(worker: Worker, shift: Shift) -> int:
    """Return what a duty of this person costs, to the penny begun."""
    return -(-worker.hour_pence * shift.paid_min // 60)


def units(worker: Worker, shift: Shift, limits: Pay) -> int:
    """Return how many begun units of money a duty of this person costs."""
    return -(-pence(worker, shift) // limits.unit_pence)


def judge(
    problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, limits: Pay
) -> Iterator[Violation]:
    """Yield what the duties of each person cost."""
    own = [problem.shift_of[key] for key in roster.shifts_of(worker.key)]
    amount = sum(units(worker, shift, limits) for shift in own)
    if amount:
        facts: Facts = {
            "pence": sum(pence(worker, shift) for shift in own),
            "paid_min": sum(shift.paid_min for shift in own),
        }
        yield broken(spec, amount, worker=worker.key, facts=facts)


def words(problem: Problem, violation: Violation) -> str:
    """Say what is paid for how many hours."""
    del problem
    pounds = f"£{number(violation, 'pence') / 100:,.2f}"
    return f"{pounds} for {hours(number(violation, 'paid_min'))}, enhancements left out."


RULE = Rule(
    name="pay",
    title="Pay",
    statement="Duties go to those whose hours cost less, where nothing else speaks against it.",
    source="team policy",
    strength=Strength.AIM,
    stage=Stage.TEAM_RULES,
    check=each_person(Pay, judge),
    words=words,
    unit=("unit of pay", "units of pay"),
    parameters=Pay,
)
