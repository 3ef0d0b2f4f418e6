"""Rules about runs of nights, of one type of duty and of days off, as automata."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rostering.solver.columns.pricing.day_patterns import DayPattern
from rostering.solver.columns.pricing.succession_automaton import State


def step_in_long_run(state: State, is_fixed: bool, most: int, price: float) -> tuple[State, float]:
    """Return the state after one more day or weekend of a run, and what one too many costs.

    It costs nothing if all were fixed. A state is the length so far, and how many of the last were fixed.
    """
    run: int
    fixed: int
    run, fixed = state  # type: ignore[misc]
    fixed = min(fixed + 1, most + 1) if is_fixed else 0
    is_too_long = run == most and fixed <= most
    return (min(run + 1, most), fixed), price if is_too_long else 0.0


class RunOrigin(StrEnum):
    """Who decided on a run: this rota, on one day at least; nobody; or nobody, and day 0 may end it."""

    OWN = "own"
    FIXED = "fixed"
    PAST = "past"


def step_in_short_run(
    state: State, *, is_in_run: bool, is_fixed: bool, least: int, price: float, past_price: float
) -> tuple[State, float]:
    """Return the state after one more day or weekend, and what the end of a short run costs.

    A state is the length of the run so far and its origin, None for no run. ``past_price`` is the price of
    each one that a run of the past lacks when it is ended where the horizon begins.
    """
    run: int
    origin: RunOrigin
    run, origin = state or (0, RunOrigin.FIXED)  # type: ignore[misc]
    if not is_in_run:
        prices = {RunOrigin.OWN: price, RunOrigin.PAST: past_price, RunOrigin.FIXED: 0.0}
        missing = least - run if run else 0
        return None, missing * prices[origin] if missing else 0.0
    if not is_fixed or origin is RunOrigin.OWN:
        return (min(run + 1, least), RunOrigin.OWN), 0.0
    return (min(run + 1, least), RunOrigin.FIXED), 0.0


@dataclass(frozen=True, slots=True)
class LongestRunOfNightsAutomaton:
    """At most so many nights in a row; state: nights so far, and how many of the last were fixed."""

    most: int
    price: float
    start: State = (0, 0)

    def at_horizon_start(self, state: State) -> State:
        """Return the state in which the horizon begins."""
        return state

    def step(self, state: State, pattern: DayPattern | None) -> tuple[State, float]:
        """Return the state after a day, and what one night too many costs, if not all of them were fixed."""
        if pattern is None or not pattern.is_night:
            return self.start, 0.0
        return step_in_long_run(state, pattern.has_fixed_night, self.most, self.price)


@dataclass(frozen=True, slots=True)
class ShortestRunOffAutomaton:
    """At least so many days off in a row.

    States: "work"; "fixed" work; "free", when a return to work costs nothing; or the days off so far, and
    whether fixed work came before them.
    """

    least: int
    price: float
    start: State = "free"

    def at_horizon_start(self, state: State) -> State:
        """Return the state in which the horizon begins."""
        return state

    def step(self, state: State, pattern: DayPattern | None) -> tuple[State, float]:
        """Return the state after a day, and what a return to work too soon costs."""
        if pattern is not None:
            missing = 0
            if isinstance(state, tuple):
                days_off, after_fixed = state
                missing = 0 if after_fixed and pattern.is_fixed else self.least - days_off
            return ("fixed" if pattern.is_fixed else "work"), (missing * self.price if missing else 0.0)
        if state == "free" or self.least <= 1:
            return "free", 0.0
        if isinstance(state, tuple):
            days_off, after_fixed = state
            return ("free" if days_off + 1 >= self.least else (days_off + 1, after_fixed)), 0.0
        return (1, state == "fixed"), 0.0


@dataclass(frozen=True, slots=True)
class LongestRunOffAutomaton:
    """At most so many days off in a row; state: days off so far, None while nothing is known of the past."""

    most: int
    price: float
    start: State = None

    def at_horizon_start(self, state: State) -> State:
        """Return the state in which the horizon begins."""
        return state or 0

    def step(self, state: State, pattern: DayPattern | None) -> tuple[State, float]:
        """Return the state after a day, and what one day off too many costs."""
        if pattern is not None:
            return 0, 0.0
        if state is None:
            return None, 0.0
        run = int(state) + 1  # type: ignore[call-overload]
        return min(run, self.most), self.price if run > self.most else 0.0


@dataclass(frozen=True, slots=True)
class LongestRunOfTypeAutomaton:
    """At most so many days in a row of one type; state: days so far, and how many of the last were fixed."""

    type_key: str
    most: int
    price: float
    start: State = (0, 0)

    def at_horizon_start(self, state: State) -> State:
        """Return the state in which the horizon begins."""
        return state

    def step(self, state: State, pattern: DayPattern | None) -> tuple[State, float]:
        """Return the state after a day, and what one day too many costs, if not all of them were fixed."""
        if pattern is None or not pattern.has_type(self.type_key):
            return self.start, 0.0
        return step_in_long_run(state, pattern.has_fixed_type(self.type_key), self.most, self.price)


@dataclass(frozen=True, slots=True)
class ShortestRunOfTypeAutomaton:
    """At least so many days in a row of one type; state: days so far and their origin, None for no such run.

    ``past_price`` is the price of each missing day of a run of the past that day 0 ends.
    """

    type_key: str
    least: int
    price: float
    past_price: float
    start: State = None

    def at_horizon_start(self, state: State) -> State:
        """Return the state in which the horizon begins."""
        return None if state is None else (state[0], RunOrigin.PAST)  # type: ignore[index]

    def step(self, state: State, pattern: DayPattern | None) -> tuple[State, float]:
        """Return the state after a day, and what the end of a short run costs."""
        return step_in_short_run(
            state,
            is_in_run=pattern is not None and pattern.has_type(self.type_key),
            is_fixed=pattern is not None and pattern.has_fixed_type(self.type_key),
            least=self.least,
            price=self.price,
            past_price=self.past_price,
        )


@dataclass(frozen=True, slots=True)
class DaysOffAfterNightsAutomaton:
    """Days off after so many nights in a row.

    A state is the nights in a row so far, how many of the last were fixed, and for each of the coming days
    by how many runs before it should be off: those that this rota decides, and those that are fixed.
    """

    days_off: int
    nights: int
    price: float

    @property
    def start(self) -> State:
        """The state long before the horizon."""
        return 0, 0, ((0, 0),) * self.days_off

    def at_horizon_start(self, state: State) -> State:
        """Return the state in which the horizon begins."""
        return state

    def step(self, state: State, pattern: DayPattern | None) -> tuple[State, float]:
        """Return the state after a day, and what work costs on a day that should be off."""
        run: int
        fixed: int
        owed: tuple[tuple[int, int], ...]
        run, fixed, owed = state  # type: ignore[misc]
        is_night = pattern is not None and pattern.is_night
        if run >= self.nights and not is_night:
            is_fixed = fixed >= self.nights
            owed = tuple((own + (not is_fixed), past + is_fixed) for own, past in owed)
        cost = 0.0
        if pattern is not None and owed:
            own, past = owed[0]
            broken = own if pattern.is_fixed else own + past
            cost = broken * self.price if broken else 0.0
        owed = (*owed[1:], (0, 0))[: self.days_off]
        if pattern is None or not is_night:
            return (0, 0, owed), cost
        fixed = min(fixed + 1, self.nights) if pattern.has_fixed_night else 0
        return (min(run + 1, self.nights), fixed, owed), cost
