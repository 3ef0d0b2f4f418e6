"""Says why no rota keeps every compulsory rule: whose rules clash, and which of them.

Cover is seldom compulsory, so nearly always one person's rules cannot hold together: those are found
by solving each person alone, and then leaving out one rule after another as long as the clash remains.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ortools.sat.python import cp_model

from rostering.problem import Problem, Roster, RuleSpec, Worker
from rostering.rules import check_rule, rule_of, sentence
from rostering.solver.model import Model, StopRequested

Build = Callable[[Problem, Callable[[], bool]], Model]


def clashes(problem: Problem, build: Build, should_stop: Callable[[], bool]) -> tuple[str, ...]:
    """Return a sentence for each person whose rules clash, after their key, as far as time allows."""
    found: list[str] = []
    try:
        for worker in problem.workers:
            specs = [spec for spec in problem.rules if _binds(spec, worker)]
            if not _possible(problem, worker, specs, build, should_stop):
                kept = _smallest(problem, worker, specs, build, should_stop)
                found.append(f"{worker.key}: {_words(problem, worker, kept)}")
    except StopRequested:
        pass
    return tuple(found) or ("The compulsory rules cannot all hold for the team as a whole.",)


def _binds(spec: RuleSpec, worker: Worker) -> bool:
    return spec.hard and rule_of(spec).per_person and (spec.workers is None or worker.key in spec.workers)


def _possible(
    problem: Problem,
    worker: Worker,
    specs: Sequence[RuleSpec],
    build: Build,
    should_stop: Callable[[], bool],
) -> bool:
    """Return whether a person alone can keep these rules; what is not settled counts as possible."""
    alone = replace(
        problem,
        workers=(replace(worker, supervisors=None),),
        demands=(),
        rules=tuple(replace(spec, workers=None) for spec in specs),
    )
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = 1.0
    return solver.solve(build(alone, should_stop).cp) != cp_model.INFEASIBLE


def _smallest(
    problem: Problem,
    worker: Worker,
    specs: list[RuleSpec],
    build: Build,
    should_stop: Callable[[], bool],
) -> list[RuleSpec]:
    """Return rules that clash, of which none can be left out without ending the clash."""
    kept = list(specs)
    for spec in specs:
        fewer = [one for one in kept if one is not spec]
        if not _possible(problem, worker, fewer, build, should_stop):
            kept = fewer
    return kept


def _words(problem: Problem, worker: Worker, specs: Sequence[RuleSpec]) -> str:
    """Say what clashes: what locked duties break, if that is it, else the names of the rules."""
    locked = Roster.of((worker.key, key) for key in worker.locked)
    broken = [
        sentence(problem, violation)
        for spec in specs
        if spec.rule != "contract_hours"
        for violation in check_rule(problem, locked, spec, {worker.key})
    ]
    if broken and any(spec.rule == "locked" for spec in specs):
        return "Locked duties clash. " + " ".join(dict.fromkeys(broken))
    titles = "; ".join(dict.fromkeys(rule_of(spec).title for spec in specs))
    return f"These cannot all be kept: {titles}."
