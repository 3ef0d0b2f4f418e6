"""Puts a rota before three judges: the checker, the CP-SAT twin of a rule, and the column engine.

An `Edge` is a line of a table: a rule, a rota, and a figure of the rule or of the facts around it. The rota
is judged three times, with the figure one below, at, and one above a value, and each judge must say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from rostering.checker import check
from rostering.problem import ParamValue, Problem, Roster, RuleSpec, Violation, Worker
from rostering.rules import RULES, Strength, sentence
from rostering.solver.columns.master.problem_decomposition import UNLAWFUL, ProblemDecomposition
from tests.solver.small import modelled_cost, person, problem

#: What one unit of a soft rule costs here: not 1, so that a weight left out is seen.
WEIGHT = 3
#: Whether a rule may be tried as a compulsory one, as a soft one, or as both.
STRENGTHS = {
    Strength.LAW: (True,),
    Strength.TEAM: (True, False),
    Strength.AIM: (False,),
    Strength.FIRST: (False, True),
}
ONE_AT_A_TIME = RuleSpec("one_at_a_time")
#: Rules about several duties on one day, which the column engine does not model.
OF_SPLIT_DUTIES = {"split_duties", "rest_in_24_hours", "young_rest_in_24_hours"}


def given(
    rule: str,
    *,
    hard: bool = True,
    params: Mapping[str, ParamValue] | None = None,
    ada: Mapping[str, Any] | None = None,
    others: Iterable[Worker] = (),
    rules: Iterable[RuleSpec] = (),
    **more: Any,
) -> Problem:
    """Return a problem of one rule for ada and perhaps others; ``rules`` are in force beside it."""
    in_force = RuleSpec(rule, hard=hard, weight=WEIGHT, params=params or {})
    return problem(in_force, *rules, workers=(person(**(ada or {})), *others), **more)


def roster_of(text: str) -> Roster:
    """Return the roster of "E0 bob:L1": ada on the Early of day 0, bob on the Late of day 1."""
    pairs = (key.rpartition(":") for key in text.split())
    return Roster.of((worker or "ada", shift) for worker, _, shift in pairs)


def priced_cost(problem: Problem, roster: Roster) -> int | None:
    """Return what the column engine says a roster costs; None when it says that it is unlawful."""
    decomposition = ProblemDecomposition(problem, lambda: False)
    chosen = decomposition.chosen_options(roster)
    if decomposition.roster(chosen) != roster:
        return None
    cost = decomposition.total_cost(chosen)
    return None if cost >= UNLAWFUL else round(cost)


def assert_judged(problem: Problem, roster: Roster, off: int, *, engine: bool = True) -> list[Violation]:
    """See that all judges say that a roster breaks the first rule by so many units, and return how.

    With ``engine=False`` the column engine may say that it breaks it by less.
    """
    rule = problem.rules[0]
    report = check(problem, roster)
    violations = [violation for violation in report.violations if violation.spec == rule.name]
    assert all(violation.amount > 0 for violation in violations)
    if rule.hard:
        assert sum(violation.amount for violation in violations) == off
        assert report.lawful == (not off)
    cost = (None if off else 0) if rule.hard else WEIGHT * off
    assert (report.cost if report.lawful else None) == cost
    assert modelled_cost(problem, roster) == cost
    if rule.rule in OF_SPLIT_DUTIES:
        return violations
    if rule.rule != "one_at_a_time":
        problem = replace(problem, rules=(*problem.rules, ONE_AT_A_TIME))
        assert modelled_cost(problem, roster) == cost
    priced = priced_cost(problem, roster)
    if engine:
        assert priced == cost
    else:
        assert cost is None or (priced is not None and priced <= cost)
    return violations


@dataclass(frozen=True)
class Edge:
    """A rota beside a figure.

    Parameters
    ----------
    rule : str
        The rule that judges.
    rota : str
        What is worked, as in `roster_of`.
    at : int
        The value of the figure.
    off : tuple of int
        By how many units the rota breaks the rule where the figure is one below ``at``, at it and one above.
    facts : callable
        ``facts(figure)``: the problem around it, as arguments of `given`.
    says, days, shifts : str, tuple, tuple
        The sentence, the days and the duties of the last violation where the rota breaks the rule, above if
        it does so there and else below; None: not looked at.
    strengths : tuple of bool, optional
        Whether it is tried as a compulsory rule, as a soft one, or as both; as the rule may be set if None.
    engine : bool
        False where the column engine leaves such a case to the checker: a rota costs it no more, then.
    name : str
        Tells two edges of one rule apart.
    """

    rule: str
    rota: str
    at: int
    off: tuple[int, int, int]
    facts: Callable[[int], dict[str, Any]]
    says: str | None = None
    days: tuple[int, ...] | None = None
    shifts: tuple[str, ...] | None = None
    strengths: tuple[bool, ...] | None = None
    engine: bool = True
    name: str = ""

    def __str__(self) -> str:
        return f"{self.rule} {self.name}".strip()

    def judge(self) -> None:
        """See that each judge draws the line where the table does."""
        roster = roster_of(self.rota)
        shown = 2 if self.off[2] else 0
        for hard in self.strengths or STRENGTHS[RULES[self.rule].strength]:
            for place, off in enumerate(self.off):
                problem = given(self.rule, hard=hard, **self.facts(self.at + place - 1))
                violations = assert_judged(problem, roster, off, engine=self.engine)
                if off and place == shown:
                    self._compare(problem, violations[-1])

    def _compare(self, problem: Problem, violation: Violation) -> None:
        if self.says is not None:
            assert sentence(problem, violation) == self.says
        if self.days is not None:
            assert violation.days == self.days
        if self.shifts is not None:
            assert violation.shifts == self.shifts


def each(edges: tuple[Edge, ...]) -> pytest.MarkDecorator:
    """Return the mark that has a test run for each edge of a table."""
    return pytest.mark.parametrize("edge", edges, ids=str)
