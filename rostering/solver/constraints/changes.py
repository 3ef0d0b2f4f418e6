"""Changes: a price for each day on which a person has other duties than in an earlier rota."""

from __future__ import annotations

from rostering.problem import RuleSpec, Worker
from rostering.rules.changes import by_day
from rostering.solver.constraints.model import Model, Term


def add(model: Model, spec: RuleSpec) -> None:
    """Add the rule to the model."""
    for worker in model.workers(spec):
        terms, constant = days_changed(model, worker)
        model.penalise_unless(spec, constant, False)
        for coefficient, variable in terms:
            model.penalise(spec, coefficient, variable)


def days_changed(model: Model, worker: Worker) -> tuple[list[Term], int]:
    """Return terms and a constant that add up to the days on which a person's duties are not as before."""
    terms: list[Term] = []
    constant = 0
    if worker.earlier is not None:
        had = by_day(model.problem, worker.earlier)
        for day in range(model.problem.days):
            more, always = _changed(model, worker, day, had.get(day, frozenset()))
            terms += more
            constant += always
    return terms, constant


def _changed(model: Model, worker: Worker, day: int, had: frozenset[str]) -> tuple[list[Term], int]:
    others = [variable for shift, variable in model.open_shifts(worker, (day,)) if shift.key not in had]
    if not had:
        works = model.either(others)
        return ([] if isinstance(works, bool) else [(1, works)]), 0
    kept = [model.x[worker.key, key] for key in sorted(had) if (worker.key, key) in model.x]
    if len(kept) < len(had):
        return [], 1
    if len(kept) == 1 and model.one_start_a_day:
        return [(-1, kept[0])], 1
    changed = model.cp.new_bool_var("")
    for variable in kept:
        model.cp.add_bool_or([variable, changed])
    for variable in others:
        model.cp.add_implication(variable, changed)
    return [(1, changed)], 0
