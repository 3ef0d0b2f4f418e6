"""Rules about single days: what a day costs a person for the duty on it, whatever the days around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from rostering.problem import Problem, Request, RuleSpec, Shift, Worker
from rostering.rules import pay, travel
from rostering.rules._runs import runs, shortage
from rostering.rules.base import fixed_duties, read
from rostering.rules.changes import by_day
from rostering.rules.mutual_aid import is_aid
from rostering.rules.preferred_week import as_requests
from rostering.rules.shortest_run_of_days import ShortestRunOfDays
from rostering.solver.columns.pricing.resources import penalty

#: What a day costs with this duty of the rota on it; None: with no such duty.
DayCost: TypeAlias = Callable[[Shift | None], float]
#: Yields the days on which a rule costs something, and what.
DayCostRule: TypeAlias = Callable[[Problem, Worker, RuleSpec], Iterator[tuple[int, DayCost]]]


def _requests(problem: Problem, worker: Worker, spec: RuleSpec) -> Iterator[tuple[int, DayCost]]:
    del problem
    return _each_request(spec, worker.requests)


def _preferred_week(problem: Problem, worker: Worker, spec: RuleSpec) -> Iterator[tuple[int, DayCost]]:
    return _each_request(spec, as_requests(problem, worker))


def _each_request(spec: RuleSpec, requests: Iterable[Request]) -> Iterator[tuple[int, DayCost]]:
    """Yield what each day costs on which a request is not met."""
    for request in requests:

        def cost(shift: Shift | None, request: Request = request) -> float:
            is_worked = shift is not None and (not request.types or shift.type_key in request.types)
            return penalty(spec, request.weight) if is_worked != request.wants else 0.0

        yield request.day, cost


def _travel(problem: Problem, worker: Worker, spec: RuleSpec) -> Iterator[tuple[int, DayCost]]:
    limits = read(travel.Travel, spec)
    return _each_duty(problem, spec, lambda shift: travel.units(worker, shift, limits))


def _pay(problem: Problem, worker: Worker, spec: RuleSpec) -> Iterator[tuple[int, DayCost]]:
    limits = read(pay.Pay, spec)
    return _each_duty(problem, spec, lambda shift: pay.units(worker, shift, limits))


def _mutual_aid(problem: Problem, worker: Worker, spec: RuleSpec) -> Iterator[tuple[int, DayCost]]:
    return _each_duty(problem, spec, lambda shift: int(is_aid(worker, shift)))


def _changes(problem: Problem, worker: Worker, spec: RuleSpec) -> Iterator[tuple[int, DayCost]]:
    earlier = by_day(problem, worker.earlier or ())
    for day in range(problem.days if worker.earlier is not None else 0):

        def cost(shift: Shift | None, before: frozenset[str] = earlier.get(day, frozenset())) -> float:
            return penalty(spec, int(before != ({shift.key} if shift else frozenset())))

        yield day, cost


def _past_run(problem: Problem, worker: Worker, spec: RuleSpec) -> Iterator[tuple[int, DayCost]]:
    """Yield what a day off on day 0 costs because it ends a run of work that began before."""
    fixed = {duty.day for duty in fixed_duties(problem, worker)}
    limits = read(ShortestRunOfDays, spec)
    for run in runs(fixed):
        if run.stop == 0:
            missing = shortage(
                problem.days,
                spec,
                run,
                limits.min_days,
                fixed,
                past_known=limits.past_known,
                standalone=limits.standalone,
            )
            cost = penalty(spec, missing)
            yield 0, lambda shift, cost=cost: 0.0 if shift else cost  # type: ignore[misc]


def _each_duty(
    problem: Problem, spec: RuleSpec, units: Callable[[Shift], int]
) -> Iterator[tuple[int, DayCost]]:
    """Return for every day what a duty costs by its units of a rule."""

    def cost(shift: Shift | None) -> float:
        return penalty(spec, units(shift)) if shift else 0.0

    return ((day, cost) for day in range(problem.days))


#: The rules about single days.
DAY_COSTS: Final[Mapping[str, DayCostRule]] = {
    "changes": _changes,
    "mutual_aid": _mutual_aid,
    "pay": _pay,
    "preferred_week": _preferred_week,
    "requests": _requests,
    "shortest_run_of_days": _past_run,
    "travel": _travel,
}
