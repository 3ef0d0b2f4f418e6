"""An absence, and how it changes a problem and its rota."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rostering.problem import Away, HoursPeriod, Problem, ProblemError, Roster, RuleSpec, Worker

MINIMUM_COVER = "minimum_cover"


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody who cannot come on some days.

    Duties that start on these days are lost and count as worked for the contracted hours; a night that began
    the day before is still worked.

    Parameters
    ----------
    worker : str
        `Worker.key`.
    from_day, to_day : int
        Days of the horizon, last day excluded.
    words : str
        What may be read as the reason.
    """

    worker: str
    from_day: int
    to_day: int
    words: str = "absent"


def apply(problem: Problem, roster: Roster, absences: Sequence[Absence]) -> tuple[Problem, Roster]:
    """Return the problem and the rota as absences leave them.

    Parameters
    ----------
    problem, roster
        The problem, and its rota before the absence.
    absences : sequence of Absence
        Who cannot come, and when.

    Returns
    -------
    problem : Problem
        One in which they are away and the rota left is everybody's earlier rota.
    roster : Roster
        The rota without the duties that are lost.

    Raises
    ------
    ProblemError
        When an absence names nobody of the problem, or days outside the horizon.
    """
    for number, absence in enumerate(absences):
        place = f"absences[{number}]"
        if absence.worker not in problem.worker_of:
            raise ProblemError(f"{place}.worker", f"there is no worker {absence.worker!r}")
        if not 0 <= absence.from_day < problem.days:
            raise ProblemError(f"{place}.from_day", f"must be 0 to {problem.days - 1}")
        if not absence.from_day < absence.to_day <= problem.days:
            raise ProblemError(f"{place}.to_day", f"must be {absence.from_day + 1} to {problem.days}")
    lost = {worker.key: _lost(problem, roster, worker, absences) for worker in problem.workers}
    left = Roster(
        tuple(
            assignment for assignment in roster.assignments if assignment.shift not in lost[assignment.worker]
        )
    )
    workers = tuple(
        replace(
            worker,
            earlier=left.shifts_of(worker.key),
            away=(
                *worker.away,
                *(_away(problem, left, absence) for absence in absences if absence.worker == worker.key),
            ),
            locked=tuple(key for key in worker.locked if key not in lost[worker.key]),
            hours=tuple(_credited(problem, period, lost[worker.key]) for period in worker.hours),
        )
        for worker in problem.workers
    )
    absent = tuple(sorted({absence.worker for absence in absences}))
    stays_away = RuleSpec("availability", workers=absent, key="absence")
    # Even a compulsory minimum may stay unfilled: that is an answer, not an infeasible problem.
    rules = (replace(spec, hard=False) if spec.rule == MINIMUM_COVER else spec for spec in problem.rules)
    return replace(problem, workers=workers, rules=(*rules, stays_away)), left


def _lost(problem: Problem, roster: Roster, worker: Worker, absences: Iterable[Absence]) -> frozenset[str]:
    """Return the duties that a person cannot work."""
    return frozenset(
        key
        for absence in absences
        if absence.worker == worker.key
        for key in roster.shifts_of(worker.key)
        if absence.from_day <= problem.shift_of[key].day < absence.to_day
    )


def _away(problem: Problem, left: Roster, absence: Absence) -> Away:
    """Return the absence as time away, from the end of a night that began the day before."""
    own = [problem.shift_of[key] for key in left.shifts_of(absence.worker)]
    begun = [shift.end_min for shift in own if shift.day < absence.from_day]
    start = max(problem.day_start(absence.from_day), *begun, 0)
    return Away(start, problem.day_start(absence.to_day), "absence", absence.words, excluded=True)


def _credited(problem: Problem, period: HoursPeriod, lost: Iterable[str]) -> HoursPeriod:
    """Return contracted hours less what the lost duties would have counted."""
    shifts = [problem.shift_of[key] for key in lost]
    credit = sum(shift.paid_min for shift in shifts if period.from_day <= shift.day < period.to_day)

    def less(figure: int | None) -> int | None:
        return None if figure is None else max(0, figure - credit)

    return replace(
        period,
        min_min=less(period.min_min),
        max_min=less(period.max_min),
        target_min=less(period.target_min),
    )
