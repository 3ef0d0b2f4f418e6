"""Who counts towards a demand, and by how many people it is missed."""

from __future__ import annotations

from collections.abc import Iterable

from rostering.problem import Demand, Problem, Roster, Shift, Violation, Worker
from rostering.rules.wording import count, day_name, number


def holds(worker: Worker, skill: str, days: Iterable[int]) -> bool:
    """Return whether a person holds a competence on each of these days."""
    return all(
        any(
            one.key == skill and one.from_day <= day and (one.to_day is None or day < one.to_day)
            for one in worker.skills
        )
        for day in days
    )


def has_role(worker: Worker, roles: tuple[str, ...]) -> bool:
    """Return whether a person has one of these roles; no roles means that anyone will do."""
    return not roles or any(role in roles for role in worker.roles)


def counts(problem: Problem, worker: Worker, shift: Shift, demand: Demand) -> bool:
    """Return whether a person on this duty counts towards a demand that the duty can cover."""
    days = problem.days_touched(shift)
    return has_role(worker, demand.roles) and all(holds(worker, skill, days) for skill in demand.skills)


def cover(problem: Problem, roster: Roster, demand: Demand) -> int:
    """Return how many people count towards a demand."""
    return sum(
        counts(problem, problem.worker_of[worker], problem.shift_of[shift], demand)
        for shift in demand.shifts
        for worker in roster.workers_on(shift)
    )


def demand_name(problem: Problem, demand: Demand) -> str:
    """Return a demand as "the Late on Sunday 24 January: Registered nurse"."""
    shift = problem.shift_of[demand.shifts[0]]
    name = f"the {shift.label} on {day_name(problem, shift.day)}"
    return f"{name} ({demand.label})" if demand.label else name


def cover_words(problem: Problem, violation: Violation) -> str:
    """Say how many people a demand has and needs."""
    demand = next(one for one in problem.demands if one.key == violation.demand)
    name = demand_name(problem, demand)
    needed = count(number(violation, "needed"), "person", "people")
    return f"{name[0].upper()}{name[1:]} has {number(violation, 'has')} of {needed}."
