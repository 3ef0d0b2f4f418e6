"""The weekends worked in a period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation, Worker
from rostering.rules.base import (
    Facts,
    Parameters,
    Rule,
    Strength,
    broken,
    each_person,
    figure,
    fixed_duties,
    own_duties,
)
from rostering.rules.wording import day_name, number


@dataclass(frozen=True, slots=True)
class Weekends(Parameters):
    """At most ``max_weekends`` in any ``window_weeks`` weekends in a row; 0 weeks means the whole rota."""

    max_weekends: int = figure("policy_max_weekends")
    window_weeks: int = figure("policy_weekend_window")


def weekend_days(problem: Problem, window_weeks: int) -> list[list[tuple[int, int]]]:
    """Return the periods, each a list of weekends as (Saturday, Sunday), that end inside the horizon."""
    saturdays = [week.stop - 2 for week in problem.weeks() if week.stop - 2 < problem.days]
    inside = [(day, day + 1) for day in saturdays]
    if not window_weeks:
        return [inside] if inside else []
    return [[(last - 7 * back, last - 7 * back + 1) for back in range(window_weeks)] for last, _ in inside]


def judge(
    problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, limits: Weekends
) -> Iterator[Violation]:
    """Yield the periods with too many weekends, beyond those that are fixed already."""
    fixed = {duty.day for duty in fixed_duties(problem, worker)}
    worked = fixed | {duty.day for duty in own_duties(problem, roster, worker)}
    for period in weekend_days(problem, limits.window_weeks):
        number_worked = sum(not worked.isdisjoint(weekend) for weekend in period)
        before = sum(not fixed.isdisjoint(weekend) for weekend in period)
        amount = number_worked - max(limits.max_weekends, before)
        if amount > 0:
            days = sorted(day for weekend in period for day in weekend if 0 <= day < problem.days)
            facts: Facts = {
                "worked": number_worked,
                "max_weekends": limits.max_weekends,
                "of": len(period),
            }
            yield broken(spec, amount, worker=worker.key, days=tuple(days), facts=facts)


def words(problem: Problem, violation: Violation) -> str:
    """Say how many weekends of how many are worked."""
    worked, most = number(violation, "worked"), number(violation, "max_weekends")
    last = day_name(problem, violation.days[-1])
    return f"Works {worked} of {number(violation, 'of')} weekends up to {last}. The most is {most}."


RULE = Rule(
    name="weekends",
    title="Weekends",
    statement="Nobody works more weekends in a period than the team allows, earlier weekends counted.",
    source="team policy",
    counting="by start: a weekend is worked by whoever starts a duty on it (team policy, no law)",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=each_person(Weekends, judge),
    words=words,
    unit=("weekend too many", "weekends too many"),
    parameters=Weekends,
)
