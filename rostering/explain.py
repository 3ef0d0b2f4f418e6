"""Says why a demand is unfilled and what each choice for a cell would do, through the rules' own checks.

Needs no solver, so that pages can ask at every click.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from rostering.problem import Demand, Problem, ProblemError, Roster, Shift, Stage, Violation, Worker
from rostering.rules import RULES, check_rule, sentence, stage_of
from rostering.rules._cover import has_role, holds
from rostering.rules.required_skills import skill_words

ORDER = tuple(Stage)


@dataclass(frozen=True, slots=True)
class Candidate:
    """How far one person gets on the way to a demand.

    Parameters
    ----------
    worker : str
        Key of the person.
    shift : str
        The duty that could cover the demand on which they get furthest.
    stage : Stage or None
        The first step at which they drop out; None: they could be put there.
    reasons : tuple of str
        Why, in sentences without a name; for somebody who could, what it would bend.
    price : int
        What putting them there would add to the cost of soft rules about people; 0 for those who drop out.
    violations : tuple of Violation
        The violations behind the reasons, where there are any.
    """

    worker: str
    shift: str
    stage: Stage | None
    reasons: tuple[str, ...]
    price: int = 0
    violations: tuple[Violation, ...] = ()


class Verdict(StrEnum):
    """What may be done with a choice: put it, put it at a price, or not put it."""

    LAWFUL = "lawful"
    PRICED = "priced"
    UNLAWFUL = "unlawful"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that could stand in a cell.

    Parameters
    ----------
    shift : str or None
        Key of the duty; None for a day off.
    verdict : Verdict
        Whether it may be put, and whether it costs.
    reasons : tuple of str
        What it would break (unlawful) or bend (at a price), in sentences without a name.
    price : int
        Change of the cost of the whole rota against the present one; negative is better.
    cover_change : int
        People fewer short of what is needed or wanted that day, against the present rota; negative is worse.
    """

    shift: str | None
    verdict: Verdict
    reasons: tuple[str, ...]
    price: int
    cover_change: int


def candidates(problem: Problem, roster: Roster, demand_key: str) -> tuple[Candidate, ...]:
    """Return how far each person gets towards a demand; raise ProblemError for an unknown demand."""
    demand = next((one for one in problem.demands if one.key == demand_key), None)
    if demand is None:
        raise ProblemError("demand", f"there is no demand {demand_key!r}")
    found = []
    for worker in problem.workers:
        before = _violations(problem, roster, {worker.key}, about_people=True)
        tried = [
            _candidate(problem, roster, demand, worker, problem.shift_of[key], before)
            for key in demand.shifts
        ]
        found.append(max(tried, key=_how_far))
    return tuple(found)


def _how_far(candidate: Candidate) -> tuple[int, int]:
    stage = len(ORDER) if candidate.stage is None else ORDER.index(candidate.stage)
    return stage, -candidate.price


def _candidate(
    problem: Problem,
    roster: Roster,
    demand: Demand,
    worker: Worker,
    shift: Shift,
    before: dict[str, list[Violation]],
) -> Candidate:
    if not has_role(worker, demand.roles):
        role = " or ".join(problem.label(role) for role in worker.roles) or "no role"
        return Candidate(worker.key, shift.key, Stage.ROLE, (f"{role[0].upper()}{role[1:]}.",))
    days = problem.days_touched(shift)
    lacks = [skill for skill in demand.skills if not holds(worker, skill, days)]
    if lacks:
        said = (skill_words(problem, worker, skill) for skill in lacks)
        return Candidate(
            worker.key, shift.key, Stage.COMPETENCE, tuple(f"{text[0].upper()}{text[1:]}." for text in said)
        )
    if shift.key in roster.shifts_of(worker.key):
        return Candidate(worker.key, shift.key, Stage.WORKING, ("Already on this duty.",))
    after = _violations(problem, roster.adding(worker.key, shift.key), {worker.key}, about_people=True)
    worse = _worsened(after, before)
    broken = [violation for violation in worse if violation.hard]
    if broken:
        first = min((stage_of(violation) for violation in broken), key=ORDER.index)
        broken = [violation for violation in broken if stage_of(violation) == first]
        return Candidate(worker.key, shift.key, first, _sentences(problem, broken), violations=tuple(broken))
    price = _cost(after) - _cost(before)
    return Candidate(worker.key, shift.key, None, _sentences(problem, worse), price, tuple(worse))


def choices(problem: Problem, roster: Roster, worker_key: str, day: int) -> tuple[Choice, ...]:
    """Return each duty of a day, and last the day off, as it would be in place of what a person has."""
    if worker_key not in problem.worker_of:
        raise ProblemError("worker", f"there is no worker {worker_key!r}")
    if not 0 <= day < problem.days:
        raise ProblemError("day", f"must be 0 to {problem.days - 1}")
    today = {shift.key for shift in problem.shifts_on[day]}
    near = replace(problem, demands=tuple(one for one in problem.demands if not today.isdisjoint(one.shifts)))
    free = roster
    for key in roster.shifts_of(worker_key):
        if key in today:
            free = free.without(worker_key, key)
    only = {worker_key}
    now, off = _violations(near, roster, only), _violations(near, free, only)
    found = []
    options: list[str | None] = [*(shift.key for shift in problem.shifts_on[day]), None]
    for option in options:
        after = off if option is None else _violations(near, free.adding(worker_key, option), only)
        broken = [one for one in _worsened(after, now, off) if one.hard]
        bent = [one for one in _worsened(after, now) if not one.hard and one.demand is None]
        price = _cost(after) - _cost(now)
        verdict = Verdict.UNLAWFUL if broken else Verdict.PRICED if bent or price > 0 else Verdict.LAWFUL
        reasons = _sentences(near, broken or bent)
        found.append(Choice(option, verdict, reasons, price, _short(now) - _short(after)))
    return tuple(found)


def _violations(
    problem: Problem, roster: Roster, only: Collection[str], *, about_people: bool = False
) -> dict[str, list[Violation]]:
    """Return the violations of each rule in force: those about these people and, unless left out, cover."""
    found = {}
    for spec in problem.rules:
        rule = RULES[spec.rule]
        if not (about_people and rule.name in ("minimum_cover", "wanted_cover", "over_cover")):
            found[spec.name] = check_rule(problem, roster, spec, only)
    return found


def _worsened(after: dict[str, list[Violation]], *befores: dict[str, list[Violation]]) -> list[Violation]:
    """Return the new violations of rules that are broken by more than in one of the rosters before."""
    found: list[Violation] = []
    for spec, violations in after.items():
        least = min(sum(one.amount for one in before[spec]) for before in befores)
        if sum(one.amount for one in violations) > least:
            known = [one for before in befores for one in before[spec]]
            fresh = [one for one in violations if one not in known]
            found += fresh or violations
    return found


def _sentences(problem: Problem, violations: Collection[Violation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sentence(problem, violation) for violation in violations))


def _cost(violations: dict[str, list[Violation]]) -> int:
    return sum(one.cost for found in violations.values() for one in found)


def _short(violations: dict[str, list[Violation]]) -> int:
    return sum(
        one.amount
        for found in violations.values()
        for one in found
        if one.rule in ("minimum_cover", "wanted_cover")
    )
