"""Rules about what is done on certain days in a row, as dated automata: patterns, weekends, ends of the rota.

Each begins with the first day of which is known what a person does, so that it enters the horizon in the
right state.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from rostering.problem import Problem, RuleSpec, Worker
from rostering.rules._weekends import weekends_ending_inside, weekends_from
from rostering.rules.base import known_from, read
from rostering.rules.longest_run_of_weekends import LongestRunOfWeekends
from rostering.rules.same_shift_on_weekend import SameShiftOnWeekend
from rostering.rules.shortest_run_of_weekends import ShortestRunOfWeekends
from rostering.rules.shortest_run_off import ShortestRunOff
from rostering.rules.unwanted_patterns import ANY_DUTY, OFF, UnwantedPatterns, windows
from rostering.solver.columns.pricing.day_patterns import DayPattern
from rostering.solver.columns.pricing.enforcement import specs_for
from rostering.solver.columns.pricing.resources import penalty
from rostering.solver.columns.pricing.run_automata import (
    RunOrigin,
    step_in_long_run,
    step_in_short_run,
)
from rostering.solver.columns.pricing.transition_tables import State, Symbol


class WindowAutomaton(Protocol):
    """A dated automaton that reads a day as its pattern, None for a day off."""

    @property
    def start(self) -> State:
        """The state before the first day of which is known whether a person works it."""

    def read(self, pattern: DayPattern | None) -> Symbol:
        """Return what it reads of a day."""

    def step(self, day: int, state: State, symbol: Symbol) -> tuple[State, float]:
        """Return the state after a day, and the cost of the transition."""

    def final_cost(self, state: State) -> float:
        """Return what it costs to end the horizon in a state."""


class FromPast:
    """A window automaton as the horizon begins, with the patterns of days by their numbers.

    Parameters
    ----------
    automaton : WindowAutomaton
        What reads the days.
    patterns : sequence of DayPattern
        The patterns that can be read.
    past : mapping
        The patterns of the days of work before the horizon.
    first_day : int
        The first day of which is known whether the person works it.
    """

    def __init__(
        self,
        automaton: WindowAutomaton,
        patterns: Sequence[DayPattern],
        past: Mapping[int, DayPattern],
        first_day: int,
    ) -> None:
        self._automaton = automaton
        #: By pattern, days off last.
        self._symbols = [automaton.read(pattern) for pattern in (*patterns, None)]
        self.start = automaton.start
        for day in range(first_day, 0):
            self.start, _ = automaton.step(day, self.start, automaton.read(past.get(day)))

    def symbol(self, day: int, pattern: int) -> Symbol:
        """Return what the automaton reads of a day spent so."""
        del day
        return self._symbols[pattern]

    def step(self, day: int, state: State, symbol: Symbol) -> tuple[State, float]:
        """Return the state after a day, and the cost of the transition."""
        return self._automaton.step(day, state, symbol)

    def final_cost(self, state: State) -> float:
        """Return what it costs to end the horizon in a state."""
        return self._automaton.final_cost(state)


@dataclass(frozen=True)
class UnwantedPatternsAutomaton:
    """Unwanted patterns; state: the patterns that are met so far, their days, and whether any was decided."""

    patterns: tuple[tuple[str, ...], ...]
    #: By day: the patterns that may begin on it.
    beginning: Mapping[int, tuple[int, ...]]
    price: float
    start: State = frozenset()

    def read(self, pattern: DayPattern | None) -> Symbol:
        """Return what a day can be in a pattern, each with whether fixed work alone makes it so."""
        if pattern is None:
            return ((OFF, False),)
        types = {interval.type_key for interval in pattern.intervals}
        wanted = sorted({day for days in self.patterns for day in days}.intersection(types))
        return ((ANY_DUTY, pattern.is_fixed), *((key, pattern.has_fixed_type(key)) for key in wanted))

    def step(self, day: int, state: State, symbol: Symbol) -> tuple[State, float]:
        """Return the patterns met so far after a day, and what those cost that are complete."""
        is_fixed_as = dict(symbol)
        met, cost = set(), 0.0
        begun = {(number, 0, False) for number in self.beginning.get(day, ())}
        for number, length, was_decided in state | begun:
            wanted = self.patterns[number][length]
            if wanted not in is_fixed_as:
                continue
            is_decided = was_decided or (day >= 0 and not is_fixed_as[wanted])
            if length + 1 < len(self.patterns[number]):
                met.add((number, length + 1, is_decided))
            elif is_decided:
                cost += self.price
        return frozenset(met), cost

    def final_cost(self, state: State) -> float:
        """Return 0: patterns that end beyond the horizon are not judged."""
        del state
        return 0.0


@dataclass(frozen=True)
class SameShiftAutomaton:
    """The same duty all weekend.

    A state is None between weekends and after a day off in one; else the types of fixed work and of this
    rota's duties on the weekend so far, and whether it has any of these.
    """

    #: The first days of weekends, and their last ones.
    first_days: frozenset[int]
    last_days: frozenset[int]
    spec: RuleSpec
    start: State = None

    def read(self, pattern: DayPattern | None) -> Symbol:
        """Return the types of fixed work and of this rota's duties, and whether there are any of these."""
        if pattern is None:
            return None
        fixed, own = (
            frozenset(interval.type_key for interval in pattern.intervals if interval.is_own == is_own)
            for is_own in (False, True)
        )
        return fixed - {""}, own, bool(own)

    def step(self, day: int, state: State, symbol: Symbol) -> tuple[State, float]:
        """Return the state after a day; a weekend is paid for on its last day."""
        before = (frozenset(), frozenset(), False) if day in self.first_days else state
        if before is None or symbol is None:
            return None, 0.0
        fixed, own, has_own = before[0] | symbol[0], before[1] | symbol[1], before[2] or symbol[2]
        if day not in self.last_days:
            return (fixed, own, has_own), 0.0
        amount = len(fixed | own) - max(1, len(fixed)) if has_own else 0
        return None, penalty(self.spec, amount)

    def final_cost(self, state: State) -> float:
        """Return 0: weekends that end beyond the horizon are not judged."""
        del state
        return 0.0


class WeekendRun(Protocol):
    """Reads weekends one by one."""

    def step(self, state: State, is_worked: bool, is_fixed: bool) -> tuple[State, float]:
        """Return the state after a weekend, and its cost."""

    def final_cost(self, state: State) -> float:
        """Return what it costs to end the horizon in a state."""

    def at_horizon_start(self, state: State) -> State:
        """Return the state before the first weekend that ends in the horizon."""


@dataclass(frozen=True)
class LongWeekendRun:
    """At most so many weekends in a row; state: those so far, and how many of the last were fixed."""

    most: int
    price: float

    def step(self, state: State, is_worked: bool, is_fixed: bool) -> tuple[State, float]:
        """Return the state after a weekend, and what one too many costs."""
        if not is_worked:
            return None, 0.0
        return step_in_long_run(state or (0, 0), is_fixed, self.most, self.price)

    def final_cost(self, state: State) -> float:
        """Return 0: a run is paid for weekend by weekend."""
        del state
        return 0.0

    def at_horizon_start(self, state: State) -> State:
        """Return the state before the first weekend that ends in the horizon."""
        return state


@dataclass(frozen=True)
class ShortWeekendRun:
    """At least so many weekends in a row; a state as in `step_in_short_run`."""

    least: int
    price: float
    past_price: float
    standalone: bool

    def step(self, state: State, is_worked: bool, is_fixed: bool) -> tuple[State, float]:
        """Return the state after a weekend, and what the end of a short run costs."""
        return step_in_short_run(
            state,
            is_in_run=is_worked,
            is_fixed=is_fixed,
            least=self.least,
            price=self.price,
            past_price=self.past_price,
        )

    def final_cost(self, state: State) -> float:
        """Return what a short run costs that lasts to the end, if the rota stands alone."""
        if not self.standalone or state is None:
            return 0.0
        run: int
        run, origin = state
        return self.price * (self.least - run) if origin is RunOrigin.OWN and run < self.least else 0.0

    def at_horizon_start(self, state: State) -> State:
        """Return the state before the first weekend that ends in the horizon."""
        return None if state is None else (state[0], RunOrigin.PAST)


@dataclass(frozen=True)
class WeekendRunAutomaton:
    """Weekends in a row; state: that of the run, and whether the weekend so far has work, and fixed work."""

    run: WeekendRun
    weekend_days: frozenset[int]
    last_days: frozenset[int]
    #: The last day of the first weekend that ends in the horizon.
    first_end: int
    start: State = (None, False, False)

    def read(self, pattern: DayPattern | None) -> Symbol:
        """Return whether a day has work, and fixed work."""
        return pattern is not None, pattern is not None and pattern.is_fixed

    def step(self, day: int, state: State, symbol: Symbol) -> tuple[State, float]:
        """Return the state after a day; a weekend is read on its last day."""
        run, is_worked, is_fixed = state
        if day not in self.weekend_days:
            return (run, False, False), 0.0
        is_worked, is_fixed = is_worked or symbol[0], is_fixed or symbol[1]
        if day not in self.last_days:
            return (run, is_worked, is_fixed), 0.0
        if day == self.first_end:
            run = self.run.at_horizon_start(run)
        run, cost = self.run.step(run, is_worked, is_fixed)
        return (run, False, False), cost

    def final_cost(self, state: State) -> float:
        """Return what it costs to end the horizon in a state."""
        return self.run.final_cost(state[0])


@dataclass(frozen=True)
class StandaloneRunOffAutomaton:
    """At least so many days off in a row, those at the ends of the rota too.

    States: "own" work; "fixed" work, and the first day that is known; or the days off so far, and whether
    fixed work or the first known day came before them.
    """

    least: int
    price: float
    start: State = "fixed"

    def read(self, pattern: DayPattern | None) -> Symbol:
        """Return whose work a day has; None: it is off."""
        return None if pattern is None else "fixed" if pattern.is_fixed else "own"

    def step(self, day: int, state: State, symbol: Symbol) -> tuple[State, float]:
        """Return the state after a day, and what a return to work too soon costs."""
        del day
        days_off, after_fixed = state if isinstance(state, tuple) else (0, state == "fixed")
        if symbol is None:
            return (min(days_off + 1, self.least), after_fixed), 0.0
        missing = self.least - days_off if days_off and not (after_fixed and symbol == "fixed") else 0
        return symbol, missing * self.price if missing > 0 else 0.0

    def final_cost(self, state: State) -> float:
        """Return what too few days off up to the last day cost."""
        if not isinstance(state, tuple) or state[1] or state[0] >= self.least:
            return 0.0
        days_off: int = state[0]
        return self.price * (self.least - days_off)


#: The rules that are held here.
WINDOW_RULES = (
    "unwanted_patterns",
    "same_shift_on_weekend",
    "longest_run_of_weekends",
    "shortest_run_of_weekends",
    "shortest_run_off",
)


def window_automata(problem: Problem, worker: Worker) -> Iterator[tuple[RuleSpec, WindowAutomaton]]:
    """Yield the rules about days in a row that bind a person, each as an automaton."""
    for spec in specs_for(problem, worker, WINDOW_RULES):
        automaton = _automaton(problem, worker, spec)
        if automaton is not None:
            yield spec, automaton


def _automaton(problem: Problem, worker: Worker, spec: RuleSpec) -> WindowAutomaton | None:
    price = penalty(spec)
    if spec.rule == "unwanted_patterns":
        wanted = read(UnwantedPatterns, spec).patterns
        beginning: dict[int, tuple[int, ...]] = {}
        for number, (weekday, days) in enumerate(wanted):
            for window in windows(problem, worker, weekday, len(days)):
                beginning[window.start] = (*beginning.get(window.start, ()), number)
        return UnwantedPatternsAutomaton(tuple(days for _, days in wanted), beginning, price)
    if spec.rule == "shortest_run_off":
        run_off = read(ShortestRunOff, spec)
        return StandaloneRunOffAutomaton(run_off.min_days, price) if run_off.standalone else None
    if spec.rule == "same_shift_on_weekend":
        weekends = weekends_ending_inside(problem, read(SameShiftOnWeekend, spec).weekend)
        first_days = frozenset(weekend.start for weekend in weekends)
        return SameShiftAutomaton(first_days, frozenset(weekend.stop - 1 for weekend in weekends), spec)
    run: WeekendRun
    if spec.rule == "longest_run_of_weekends":
        most = read(LongestRunOfWeekends, spec)
        weekdays, run = most.weekend, LongWeekendRun(most.max_weekends, price)
    else:
        least = read(ShortestRunOfWeekends, spec)
        past_price = 0.0 if spec.hard else price
        weekdays = least.weekend
        run = ShortWeekendRun(least.min_weekends, price, past_price, least.standalone)
    weekends, before = weekends_from(problem, weekdays, known_from(problem, worker))
    if not weekends:
        return None
    return WeekendRunAutomaton(
        run,
        frozenset(day for weekend in weekends for day in weekend),
        frozenset(weekend.stop - 1 for weekend in weekends),
        weekends[before].stop - 1,
    )
