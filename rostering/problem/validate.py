"""Refuses a problem that contradicts itself, naming the field at fault."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rostering.problem.facts import Problem
    from rostering.problem.outcome import Limits, Roster
    from rostering.problem.people import Worker


class ProblemError(ValueError):
    """A problem, or what goes with it, cannot be used.

    Parameters
    ----------
    place : str
        The field at fault: ``shifts[E0].end_min``.
    message : str
        What is wrong with it.
    """

    def __init__(self, place: str, message: str) -> None:
        super().__init__(f"{place}: {message}")
        self.place = place
        self.message = message


def validate(problem: Problem) -> None:
    """Raise ProblemError for the first field that is out of range, repeated or refers to nothing."""
    if problem.days < 1:
        raise ProblemError("days", "must be 1 or more")
    _day_starts(problem)
    for name, items in (
        ("shifts", problem.shifts),
        ("workers", problem.workers),
        ("demands", problem.demands),
    ):
        _unique(name, [item.key for item in items])
    _unique("rules", [spec.name for spec in problem.rules])
    _shifts(problem)
    _workers(problem)
    _demands(problem)
    _rules(problem)


def validate_limits(limits: Limits) -> None:
    """Raise ProblemError for the first limit that is out of range."""
    _require(limits.seconds > 0, "limits.seconds", "must be more than 0")
    work = limits.deterministic
    _require(work is None or work > 0, "limits.deterministic", "must be more than 0")
    _require(limits.workers >= 1, "limits.workers", "must be 1 or more")
    _require(limits.seed >= 0, "limits.seed", "must be 0 or more")
    _require(0 <= limits.gap <= 1, "limits.gap", "must be 0 to 1")


def validate_roster(problem: Problem, roster: Roster) -> None:
    """Raise ProblemError when a roster names somebody or a duty that the problem does not have."""
    for one in roster.assignments:
        _require(one.worker in problem.worker_of, "roster", f"there is no worker {one.worker!r}")
        _require(one.shift in problem.shift_of, "roster", f"there is no shift {one.shift!r}")


def _require(condition: bool, place: str, message: str) -> None:
    if not condition:
        raise ProblemError(place, message)


def _unique(place: str, keys: Iterable[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        _require(bool(key), place, "an empty key")
        _require(key not in seen, place, f"the key {key!r} is used twice")
        seen.add(key)


def _day_starts(problem: Problem) -> None:
    starts = problem.day_starts
    _require(
        len(starts) == problem.days + 1, "day_starts", f"needs {problem.days + 1} values, has {len(starts)}"
    )
    _require(starts[0] == 0, "day_starts[0]", "must be 0")
    for day, (one, two) in enumerate(pairwise(starts)):
        _require(two > one, f"day_starts[{day + 1}]", "must be later than the one before")


def _shifts(problem: Problem) -> None:
    for shift in problem.shifts:
        place = f"shifts[{shift.key}]"
        _require(0 <= shift.day < problem.days, f"{place}.day", f"must be 0 to {problem.days - 1}")
        _require(shift.end_min > shift.start_min, f"{place}.end_min", "must be later than start_min")
        start, end = problem.day_starts[shift.day], problem.day_starts[shift.day + 1]
        _require(start <= shift.start_min < end, f"{place}.start_min", f"must lie in day {shift.day}")
        for name in ("work_min", "paid_min", "break_min", "night_min"):
            _require(getattr(shift, name) >= 0, f"{place}.{name}", "must be 0 or more")


def _workers(problem: Problem) -> None:
    for worker in problem.workers:
        place = f"workers[{worker.key}]"
        for fixed in worker.fixed:
            _require(fixed.end_min > fixed.start_min, f"{place}.fixed", "a duty ends before it starts")
            _require(fixed.work_min >= 0, f"{place}.fixed", "work_min must be 0 or more")
        for away in worker.away:
            _require(away.end_min > away.start_min, f"{place}.away", "an absence ends before it starts")
        for week in worker.past_weeks:
            _require(week.work_min >= 0, f"{place}.past_weeks", "work_min must be 0 or more")
            _require(0 <= week.worked_days <= 7, f"{place}.past_weeks", "worked_days must be 0 to 7")
            _require(0 <= week.excluded_days <= 7, f"{place}.past_weeks", "excluded_days must be 0 to 7")
        for period in worker.hours:
            inside = 0 <= period.from_day < period.to_day <= problem.days
            _require(inside, f"{place}.hours", "a period must lie inside the horizon")
        for cap in worker.week_caps:
            _require(cap.max_min >= 0, f"{place}.week_caps", "max_min must be 0 or more")
        for key in worker.locked:
            _require(key in problem.shift_of, f"{place}.locked", f"there is no shift {key!r}")
        for day in worker.locked_off:
            _require(0 <= day < problem.days, f"{place}.locked_off", f"day {day} is outside the horizon")
        for key in worker.supervisors or ():
            _require(key in problem.worker_of, f"{place}.supervisors", f"there is no worker {key!r}")
        _wishes(problem, worker, place)


def _wishes(problem: Problem, worker: Worker, place: str) -> None:
    for request in worker.requests:
        _require(
            0 <= request.day < problem.days,
            f"{place}.requests",
            f"day {request.day} is outside the horizon",
        )
        _require(request.weight >= 0, f"{place}.requests", "weight must be 0 or more")
    for share in worker.fair_shares:
        what = f"kind must be nights or weekends, not {share.kind!r}"
        _require(share.kind in ("nights", "weekends"), f"{place}.fair_shares", what)
        _require(share.past >= 0, f"{place}.fair_shares", "past must be 0 or more")
        _require(share.target >= 0, f"{place}.fair_shares", "target must be 0 or more")
    _unique(f"{place}.journeys", [journey.site_key for journey in worker.journeys])
    for journey in worker.journeys:
        _require(journey.travel_min >= 0, f"{place}.journeys", "travel_min must be 0 or more")
    _require(worker.hour_pence >= 0, f"{place}.hour_pence", "must be 0 or more")
    weekdays = [preferred.weekday for preferred in worker.preferred_week]
    _require(len(set(weekdays)) == len(weekdays), f"{place}.preferred_week", "names a weekday twice")
    for weekday in weekdays:
        _require(0 <= weekday <= 6, f"{place}.preferred_week", "weekday must be 0 to 6")
    for key in worker.earlier or ():
        _require(key in problem.shift_of, f"{place}.earlier", f"there is no shift {key!r}")


def _demands(problem: Problem) -> None:
    for demand in problem.demands:
        place = f"demands[{demand.key}]"
        _require(bool(demand.shifts), f"{place}.shifts", "needs at least one shift")
        for key in demand.shifts:
            _require(key in problem.shift_of, f"{place}.shifts", f"there is no shift {key!r}")
        _require(
            0 <= demand.minimum <= demand.wanted, f"{place}.minimum", "must be 0 or more and at most wanted"
        )
        for name in ("under_minimum", "under_wanted", "over"):
            _require(getattr(demand, name) >= 0, f"{place}.{name}", "must be 0 or more")


def _rules(problem: Problem) -> None:
    for spec in problem.rules:
        place = f"rules[{spec.name}]"
        _require(spec.weight >= 0, f"{place}.weight", "must be 0 or more")
        for key in spec.workers or ():
            _require(key in problem.worker_of, f"{place}.workers", f"there is no worker {key!r}")
