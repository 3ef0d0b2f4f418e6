"""Says why no rota keeps every compulsory rule: whose rules clash, and which of them.

Cover is seldom compulsory, so nearly always one person's rules cannot hold together: those are found by
solving each person alone. Else it is a clash of the team, found with everybody. Either way one thing after
another is left out as long as the clash remains, so that what is named at last is needed, all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ortools.sat.python import cp_model

from rostering.problem import Demand, Problem, Roster, RuleSpec, Worker
from rostering.rules import check_rule, rule_of, sentence
from rostering.rules._cover import demand_name
from rostering.rules.wording import count
from rostering.solver.model import Model, StopRequested

Build = Callable[[Problem, Callable[[], bool]], Model]
T = TypeVar("T")

#: CP-SAT's units of work for each question; what is not settled by then counts as possible.
WORK = 1.0
NAMED_MOST = 6
UNKNOWN = "The compulsory rules cannot all hold for the team as a whole."


def clashes(problem: Problem, build: Build, should_stop: Callable[[], bool]) -> tuple[str, ...]:
    """Return a sentence for each person whose rules clash, after their key, as far as time allows.

    Where no person's do, return one about the smallest clash of the team.
    """
    found: list[str] = []
    try:
        for worker in problem.workers:
            specs = [spec for spec in problem.rules if _binds(spec, worker)]

            def clash(kept: Sequence[RuleSpec], worker: Worker = worker) -> bool:
                return _impossible(_alone(problem, worker, kept), build, should_stop)

            if clash(specs):
                kept = smallest(specs, clash)
                found.append(f"{worker.key}: {_words(problem, worker, kept)}")
        return tuple(found) or (_of_team(problem, build, should_stop),)
    except StopRequested:
        return tuple(found) or (UNKNOWN,)


def smallest(items: Sequence[T], clash: Callable[[Sequence[T]], bool]) -> list[T]:
    """Return items that clash, of which none can be left out; all of them clash, and so do more than enough.

    Halves are tried first, then smaller and smaller parts, and at last each item that is still there.
    """
    kept, size = list(items), max(1, len(items) // 2)
    while True:
        place = 0
        while place < len(kept):
            fewer = kept[:place] + kept[place + size :]
            if clash(fewer):
                kept = fewer
            else:
                place += size
        if size == 1:
            return kept
        size //= 2


def _impossible(problem: Problem, build: Build, should_stop: Callable[[], bool]) -> bool:
    """Return whether it is proven that no rota keeps all rules of a problem."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = WORK
    return bool(solver.solve(build(problem, should_stop).cp) == cp_model.INFEASIBLE)


# -- one person


def _binds(spec: RuleSpec, worker: Worker) -> bool:
    return spec.hard and rule_of(spec).per_person and (spec.workers is None or worker.key in spec.workers)


def _alone(problem: Problem, worker: Worker, specs: Iterable[RuleSpec]) -> Problem:
    """Return a problem with nobody but one person, who must keep these rules."""
    return replace(
        problem,
        workers=(replace(worker, supervisors=None),),
        demands=(),
        rules=tuple(replace(spec, workers=None) for spec in specs),
    )


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
    return f"These cannot all be kept: {_titles(specs)}."


def _titles(specs: Iterable[RuleSpec]) -> str:
    return "; ".join(dict.fromkeys(rule_of(spec).title for spec in specs))


# -- the team


@dataclass(frozen=True, slots=True)
class _Clash:
    """What clashes in a team: rules, the people whom they bind, and the demands that must be met."""

    specs: Sequence[RuleSpec]
    demands: Sequence[Demand]
    workers: Sequence[str]

    def of(self, problem: Problem) -> Problem:
        """Return the problem in which nothing else is asked."""
        return replace(
            problem,
            workers=tuple(
                worker if worker.key in self.workers else replace(worker, supervisors=None)
                for worker in problem.workers
            ),
            demands=tuple(self.demands),
            rules=tuple(self._only(problem, spec) for spec in self.specs),
        )

    def _only(self, problem: Problem, spec: RuleSpec) -> RuleSpec:
        if len(self.workers) == len(problem.workers):
            return spec
        return replace(
            spec, workers=tuple(key for key in self.workers if spec.workers is None or key in spec.workers)
        )


def _of_team(problem: Problem, build: Build, should_stop: Callable[[], bool]) -> str:
    """Return a sentence about the smallest clash that several people have together."""

    everything = _Clash(
        [spec for spec in problem.rules if spec.hard],
        problem.demands,
        [worker.key for worker in problem.workers],
    )

    def clash(found: _Clash) -> bool:
        return _impossible(found.of(problem), build, should_stop)

    if not clash(everything):
        return UNKNOWN
    rules = replace(
        everything, specs=smallest(everything.specs, lambda kept: clash(replace(everything, specs=kept)))
    )
    cover = replace(rules, demands=smallest(rules.demands, lambda kept: clash(replace(rules, demands=kept))))
    workers = smallest(cover.workers, lambda kept: clash(replace(cover, workers=kept)))
    about = [*workers, *(demand_name(problem, one) for one in cover.demands)]
    more = len(about) - NAMED_MOST
    named = about[:NAMED_MOST] + ([count(more, "other", "others")] if more > 0 else [])
    told = f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else "".join(named)
    return f"These cannot all be kept together: {_titles(cover.specs)}. It is about {told}."
