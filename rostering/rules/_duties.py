"""The frame of rules about single duties: each duty of a person is judged by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias, TypeVar

from rostering.problem import Problem, Roster, RuleSpec, Shift, Violation, Worker
from rostering.rules.base import Check, Facts, Parameters, broken, each_person

P = TypeVar("P", bound=Parameters)

#: By how many units a duty breaks a rule, with the facts for its sentence; None where it keeps the rule.
Fault: TypeAlias = tuple[int, Facts] | None


def each_duty(kind: type[P], judge: Callable[[Problem, Worker, Shift, P], Fault]) -> Check:
    """Return the check of a rule that judges each duty of this rota by itself."""

    def each(
        problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, parameters: P
    ) -> Iterator[Violation]:
        for key in roster.shifts_of(worker.key):
            shift = problem.shift_of[key]
            fault = judge(problem, worker, shift, parameters)
            if fault:
                amount, facts = fault
                yield broken(spec, amount, worker=worker.key, days=(shift.day,), shifts=(key,), facts=facts)

    return each_person(kind, each)
