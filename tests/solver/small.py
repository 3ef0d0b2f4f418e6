"""Small problems for tests: three or four kinds of duty a day, and people with what a test gives them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from ortools.sat.python import cp_model

from rostering.problem import (
    MINUTES_PER_DAY,
    Demand,
    FixedDuty,
    ParamValue,
    Problem,
    Roster,
    RuleSpec,
    Shift,
    Worker,
)
from rostering.rules import RULES, Strength
from rostering.solver.constraints.building import build

HOUR = 60
MONDAY = date(2027, 1, 4)
# Label, start and length of each type of duty.
TYPES = {
    "E": ("Early", 7 * HOUR, 8 * HOUR),
    "L": ("Late", 13 * HOUR + 30, 8 * HOUR),
    "N": ("Night", 21 * HOUR, 10 * HOUR + 30),
    "S": ("Short", 9 * HOUR, 4 * HOUR),
}


def duty(key: str, **changes: object) -> Shift:
    """Return the duty of a key such as "E3": an Early on day 3."""
    label, start, length = TYPES[key[0]]
    day = int(key[1:])
    begins = MINUTES_PER_DAY * day + start
    shift = Shift(
        key=key,
        type_key=key[0],
        label=label,
        day=day,
        start_min=begins,
        end_min=begins + length,
        work_min=length,
        paid_min=length,
        break_min=30,
        is_night=key[0] == "N",
        site_key="centre",
        host_key="host",
        team_key="night team" if key[0] == "N" else "day team",
    )
    return replace(shift, **changes)  # type: ignore[arg-type]


def elsewhere(day: int, start_hour: int, hours: int, employer: str = "other", **more: object) -> FixedDuty:
    """Return fixed work on a day, for another employer unless told otherwise."""
    start = MINUTES_PER_DAY * day + HOUR * start_hour
    return FixedDuty(start, start + HOUR * hours, HOUR * hours, employer, **more)  # type: ignore[arg-type]


def person(key: str = "ada", **facts: object) -> Worker:
    """Return a nurse, employed by "home"."""
    return Worker(key=key, **{"employer_key": "home", "roles": ("nurse",), **facts})  # type: ignore[arg-type]


def spec(name: str, *, weight: int = 1, hard: bool | None = None, **params: ParamValue) -> RuleSpec:
    """Return a rule in force: hard where it may be, unless told otherwise."""
    can_be_hard = RULES[name].strength in (Strength.LAW, Strength.TEAM)
    return RuleSpec(rule=name, hard=can_be_hard if hard is None else hard, weight=weight, params=params)


def problem(
    *rules: RuleSpec,
    days: int = 14,
    workers: Iterable[Worker] | None = None,
    demands: Iterable[Demand] = (),
    types: str = "ELNS",
    changes: Mapping[str, Mapping[str, object]] | None = None,
    labels: Mapping[str, str] | None = None,
    first_day: date = MONDAY,
) -> Problem:
    """Return a problem with each type of duty on each day; ``changes`` alters duties by key."""
    keys = [f"{type_key}{day}" for day in range(days) for type_key in types]
    return Problem(
        first_day=first_day,
        days=days,
        shifts=tuple(duty(key, **(changes or {}).get(key, {})) for key in keys),
        workers=tuple(workers or (person(),)),
        demands=tuple(demands),
        rules=tuple(rules),
        shift_types=tuple(TYPES),
        labels=labels or {},
    )


def rota(text: str, worker: str = "ada") -> Roster:
    """Return the roster of one person from keys such as "E0 L1"."""
    return Roster.of((worker, key) for key in text.split())


def modelled_cost(problem: Problem, roster: Roster) -> int | None:
    """Return what the CP-SAT model says a roster costs; None when it says that it is unlawful."""
    model = build(problem, lambda: False)
    worked = {(assignment.worker, assignment.shift) for assignment in roster.assignments}
    if not worked.issubset(model.x):
        return None
    for pair, variable in model.x.items():
        model.cp.add(variable == (pair in worked))
    model.cp.minimize(model.total_cost())
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model.cp)
    if status == cp_model.INFEASIBLE:
        return None
    assert status == cp_model.OPTIMAL
    return round(solver.objective_value)
