"""The rules of sequence that bind a person, as automata (see `succession_automaton` and `run_automata`)."""

from __future__ import annotations

from collections.abc import Sequence

from rostering.problem import MINUTES_PER_DAY, Problem, Worker
from rostering.rules.base import is_young, read
from rostering.rules.daily_rest import DailyRest
from rostering.rules.forbidden_successions import ForbiddenSuccessions
from rostering.rules.longest_run_of_nights import LongestRunOfNights
from rostering.rules.longest_run_of_type import LongestRunOfType
from rostering.rules.longest_run_off import LongestRunOff
from rostering.rules.rest_after_nights import RestAfterNights
from rostering.rules.rest_between_jobs import RestBetweenJobs
from rostering.rules.shortest_run_of_type import ShortestRunOfType
from rostering.rules.shortest_run_off import ShortestRunOff
from rostering.rules.young_rest import YoungRest
from rostering.solver.columns.pricing.day_patterns import DayPattern
from rostering.solver.columns.pricing.enforcement import specs_for
from rostering.solver.columns.pricing.resources import penalty
from rostering.solver.columns.pricing.run_automata import (
    LongestRunOffAutomaton,
    LongestRunOfNightsAutomaton,
    LongestRunOfTypeAutomaton,
    ShortestRunOffAutomaton,
    ShortestRunOfTypeAutomaton,
)
from rostering.solver.columns.pricing.succession_automaton import (
    Automaton,
    PairCost,
    SuccessionAutomaton,
    forbidden_succession,
    overlapping_duties,
    rest_after_nights,
    rest_between,
)


def sequence_automata(problem: Problem, worker: Worker, kinds: Sequence[DayPattern]) -> list[Automaton]:
    """Return the automata of all rules of sequence that bind a person."""
    found: list[Automaton] = []
    costs: list[PairCost] = [overlapping_duties]
    rests, nights = [0], 0
    longer_min = max(0, *(b - a - MINUTES_PER_DAY for a, b in _days(problem)))

    def owe(rest_min: int) -> int:
        rests.append(rest_min)
        return max(0, rest_min - longer_min)

    for spec in specs_for(problem, worker, ("daily_rest",)):
        own = worker.employer_key
        costs.append(
            rest_between(
                owe(read(DailyRest, spec).rest_min),
                penalty(spec),
                lambda a, b, own=own: a.employer_key == own == b.employer_key,  # type: ignore[misc]
            )
        )
    for spec in specs_for(problem, worker, ("rest_between_jobs",)):
        rest_min = owe(read(RestBetweenJobs, spec).rest_min)
        costs.append(rest_between(rest_min, penalty(spec), lambda a, b: a.employer_key != b.employer_key))
    for spec in specs_for(problem, worker, ("young_rest",)):
        if is_young(worker, problem.days - 1):
            costs.append(
                rest_between(owe(read(YoungRest, spec).rest_min), penalty(spec), lambda _a, _b: True)
            )
    for spec in specs_for(problem, worker, ("forbidden_successions",)):
        costs.append(forbidden_succession(frozenset(read(ForbiddenSuccessions, spec).pairs), penalty(spec)))
    for spec in specs_for(problem, worker, ("rest_after_nights",)):
        limits = read(RestAfterNights, spec)
        nights = max(nights, limits.after_nights)
        costs.append(rest_after_nights(owe(limits.rest_min), limits.after_nights, penalty(spec)))
    for spec in specs_for(problem, worker, ("longest_run_of_nights",)):
        if any(kind.is_night for kind in kinds):
            found.append(
                LongestRunOfNightsAutomaton(read(LongestRunOfNights, spec).max_nights, penalty(spec))
            )
    for spec in specs_for(problem, worker, ("shortest_run_off",)):
        found.append(ShortestRunOffAutomaton(read(ShortestRunOff, spec).min_days, penalty(spec)))
    for spec in specs_for(problem, worker, ("longest_run_off",)):
        found.append(LongestRunOffAutomaton(read(LongestRunOff, spec).max_days, penalty(spec)))
    for spec in specs_for(problem, worker, ("longest_run_of_type",)):
        for type_key, most in read(LongestRunOfType, spec).most:
            found.append(LongestRunOfTypeAutomaton(type_key, most, penalty(spec)))
    for spec in specs_for(problem, worker, ("shortest_run_of_type",)):
        for type_key, least in read(ShortestRunOfType, spec).least:
            found.append(
                ShortestRunOfTypeAutomaton(
                    type_key, least, penalty(spec), 0.0 if spec.hard else penalty(spec)
                )
            )
    latest = max((piece.end_min for kind in kinds for piece in kind.intervals), default=0)
    reach = -(-(latest + max(rests)) // MINUTES_PER_DAY)
    return [SuccessionAutomaton(kinds, costs, max(1, reach), nights), *found]


def _days(problem: Problem) -> list[tuple[int, int]]:
    return list(zip(problem.day_starts, problem.day_starts[1:], strict=False))
