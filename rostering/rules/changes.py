"""Distance to an earlier rota: on how many days people find something else than they were told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation, Worker
from rostering.rules.base import Facts, Parameters, Rule, Strength, broken, each_person
from rostering.rules.wording import day_name, text


def by_day(problem: Problem, keys: Iterable[str]) -> Mapping[int, frozenset[str]]:
    """Return duties by the day of their start; days without one are left out."""
    on_day: dict[int, frozenset[str]] = {}
    for key in keys:
        day = problem.shift_of[key].day
        on_day[day] = on_day.get(day, frozenset()) | {key}
    return on_day


def judge(
    problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, _: Parameters
) -> Iterator[Violation]:
    """Yield the days of a person that are not as in the earlier rota."""
    if worker.earlier is None:
        return
    had, has = by_day(problem, worker.earlier), by_day(problem, roster.shifts_of(worker.key))
    for day in sorted({*had, *has}):
        before, now = had.get(day, frozenset()), has.get(day, frozenset())
        if before != now:
            facts: Facts = {"had": _named(problem, before), "has": _named(problem, now)}
            keys = tuple(sorted(before ^ now))
            yield broken(spec, 1, worker=worker.key, days=(day,), shifts=keys, facts=facts)


def _named(problem: Problem, keys: Iterable[str]) -> str:
    return " and ".join(f"the {problem.shift_of[key].label}" for key in sorted(keys))


def words(problem: Problem, violation: Violation) -> str:
    """Say what the person works now and what they were to work before."""
    day = day_name(problem, violation.days[0])
    had, has = text(violation, "had"), text(violation, "has")
    if not has:
        return f"No longer works {had} on {day}."
    return f"Works {has} on {day} instead of {had}." if had else f"Works {has} on {day}, a day off before."


RULE = Rule(
    name="changes",
    title="Changes",
    statement="A new rota changes as few days of as few people as it can, beside the rota they know.",
    source="team policy",
    strength=Strength.AIM,
    stage=Stage.TEAM_RULES,
    check=each_person(Parameters, judge),
    words=words,
    unit=("day changed", "days changed"),
)
