"""The way to work."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.problem import Problem, Shift, Stage, Violation, Worker
from rostering.rules._duties import Fault, each_duty
from rostering.rules.base import Parameters, Rule, Strength, unit
from rostering.rules.wording import duty_name, hours, number, text


@dataclass(frozen=True, slots=True)
class Travel(Parameters):
    """Minutes on the road beyond ``free_min``, one way, are counted in begun units of ``unit_min``."""

    free_min: int = 30
    unit_min: int = unit(15)


def travel_min(worker: Worker, shift: Shift) -> int:
    """Return how long a person's way to a duty is; 0 when it is not known."""
    return next((journey.travel_min for journey in worker.journeys if journey.site_key == shift.site_key), 0)


def units(worker: Worker, shift: Shift, limits: Travel) -> int:
    """Return how many begun units a person's way to a duty is longer than is free."""
    return max(0, -(-(travel_min(worker, shift) - limits.free_min) // limits.unit_min))


def judge(problem: Problem, worker: Worker, shift: Shift, limits: Travel) -> Fault:
    """Return how far a person's way to a duty is, if it is longer than is free."""
    amount = units(worker, shift, limits)
    if not amount:
        return None
    site = problem.label(shift.site_key)
    return amount, {"travel_min": travel_min(worker, shift), "free_min": limits.free_min, "site": site}


def words(problem: Problem, violation: Violation) -> str:
    """Say how long the way is, to where, and how long it may be."""
    way, free = hours(number(violation, "travel_min")), hours(number(violation, "free_min"))
    name = duty_name(problem, violation.shifts[0])
    return f"{way} on the road to {text(violation, 'site')} for {name}. Agreed is up to {free}."


RULE = Rule(
    name="travel",
    title="Way to work",
    statement="Nobody is on the road to a duty for longer than is agreed.",
    source="team policy",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=each_duty(Travel, judge),
    words=words,
    unit=("stretch of road too far", "stretches of road too far"),
    parameters=Travel,
)
