"""The CP-SAT model: a yes-or-no variable for each person on each duty, and the few ways in which rules bind.

Every rule is written with `forbid`, `at_most`, `at_least` and `penalise`, each of which is a constraint when
the rule is hard and a priced slack when it is soft. Work that is fixed already enters as constants.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TypeAlias

from ortools.sat.python import cp_model
from ortools.sat.python import cp_model_helper as cmh

from rostering.problem import Problem, RuleSpec, Shift, Worker
from rostering.rules.base import Duty, bound, fixed_duties
from rostering.solver.core.errors import StopRequested

# What is still to be decided by a literal, or known already.
Known: TypeAlias = cmh.Literal | bool
Decided: TypeAlias = cp_model.IntVar | bool
Term: TypeAlias = tuple[int, cp_model.IntVar]


class Model:
    """Variables, constraints and cost of one problem.

    Parameters
    ----------
    problem : Problem
        What to make a roster for.
    refused : set of (str, str)
        Pairs of worker and shift keys that can never be; they get no variable.
    should_stop : callable
        Asked between people while rules are added; raises StopRequested when it returns True.
    """

    def __init__(
        self, problem: Problem, refused: set[tuple[str, str]], should_stop: Callable[[], bool]
    ) -> None:
        self.problem = problem
        self.cp = cp_model.CpModel()
        self.x: dict[tuple[str, str], cp_model.IntVar] = {}
        # People missing below the minimum, by demand key, filled by the rule minimum_cover.
        self.short: dict[str, cp_model.IntVar] = {}
        self.cost: list[Term] = []
        self.cost_offset = 0
        self._should_stop = should_stop
        self._either: dict[tuple[int, ...], cp_model.IntVar] = {}
        self._fixed: dict[str, list[Duty]] = {}
        for worker in problem.workers:
            self._pause()
            self._fixed[worker.key] = fixed_duties(problem, worker)
            for shift in problem.shifts:
                pair = (worker.key, shift.key)
                if pair not in refused:
                    self.x[pair] = self.cp.new_bool_var("")

    def _pause(self) -> None:
        if self._should_stop():
            raise StopRequested

    def workers(self, spec: RuleSpec) -> Iterator[Worker]:
        """Yield the people a rule binds, and stop between two of them when asked to."""
        for worker in bound(self.problem, spec, None):
            self._pause()
            yield worker

    @cached_property
    def one_start_a_day(self) -> bool:
        """Whether nobody can start two duties on one day, which lets sums stand for "any of"."""
        return any(spec.rule == "one_at_a_time" and spec.workers is None for spec in self.problem.rules)

    # -- what a person does

    def fixed(self, worker: Worker) -> list[Duty]:
        """Return the person's work that is fixed already, by start."""
        return self._fixed[worker.key]

    def open_shifts(
        self, worker: Worker, days: Iterable[int] | None = None
    ) -> Iterator[tuple[Shift, cp_model.IntVar]]:
        """Yield the duties a person could work, on these days or on all, with their variables."""
        problem = self.problem
        for day in range(problem.days) if days is None else days:
            if 0 <= day < problem.days:
                for shift in problem.shifts_on[day]:
                    variable = self.x.get((worker.key, shift.key))
                    if variable is not None:
                        yield shift, variable

    def works(self, worker: Worker, day: int) -> Decided:
        """Return whether a person works on a day: True if fixed, False if it cannot be, else a literal."""
        return self._works(worker, day, lambda _duty: True)

    def works_night(self, worker: Worker, day: int) -> Decided:
        """Return whether a person works a night that starts on a day, as `works` does."""
        return self._works(worker, day, lambda duty: duty.is_night)

    def works_type(self, worker: Worker, day: int, type_key: str) -> Decided:
        """Return whether a person works a duty of a type on a day, as `works` does."""
        return self._works(worker, day, lambda duty: duty.type_key == type_key)

    def _works(self, worker: Worker, day: int, counts: Callable[[Duty | Shift], bool]) -> Decided:
        if any(duty.day == day and counts(duty) for duty in self.fixed(worker)):
            return True
        open_shifts = self.open_shifts(worker, (day,))
        return self.either([variable for shift, variable in open_shifts if counts(shift)])

    def either(self, literals: Sequence[cp_model.IntVar], *, exclusive: bool = True) -> Decided:
        """Return a literal for "any of these"; ``exclusive`` says that they are of one person and day."""
        if not literals:
            return False
        if len(literals) == 1:
            return literals[0]
        index = tuple(literal.index for literal in literals)
        if index not in self._either:
            literal = self.cp.new_bool_var("")
            if exclusive and self.one_start_a_day:
                self.cp.add(cp_model.LinearExpr.sum(list(literals)) == literal)
            else:
                self.cp.add_max_equality(literal, list(literals))
            self._either[index] = literal
        return self._either[index]

    # -- how rules bind

    def forbid(self, spec: RuleSpec, known: Iterable[Known], amount: int = 1) -> None:
        """Say that these cannot all be true, or cost ``amount`` units if they are."""
        literals = []
        for part in known:
            if part is False:
                return
            if part is not True:
                literals.append(part)
        if not literals:
            return
        if not spec.hard and len(literals) == 1 and isinstance(literals[0], cp_model.IntVar):
            self.penalise(spec, amount, literals[0])
            return
        clause = [~literal for literal in literals]
        if not spec.hard:
            slack = self.cp.new_bool_var("")
            clause.append(slack)
            self.penalise(spec, amount, slack)
        self.cp.add_bool_or(clause)

    def at_most(
        self, spec: RuleSpec, terms: Sequence[Term], most: int, *, unit: int = 1, times: int = 1
    ) -> None:
        """Say that a sum is at most ``most``, or cost a unit for each begun ``unit`` above it."""
        largest = sum(coefficient * _largest(variable) for coefficient, variable in terms if coefficient > 0)
        if largest <= most:
            return
        if spec.hard:
            self.cp.add(total(terms) <= most)
            return
        slack = self.cp.new_int_var(0, -(-(largest - most) // unit), "")
        self.cp.add(total([*terms, (-unit, slack)]) <= most)
        self.penalise(spec, times, slack)

    def at_least(
        self, spec: RuleSpec, terms: Sequence[Term], least: int, *, unit: int = 1, times: int = 1
    ) -> None:
        """Say that a sum is at least ``least``, or cost a unit for each begun ``unit`` below it."""
        self.at_most(
            spec,
            [(-coefficient, variable) for coefficient, variable in terms],
            -least,
            unit=unit,
            times=times,
        )

    def penalise(self, spec: RuleSpec, times: int, variable: cp_model.IntVar) -> None:
        """Add ``times`` units of a rule to the cost for each unit of a variable."""
        if spec.weight * times:
            self.cost.append((spec.weight * times, variable))

    def penalise_unless(self, spec: RuleSpec, times: int, known: Decided) -> None:
        """Add ``times`` units of a rule to the cost unless something is true."""
        weight = spec.weight * times
        if known is False:
            self.cost_offset += weight
        elif known is not True and weight:
            self.cost_offset += weight
            self.cost.append((-weight, known))

    def total_cost(self) -> cp_model.LinearExprT:
        """Return the cost of a roster as an expression."""
        return total(self.cost) + self.cost_offset

    def missing_cover(self) -> list[Term]:
        """Return the people missing below minimum cover, each with the weight of its demand."""
        weights = {demand.key: demand.under_minimum for demand in self.problem.demands}
        return [(weights[key], variable) for key, variable in self.short.items() if weights[key]]


def _largest(variable: cp_model.IntVar) -> int:
    # OR-Tools takes no index from the end here, and answers a wrong one with the first value.
    domain = variable.proto.domain
    return int(domain[len(domain) - 1])


def total(terms: Sequence[Term]) -> cp_model.LinearExprT:
    """Return the sum of terms."""
    return cp_model.LinearExpr.weighted_sum(
        [variable for _, variable in terms], [coefficient for coefficient, _ in terms]
    )
