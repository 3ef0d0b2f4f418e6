"""The independent checker: judges any roster by every rule in force, without a solver."""

from __future__ import annotations

from rostering.problem import Problem, Report, Roster, RuleSpec, ScoreLine, Violation
from rostering.problem.arguments import validate_roster
from rostering.rules import check_rule, check_specs, rule_of
from rostering.rules.wording import count


def check(problem: Problem, roster: Roster) -> Report:
    """Return what a roster breaks and costs, rule by rule.

    Parameters
    ----------
    problem : Problem
        The rules in force, and all they look at.
    roster : Roster
        Any, lawful or not.

    Returns
    -------
    Report
        Each place where a rule is broken, and a line of the score for each rule.

    Raises
    ------
    ProblemError
        When the roster names people or duties that the problem does not have, or a rule in force or one of
        its parameters is wrong; the message names the field.
    """
    validate_roster(problem, roster)
    check_specs(problem)
    every: list[Violation] = []
    lines: list[ScoreLine] = []
    for spec in problem.rules:
        violations = check_rule(problem, roster, spec)
        every += violations
        lines.append(_line(spec, violations))
    return Report(
        violations=tuple(sorted(every, key=lambda violation: not violation.hard)),
        lines=tuple(lines),
        cost=sum(line.cost for line in lines),
        unfilled=sum(line.amount for line in lines if line.rule == "minimum_cover"),
        lawful=not any(violation.hard for violation in every),
    )


def _line(spec: RuleSpec, violations: list[Violation]) -> ScoreLine:
    rule = rule_of(spec)
    amount = sum(violation.amount for violation in violations)
    return ScoreLine(
        rule=spec.rule,
        spec=spec.name,
        hard=spec.hard,
        count=len(violations),
        amount=amount,
        cost=sum(violation.cost for violation in violations),
        words=f"{rule.title}: {count(amount, *rule.unit) if amount else 'kept'}",
    )
