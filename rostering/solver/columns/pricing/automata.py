"""The rules about sequences of days that bind a person, as automata.

`succession_automaton` holds rests and successions, `run_automata` runs of one kind of day.
"""

from __future__ import annotations

from collections.abc import Sequence

from rostering.problem import MINUTES_PER_DAY, Problem, Worker
from rostering.rules.base import is_young, read
from rostering.rules.daily_rest import DailyRest
from rostering.rules.days_off_after_nights import DaysOffAfterNights
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
    DaysOffAfterNightsAutomaton,
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


def sequence_automata(problem: Problem, worker: Worker, patterns: Sequence[DayPattern]) -> list[Automaton]:
    """Return the automata of all rules of sequence that bind a person, that of successions first."""
    return [_successions(problem, worker, patterns), *_runs(problem, worker, patterns)]


def _successions(problem: Problem, worker: Worker, patterns: Sequence[DayPattern]) -> SuccessionAutomaton:
    """Return the automaton of rests and successions."""
    run_end_costs: list[PairCost] = []
    rests_min, nights = [0], 0
    # On the day on which clocks go back, a rest lasts longer than the times of day say.
    longer_min = max(0, problem.longest_day_min - MINUTES_PER_DAY)
    costs: list[PairCost] = [overlapping_duties(longer_min)]

    def by_clock_times(rest_min: int) -> int:
        rests_min.append(rest_min)
        return max(0, rest_min - longer_min)

    for spec in specs_for(problem, worker, ("daily_rest",)):
        employer = worker.employer_key
        costs.append(
            rest_between(
                by_clock_times(read(DailyRest, spec).rest_min),
                penalty(spec),
                lambda a, b, employer=employer: (  # type: ignore[misc]
                    a.employer_key == employer == b.employer_key
                ),
            )
        )
    for spec in specs_for(problem, worker, ("rest_between_jobs",)):
        rest_min = by_clock_times(read(RestBetweenJobs, spec).rest_min)
        costs.append(rest_between(rest_min, penalty(spec), lambda a, b: a.employer_key != b.employer_key))
    for spec in specs_for(problem, worker, ("young_rest",)):
        if is_young(worker, problem.days - 1):
            rest_min = by_clock_times(read(YoungRest, spec).rest_min)
            costs.append(rest_between(rest_min, penalty(spec), lambda _a, _b: True))
    for spec in specs_for(problem, worker, ("forbidden_successions",)):
        pairs = frozenset(read(ForbiddenSuccessions, spec).pairs)
        costs.append(forbidden_succession(pairs, penalty(spec)))
    for spec in specs_for(problem, worker, ("rest_after_nights",)):
        limits = read(RestAfterNights, spec)
        nights = max(nights, limits.after_nights)
        rest_min = by_clock_times(limits.rest_min)
        run_end_costs.append(rest_after_nights(rest_min, limits.after_nights, penalty(spec)))
    latest_min = max((interval.end_min for pattern in patterns for interval in pattern.intervals), default=0)
    days_ahead = -(-(latest_min + max(rests_min)) // MINUTES_PER_DAY)
    return SuccessionAutomaton(patterns, costs, run_end_costs, max(1, days_ahead), nights)


def _runs(problem: Problem, worker: Worker, patterns: Sequence[DayPattern]) -> list[Automaton]:
    """Return the automata of runs of nights, of days off and of one type of duty."""
    automata: list[Automaton] = []
    for spec in specs_for(problem, worker, ("longest_run_of_nights",)):
        if any(pattern.is_night for pattern in patterns):
            most = read(LongestRunOfNights, spec).max_nights
            automata.append(LongestRunOfNightsAutomaton(most, penalty(spec)))
    for spec in specs_for(problem, worker, ("days_off_after_nights",)):
        after = read(DaysOffAfterNights, spec)
        automata.append(DaysOffAfterNightsAutomaton(after.min_days_off, after.after_nights, penalty(spec)))
    for spec in specs_for(problem, worker, ("shortest_run_off",)):
        run_off = read(ShortestRunOff, spec)
        if not run_off.standalone:
            automata.append(ShortestRunOffAutomaton(run_off.min_days, penalty(spec)))
    for spec in specs_for(problem, worker, ("longest_run_off",)):
        automata.append(LongestRunOffAutomaton(read(LongestRunOff, spec).max_days, penalty(spec)))
    for spec in specs_for(problem, worker, ("longest_run_of_type",)):
        for type_key, most in read(LongestRunOfType, spec).most:
            automata.append(LongestRunOfTypeAutomaton(type_key, most, penalty(spec)))
    for spec in specs_for(problem, worker, ("shortest_run_of_type",)):
        past_penalty = 0.0 if spec.hard else penalty(spec)
        for type_key, least in read(ShortestRunOfType, spec).least:
            automata.append(ShortestRunOfTypeAutomaton(type_key, least, penalty(spec), past_penalty))
    return automata
