"""Who counts towards a demand, and the frame of rules about how many people a demand has."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from rostering.problem import Demand, Problem, Roster, RuleSpec, Shift, Violation, Worker
from rostering.rules.base import Check, broken
from rostering.rules.wording import count, day_name, number


def holds(worker: Worker, skill_key: str, days: Iterable[int]) -> bool:
    """Return whether a person holds a competence on each of these days."""
    return all(
        any(
            skill.key == skill_key and skill.from_day <= day and (skill.to_day is None or day < skill.to_day)
            for skill in worker.skills
        )
        for day in days
    )


def has_role(worker: Worker, roles: tuple[str, ...], days: Iterable[int]) -> bool:
    """Return whether a person has one of these roles on each day; no roles means that anyone will do."""
    if not roles or any(role in roles for role in worker.roles):
        return True
    held = [role for role in worker.dated_roles if role.key in roles]
    return bool(held) and all(
        any(role.from_day <= day and (role.to_day is None or day < role.to_day) for role in held)
        for day in days
    )


def counts(problem: Problem, worker: Worker, shift: Shift, demand: Demand) -> bool:
    """Return whether a person on this duty counts towards a demand that the duty can cover."""
    days = problem.days_touched(shift)
    return has_role(worker, demand.roles, days) and all(holds(worker, skill, days) for skill in demand.skills)


def cover(problem: Problem, roster: Roster, demand: Demand) -> int:
    """Return how many people count towards a demand."""
    return sum(
        counts(problem, problem.worker_of[worker], problem.shift_of[shift], demand)
        for shift in demand.shifts
        for worker in roster.workers_on(shift)
    )


def off_demand(
    *,
    needed: Callable[[Demand], int],
    weight: Callable[[Demand], int],
    off: Callable[[Demand, int], int],
    applies: Callable[[Demand], bool] = lambda _demand: True,
) -> Check:
    """Return the check of a rule about how many people a demand has.

    Parameters
    ----------
    needed : callable
        How many people the sentence names as needed.
    weight : callable
        How much each person matters by whom the demand is missed.
    off : callable
        By how many people a number of people misses the demand; 0 or less: it does not.
    applies : callable
        Whether the rule looks at the demand at all.
    """

    def check(
        problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
    ) -> list[Violation]:
        del only  # a demand is about nobody in particular
        violations = []
        for demand in problem.demands:
            if not applies(demand):
                continue
            has = cover(problem, roster, demand)
            amount = off(demand, has)
            if amount > 0:
                violations.append(
                    broken(
                        spec,
                        amount,
                        days=(problem.shift_of[demand.shifts[0]].day,),
                        shifts=demand.shifts,
                        demand=demand.key,
                        times=weight(demand),
                        facts={"has": has, "needed": needed(demand)},
                    )
                )
        return violations

    return check


def demand_name(problem: Problem, demand: Demand) -> str:
    """Return a demand as "the Late on Sunday 24 January (Registered nurse)"."""
    shift = problem.shift_of[demand.shifts[0]]
    name = f"the {shift.label} on {day_name(problem, shift.day)}"
    return f"{name} ({demand.label})" if demand.label else name


def cover_words(problem: Problem, violation: Violation) -> str:
    """Say how many people a demand has and needs."""
    demand = next(demand for demand in problem.demands if demand.key == violation.demand)
    name = demand_name(problem, demand)
    needed = count(number(violation, "needed"), "person", "people")
    return f"{name[0].upper()}{name[1:]} has {number(violation, 'has')} of {needed}."
