"""Rests between duties and free stretches in a week, as constraints."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from ortools.sat.python import cp_model

from rostering.problem import MINUTES_PER_DAY, Problem, RuleSpec, Shift, Worker
from rostering.rules._rest import Counted, UnbrokenRests, first_of_days, longest_rest, rests_in
from rostering.rules.base import Duty, read
from rostering.solver.constraints.model import Model


def later_within(problem: Problem, shift: Shift, rest_min: int) -> Iterator[Shift]:
    """Yield the duties that start after a duty ends, but sooner than ``rest_min`` after it."""
    for day in range(shift.day, problem.day_of(shift.end_min + rest_min) + 1):
        if day < problem.days:
            for follower in problem.shifts_on[day]:
                if 0 <= follower.start_min - shift.end_min < rest_min:
                    yield follower


def forbid_gaps(
    model: Model,
    spec: RuleSpec,
    worker: Worker,
    rest_min: int,
    *,
    between_own: bool,
    fixed: Sequence[Duty],
    applies: Callable[[int], bool] = lambda _day: True,
) -> None:
    """Forbid each two duties with less than ``rest_min`` between them, where both days are under the rule."""
    followers: dict[str, list[Shift]] = {}
    for shift, variable in model.open_shifts(worker):
        if not applies(shift.day):
            continue
        if between_own:
            for follower in later_within(model.problem, shift, rest_min):
                second = model.x.get((worker.key, follower.key))
                if second is not None and applies(follower.day):
                    followers.setdefault(shift.key, []).append(follower)
        for duty in fixed:
            gap_min = max(duty.start_min - shift.end_min, shift.start_min - duty.end_min)
            if 0 <= gap_min < rest_min:
                model.forbid(spec, [variable])
    for key, too_soon in followers.items():
        _exclude(model, spec, worker, key, too_soon)


def _exclude(model: Model, spec: RuleSpec, worker: Worker, key: str, too_soon: list[Shift]) -> None:
    first = model.x[worker.key, key]
    for day in sorted({shift.day for shift in too_soon}):
        second = [model.x[worker.key, shift.key] for shift in too_soon if shift.day == day]
        if spec.hard and model.one_start_a_day:
            model.cp.add_at_most_one([first, *second])
        else:
            for literal in second:
                model.forbid(spec, [first, literal])


def require_daily_rests(
    model: Model,
    worker: Worker,
    rest_min: int,
    fixed: Sequence[Duty],
    applies: Callable[[int], bool] = lambda _day: True,
) -> None:
    """Ask for an unbroken rest in the 24 hours from the first duty of each day that is under the rule."""
    shifts = [(shift, variable) for shift, variable in model.open_shifts(worker) if applies(shift.day)]
    rest_from: dict[int, cp_model.IntVar] = {}

    def rests(start_min: int) -> list[cp_model.IntVar]:
        """Return literals of which one is true where the 24 hours from a minute hold the rest.

        A rest can always be moved back to the end of a duty or the start of the 24 hours.
        """
        last_min = start_min + MINUTES_PER_DAY - rest_min
        ends = {start_min, *(duty.end_min for duty in fixed), *(shift.end_min for shift, _ in shifts)}
        literals = []
        for at_min in sorted(end for end in ends if start_min <= end <= last_min):
            if any(duty.start_min < at_min + rest_min and duty.end_min > at_min for duty in fixed):
                continue
            if at_min not in rest_from:
                rest_from[at_min] = model.cp.new_bool_var("")
                for shift, variable in shifts:
                    if shift.start_min < at_min + rest_min and shift.end_min > at_min:
                        model.cp.add_implication(rest_from[at_min], ~variable)
            literals.append(rest_from[at_min])
        return literals

    fixed_from = {duty.day: duty.start_min for duty in first_of_days(fixed)}
    for shift, variable in shifts:
        if fixed_from.get(shift.day, shift.start_min) >= shift.start_min:
            sooner = _sooner(shifts, shift.day, shift.start_min)
            model.cp.add_bool_or([~variable, *sooner, *rests(shift.start_min)])
    for day, start_min in fixed_from.items():
        sooner = _sooner(shifts, day, start_min)
        if longest_rest(fixed, start_min) >= rest_min:
            model.cp.add_bool_or([*sooner, *rests(start_min)])
            continue
        for shift, variable in shifts:
            if shift.start_min < start_min + MINUTES_PER_DAY and shift.end_min > start_min:
                model.cp.add_bool_or([~variable, *sooner])


def _sooner(
    shifts: Sequence[tuple[Shift, cp_model.IntVar]], day: int, start_min: int
) -> Iterator[cp_model.IntVar]:
    """Yield the literals of duties that start on a day before a minute."""
    for shift, variable in shifts:
        if shift.day == day and shift.start_min < start_min:
            yield variable


P = TypeVar("P", bound=UnbrokenRests)


def require_rests(
    model: Model,
    spec: RuleSpec,
    kind: type[P],
    counted: Counted,
    windows: Callable[[Problem, Worker, P], Sequence[range]],
) -> None:
    """Ask for the rests in each window or, where fixed work leaves no room, for no further duty."""
    limits = read(kind, spec)
    for worker in model.workers(spec):
        fixed = counted(worker, model.fixed(worker))
        for window in windows(model.problem, worker, limits):
            _require_in_window(model, spec, worker, fixed, window, limits)


def _require_in_window(
    model: Model,
    spec: RuleSpec,
    worker: Worker,
    fixed: Sequence[Duty],
    window: range,
    limits: UnbrokenRests,
) -> None:
    problem, rest_min, rests = model.problem, limits.rest_min, limits.rests
    start, end = problem.day_start(window.start), problem.day_start(window.stop)
    near = [
        (shift, variable)
        for shift, variable in model.open_shifts(worker, range(window.start - 1, window.stop))
        if shift.end_min > start
    ]
    if rests_in(problem, fixed, window, rest_min) < rests:
        for _, variable in near:
            model.forbid(spec, [variable])
        return
    free = _free_stretches(model, near, fixed, start=start, end=end, rest_min=rest_min, rests=rests)
    if rests == 1:
        model.cp.add_bool_or([literal for _, literal in free])
        return
    model.cp.add(cp_model.LinearExpr.sum([literal for _, literal in free]) >= rests)
    for at, _ in free:
        together = [literal for start, literal in free if at <= start < at + rest_min]
        model.cp.add_at_most_one(together)


def _free_stretches(
    model: Model,
    near: list[tuple[Shift, cp_model.IntVar]],
    fixed: Sequence[Duty],
    *,
    start: int,
    end: int,
    rest_min: int,
    rests: int,
) -> list[tuple[int, cp_model.IntVar]]:
    """Return when a rest could begin, each with a literal that keeps it free of duties.

    A rest can always be moved back to the border of the window, the end of a duty or the end of another rest.
    """
    ends = {start} | {shift.end_min for shift, _ in near} | {duty.end_min for duty in fixed}
    starts = {at + rest_min * step for at in ends for step in range(rests)}
    busy: dict[int, frozenset[int]] = {}
    for at in sorted(starts):
        if at < start or at + rest_min > end:
            continue
        if any(duty.start_min < at + rest_min and duty.end_min > at for duty in fixed):
            continue
        busy[at] = frozenset(
            place
            for place, (shift, _) in enumerate(near)
            if shift.start_min < at + rest_min and shift.end_min > at
        )
    if rests == 1:
        # A stretch that some other stretch frees with fewer duties given up is never needed.
        kept: dict[frozenset[int], int] = {}
        for at, places in sorted(busy.items(), key=lambda item: (len(item[1]), item[0])):
            if not any(fewer <= places for fewer in kept):
                kept[places] = at
        busy = {at: places for places, at in kept.items()}
    stretches = []
    for at, places in sorted(busy.items()):
        literal = model.cp.new_bool_var("")
        for place in sorted(places):
            model.cp.add_implication(literal, ~near[place][1])
        stretches.append((at, literal))
    return stretches
