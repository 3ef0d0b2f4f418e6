"""One row of the grid of a rota: a person, with a cell for each day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rostering.demand.models import ShiftKind
from rostering.hours.wording import target_words
from rostering.planning import PlannedDuty, PlannedPerson
from rostering.problem import Problem, Violation, Worker
from rostering.rules import sentence
from rostering.workspace.queries import Board
from workforce.core.words import clock_time

#: Rules that are judged over the whole rota: no single day is to blame, so no cell is marked.
NOT_OF_ONE_DAY = ("contract_hours", "hours_target", "fairness", "requests")


@dataclass(frozen=True)
class CellView:
    """One person on one day, as drawn and as read out."""

    day: date
    duty: PlannedDuty | None
    locked: bool
    #: Why the person is away, in words a lead may read.
    away: str
    #: Works for another employer or team that day; where is kept private.
    elsewhere: bool
    request: str
    request_met: bool
    bends: tuple[str, ...]
    breaks: tuple[str, ...]
    changed: str

    @property
    def code(self) -> str:
        """The code of the shift; empty without one."""
        return self.duty.code if self.duty else ""

    @property
    def kind(self) -> ShiftKind | None:
        """The kind of the shift."""
        return self.duty.kind if self.duty else None

    @property
    def name(self) -> str:
        """The shift with its times: "Early 07:00 to 15:00"; empty without one."""
        if self.duty is None:
            return ""
        return f"{self.duty.name} {clock_time(self.duty.starts_at)} to {clock_time(self.duty.ends_at)}"

    @property
    def template_id(self) -> int | None:
        """The shift template of the shift."""
        return self.duty.shift_template_id if self.duty else None

    @property
    def said(self) -> str:
        """What the cell holds, as a part of a sentence."""
        words = [self.name or ("away" if self.away else "works elsewhere" if self.elsewhere else "day off")]
        words += ["locked"] if self.locked else []
        words += [self.request] if self.request else []
        words += ["changed after publication"] if self.changed else []
        words += ["breaks a rule that must be kept"] if self.breaks else []
        words += ["bends a team rule"] if self.bends else []
        return ", ".join(words)


@dataclass(frozen=True)
class RowView:
    """One person of the rota."""

    person: PlannedPerson
    cells: tuple[CellView, ...]
    planned_min: int
    #: Contracted minutes of the rota's days, leave credited; None for bank staff.
    target_min: int | None

    @property
    def owed_min(self) -> int:
        """Minutes that the team owes the person; negative if the person owes the team."""
        return 0 if self.target_min is None else self.planned_min - self.target_min

    @property
    def target_words(self) -> str:
        """Where the target comes from: contract, what absences credit, what is carried; empty without one."""
        owed = self.person.owed
        return target_words(owed) if owed is not None and self.target_min is not None else ""


@dataclass(frozen=True)
class _Verdict:
    """What the rules say of one person, by day of the rota."""

    #: Sentences about rules that must be kept, and about those that may be bent.
    breaks: Mapping[int, list[str]]
    bends: Mapping[int, list[str]]
    #: Days on which a request is not met.
    unmet: frozenset[int]


def row(
    board: Board,
    person: PlannedPerson,
    violations: Iterable[Violation],
    changes: Mapping[tuple[int, date], str],
) -> RowView:
    """Return the row of a person, given what they break and, by person and date, what was changed."""
    problem = board.plan.problem
    verdict = _verdict(problem, violations)
    targets = [
        period.target_min for period in problem.worker_of[person.key].hours if period.target_min is not None
    ]
    return RowView(
        person=person,
        cells=tuple(_cell(board, person, verdict, changes, day) for day in range(problem.days)),
        planned_min=sum(problem.shift_of[key].paid_min for key in board.roster.shifts_of(person.key)),
        target_min=sum(targets) if targets else None,
    )


def _verdict(problem: Problem, violations: Iterable[Violation]) -> _Verdict:
    breaks: dict[int, list[str]] = defaultdict(list)
    bends: dict[int, list[str]] = defaultdict(list)
    unmet: set[int] = set()
    for violation in violations:
        if violation.rule == "requests":
            unmet.update(violation.days)
        if violation.hard or violation.rule not in NOT_OF_ONE_DAY:
            words_by_day = breaks if violation.hard else bends
            for day in violation.days:
                words_by_day[day].append(sentence(problem, violation))
    return _Verdict(breaks, bends, frozenset(unmet))


def _cell(
    board: Board,
    person: PlannedPerson,
    verdict: _Verdict,
    changes: Mapping[tuple[int, date], str],
    day: int,
) -> CellView:
    worker, on = board.plan.problem.worker_of[person.key], board.plan.problem.date_of(day)
    assignment = board.assignments.get((person.person_id, on))
    key = board.plan.shift_keys.get((assignment.shift_template_id, on)) if assignment else None
    duty = board.plan.duties[key] if key else None
    asked, met = any(request.day == day for request in worker.requests), day not in verdict.unmet
    return CellView(
        day=on,
        duty=duty,
        locked=assignment is not None and assignment.locked,
        away=_away_all_day(board.plan.problem, worker, day),
        elsewhere=_works_elsewhere(board.plan.problem, worker, day),
        request=f"request {'met' if met else 'not met'}" if asked else "",
        request_met=asked and met,
        bends=tuple(verdict.bends.get(day, ())) if duty else (),
        breaks=tuple(verdict.breaks.get(day, ())) if duty else (),
        changed=changes.get((person.person_id, on), ""),
    )


def _away_all_day(problem: Problem, worker: Worker, day: int) -> str:
    """Return why a person is away for the whole of a day; empty if they are not."""
    begins, ends = problem.day_starts[day], problem.day_starts[day + 1]
    reasons = (away.words for away in worker.away if away.start_min <= begins and away.end_min >= ends)
    return next(reasons, "")


def _works_elsewhere(problem: Problem, worker: Worker, day: int) -> bool:
    begins, ends = problem.day_starts[day], problem.day_starts[day + 1]
    return any(duty.start_min < ends and duty.end_min > begins for duty in worker.fixed)
