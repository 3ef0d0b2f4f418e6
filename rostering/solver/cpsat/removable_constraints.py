"""Splits what is compulsory into single constraints that people could change: a lock, a leave, a rule."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from rostering.problem import Asked, HoursPeriod, Problem, RuleSpec, Worker
from rostering.rules import RULES
from rostering.rules._cover import demand_name
from rostering.rules.wording import count, day_name, duty_name, hours

#: The rules that no explanation leaves out: without them nothing would be a rota.
ALWAYS_KEPT = ("one_at_a_time", "split_duties")
SUPERVISION, MINIMUM_COVER, MAXIMUM_COVER = "supervision", "minimum_cover", "maximum_cover"
#: Rules that only demand that each item of these fields of a person (or figure of an item) is kept.
FIELDS = {
    "locked": ("locked", "locked_off"),
    "availability": ("away",),
    "eligibility": ("blocks",),
    "visa_hours": ("week_caps",),
    "contract_hours": ("min_min", "max_min"),
}
#: The figures of a demand that rules demand to keep.
DEMAND_FIGURES = {MINIMUM_COVER: "minimum", MAXIMUM_COVER: "maximum"}
#: Figures of `HoursPeriod`, and their words.
FIGURES = {"min_min": "at least", "max_min": "at most"}


@dataclass(frozen=True, slots=True, order=True)
class RemovableConstraint:
    """A constraint that can be left out: a rule for one person, or one item that a rule demands to keep.

    ``worker`` is empty for a figure of a demand; ``field`` and ``item`` are empty and 0 for a whole rule.
    """

    worker: str
    spec: str
    field: str = ""
    item: int = 0


def worker_constraints(problem: Problem, worker: Worker) -> list[RemovableConstraint]:
    """Return the removable constraints of a person."""
    constraints = []
    for spec in problem.rules:
        rule = RULES[spec.rule]
        binds = spec.hard and (spec.workers is None or worker.key in spec.workers)
        if not binds or spec.rule in ALWAYS_KEPT or not (rule.per_person or spec.rule == SUPERVISION):
            continue
        if spec.rule == SUPERVISION and worker.supervisors is None:
            continue
        fields = FIELDS.get(spec.rule)
        if fields is None:
            constraints.append(RemovableConstraint(worker.key, spec.name))
        else:
            constraints += [
                RemovableConstraint(worker.key, spec.name, field, item)
                for field in fields
                for item in range(len(_items(worker, field)))
                if field not in FIGURES or getattr(worker.hours[item], field) is not None
            ]
    return constraints


def demand_constraints(problem: Problem) -> list[RemovableConstraint]:
    """Return the minimum and the most of each demand that are compulsory."""
    return [
        RemovableConstraint("", spec.name, DEMAND_FIGURES[spec.rule], item)
        for spec in problem.rules
        if spec.rule in DEMAND_FIGURES and spec.hard
        for item, demand in enumerate(problem.demands)
        if (demand.minimum if spec.rule == MINIMUM_COVER else demand.maximum is not None)
    ]


def restricted_to(problem: Problem, constraints: Collection[RemovableConstraint]) -> Problem:
    """Return the problem with these constraints alone, and the people whom they concern."""
    kept = {constraint.worker for constraint in constraints}
    named = {(constraint.worker, constraint.spec) for constraint in constraints}
    asked = {(constraint.item, constraint.field) for constraint in constraints if not constraint.worker}
    demands = tuple(
        replace(
            problem.demands[item],
            minimum=problem.demands[item].minimum if (item, "minimum") in asked else 0,
            maximum=problem.demands[item].maximum if (item, "maximum") in asked else None,
        )
        for item in sorted({item for item, _ in asked})
    )
    supervised = {who for who, name in named if _rule(problem, name) == SUPERVISION}
    for worker in problem.workers:
        if demands or worker.key in supervised:
            kept |= {worker.key, *(worker.supervisors or ())}
    workers = tuple(
        _reduced(worker, constraints, worker.key in supervised)
        for worker in problem.workers
        if worker.key in kept
    )
    return replace(
        problem,
        workers=workers,
        demands=demands,
        rules=tuple(_restricted(spec, named, kept) for spec in problem.rules if spec.hard),
    )


def describe(problem: Problem, constraint: RemovableConstraint) -> Asked:
    """Return a constraint in words."""
    rule = _rule(problem, constraint.spec)
    if not constraint.worker:
        demand = problem.demands[constraint.item]
        days = tuple(sorted({problem.shift_of[key].day for key in demand.shifts}))
        people = count(getattr(demand, constraint.field), "person", "people")
        asks = "needs" if constraint.field == "minimum" else "takes at most"
        return Asked(None, rule, f"{demand_name(problem, demand)} {asks} {people}", days)
    worker = problem.worker_of[constraint.worker]
    if not constraint.field:
        return Asked(worker.key, rule, f'the rule "{RULES[rule].title}"')
    item = _items(worker, constraint.field)[constraint.item]
    days, words = _item_words(problem, constraint.field, item)
    return Asked(worker.key, rule, words, days)


def _items(worker: Worker, field: str) -> tuple[Any, ...]:
    items: tuple[Any, ...] = worker.hours if field in FIGURES else getattr(worker, field)
    return items


def _rule(problem: Problem, name: str) -> str:
    return next(spec.rule for spec in problem.rules if spec.name == name)


def _reduced(worker: Worker, constraints: Collection[RemovableConstraint], is_supervised: bool) -> Worker:
    """Return a person with these constraints alone."""
    own = (constraint for constraint in constraints if constraint.worker == worker.key)
    asked = {(constraint.field, constraint.item) for constraint in own}

    def only(field: str) -> tuple[Any, ...]:
        return tuple(item for place, item in enumerate(_items(worker, field)) if (field, place) in asked)

    def figures(period: HoursPeriod, place: int) -> HoursPeriod:
        least = period.min_min if ("min_min", place) in asked else None
        most = period.max_min if ("max_min", place) in asked else None
        return replace(period, min_min=least, max_min=most)

    return replace(
        worker,
        locked=only("locked"),
        locked_off=only("locked_off"),
        away=only("away"),
        blocks=only("blocks"),
        week_caps=only("week_caps"),
        hours=tuple(figures(period, place) for place, period in enumerate(worker.hours)),
        supervisors=worker.supervisors if is_supervised else None,
    )


def _restricted(spec: RuleSpec, named: Collection[tuple[str, str]], kept: Collection[str]) -> RuleSpec:
    """Return a rule in force only for the people for whom it is among the constraints."""
    if spec.rule in ALWAYS_KEPT or spec.rule in DEMAND_FIGURES:
        there = None if spec.workers is None else tuple(key for key in spec.workers if key in kept)
    else:
        there = tuple(sorted(key for key, name in named if name == spec.name and key))
    return replace(spec, workers=there)


def _item_words(problem: Problem, field: str, item: Any) -> tuple[tuple[int, ...], str]:
    """Return the days that an item is about, and the item in words."""
    if field == "locked":
        return (problem.shift_of[item].day,), f"{duty_name(problem, item)} is locked"
    if field == "locked_off":
        return (item,), f"{day_name(problem, item)} is locked as a day off"
    if field == "away":
        days = range(problem.day_of(item.start_min), problem.day_of(item.end_min - 1) + 1)
        return _span(problem, days, item.words or "away")
    if field == "blocks":
        until = problem.days if item.to_day is None else item.to_day
        return _span(problem, range(item.from_day, until), f"not ready ({item.words})")
    if field == "week_caps":
        return (), f"at most {hours(item.max_min)} a week ({item.words})"
    figure = f"{FIGURES[field]} {hours(getattr(item, field))} by contract"
    return _span(problem, range(item.from_day, item.to_day), figure)


def _span(problem: Problem, days: range, words: str) -> tuple[tuple[int, ...], str]:
    inside = tuple(day for day in days if 0 <= day < problem.days)
    if not inside:
        return (), words
    first, last = day_name(problem, inside[0]), day_name(problem, inside[-1])
    return inside, f"{words} on {first}" if len(inside) == 1 else f"{words} from {first} to {last}"


def grouped_constraints(problem: Problem) -> Iterator[tuple[RemovableConstraint, ...]]:
    """Yield all removable constraints in groups: those of each person, and each demand alone."""
    for worker in problem.workers:
        if own := worker_constraints(problem, worker):
            yield tuple(own)
    for constraint in demand_constraints(problem):
        yield (constraint,)
