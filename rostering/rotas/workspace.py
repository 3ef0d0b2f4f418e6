"""What a lead sees of a rota: people and days, cover, measures, and what needs them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from rostering.demand.models import ShiftKind
from rostering.explain import Unfilled, unfilled
from rostering.planning import PlannedDuty, PlannedPerson
from rostering.problem import Violation
from rostering.rotas import queries
from rostering.rotas.board import Board
from rostering.rotas.cover import CoverRow, by_need, by_shift
from rostering.rotas.lapses import Lapse, lapses
from rostering.rotas.measures import Measure, measures
from rostering.rules import sentence
from workforce.core import clock
from workforce.core.words import clock_time
from workforce.organisations.models import Organisation


@dataclass(frozen=True)
class CellView:
    """One person on one day, as drawn and as said."""

    day: date
    code: str = ""
    kind: ShiftKind | None = None
    name: str = ""
    template_id: int | None = None
    locked: bool = False
    #: Why the person is away, in words a lead may read.
    away: str = ""
    #: Works for another employer or team that day; where and why is nobody's business here.
    elsewhere: bool = False
    request: str = ""
    request_met: bool = False
    bends: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    changed: str = ""

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
    employer: Organisation | None
    cells: tuple[CellView, ...]
    planned_min: int
    #: Contracted minutes of the rota's days, leave credited; None for bank staff.
    target_min: int | None

    @property
    def owed_min(self) -> int:
        """Minutes that the team owes the person; negative if the person owes the team."""
        return 0 if self.target_min is None else self.planned_min - self.target_min


@dataclass(frozen=True)
class ShortView:
    """An unfilled demand, as the panel lists it."""

    short: Unfilled
    on: date
    shift: str
    label: str


@dataclass(frozen=True)
class BrokenView:
    """One thing about one person that must be mended before publication, however many shifts it touches."""

    person: PlannedPerson
    words: str
    #: Days of the rota on which it shows.
    days: tuple[date, ...]


@dataclass(frozen=True)
class Workspace:
    """Everything on the page of a rota."""

    board: Board
    days: tuple[date, ...]
    groups: tuple[tuple[str, tuple[RowView, ...]], ...]
    cover_by_shift: tuple[CoverRow, ...]
    cover_by_need: tuple[CoverRow, ...]
    measures: tuple[Measure, ...]
    unfilled: tuple[ShortView, ...]
    broken: tuple[BrokenView, ...]
    lapses: tuple[Lapse, ...]
    score: dict[str, Any]

    @property
    def rows(self) -> list[RowView]:
        """Everybody, in the order of the page."""
        return [row for _family, rows in self.groups for row in rows]

    @property
    def employers(self) -> int:
        """How many employers the people of the rota have."""
        return len({row.person.employer_id for row in self.rows})

    @property
    def shift_codes(self) -> list[tuple[str, int]]:
        """The code of each shift and its id, for the keys that put it."""
        duties = self.board.plan.duties.values()
        return list({one.code: (one.code, one.shift_template_id) for one in duties}.values())

    @property
    def shift_keys(self) -> list[str]:
        """The keys that put a shift: its one letter, Shift and D for the long day, the digit of a run."""
        codes = [code for code, _id in self.shift_codes]
        return [key for key in map(_key_of, codes) if key]

    @property
    def legend(self) -> list[tuple[str, str, str]]:
        """Kind, code and name of every shift of the rota."""
        duties = self.board.plan.duties.values()
        return list({one.code: (one.kind.value, one.code, one.name) for one in duties}.values())

    def short_on(self, on: date) -> int:
        """Return how many people are missing on a day."""
        return sum(one.short.missing for one in self.unfilled if one.on == on)


def _key_of(code: str) -> str:
    if len(code) == 1:
        return code
    if code == "LD":
        return "Shift+D"
    return code[-1] if code[-1].isdigit() else ""


def workspace(session: Session, found: Board) -> Workspace:
    """Return the page of a rota."""
    employers = queries.organisations_unscoped(
        session, {person.employer_id for person in found.plan.people.values()}
    )
    changes = {
        (one.person_id, one.on_date): f"{one.was or 'day off'} became {one.became or 'day off'}"
        for one in reversed(queries.changes_unscoped(session, found.rota.id))
    }
    days = tuple(clock.days_between(found.rota.starts_on, found.rota.ends_on))
    groups: dict[str, list[RowView]] = defaultdict(list)
    per_person: dict[str, list[Violation]] = defaultdict(list)
    for violation in found.report.violations:
        if violation.worker:
            per_person[violation.worker].append(violation)
    people = sorted(found.plan.people.values(), key=lambda one: (one.role_title, one.name))
    for person in people:
        row = _row(found, person, days, per_person[person.key], changes, employers.get(person.employer_id))
        groups[person.role_family].append(row)
    problem = found.plan.problem
    score = found.score
    return Workspace(
        board=found,
        days=days,
        groups=tuple((family, tuple(rows)) for family, rows in sorted(groups.items(), key=_size)),
        cover_by_shift=by_shift(found),
        cover_by_need=by_need(found),
        measures=measures(score),
        unfilled=tuple(
            ShortView(
                one,
                found.rota.starts_on + timedelta(days=problem.shift_of[one.demand.shifts[0]].day),
                problem.shift_of[one.demand.shifts[0]].label,
                one.demand.label,
            )
            for one in unfilled(problem, found.roster)
        ),
        broken=_broken(found),
        lapses=lapses(found),
        score=score,
    )


def _broken(found: Board) -> tuple[BrokenView, ...]:
    days: dict[tuple[str, str], list[date]] = defaultdict(list)
    problem = found.plan.problem
    for one in found.report.violations:
        if one.hard and one.worker:
            inside = [day for day in one.days if 0 <= day < problem.days]
            days[one.worker, sentence(problem, one)] += [problem.date_of(day) for day in inside[-1:]]
    people = found.plan.people
    return tuple(BrokenView(people[worker], words, tuple(on)) for (worker, words), on in days.items())


def _size(group: tuple[str, list[RowView]]) -> tuple[int, str]:
    return -len(group[1]), group[0]


def _shift_words(duty: PlannedDuty) -> str:
    return f"{duty.name} {clock_time(duty.starts_at)} to {clock_time(duty.ends_at)}"


def _row(
    found: Board,
    person: PlannedPerson,
    days: tuple[date, ...],
    violations: list[Violation],
    changes: dict[tuple[int, date], str],
    employer: Organisation | None,
) -> RowView:
    problem = found.plan.problem
    worker = problem.worker_of[person.key]
    bends: dict[int, list[str]] = defaultdict(list)
    breaks: dict[int, list[str]] = defaultdict(list)
    for one in violations:
        place = breaks if one.hard else bends
        if one.hard or one.rule not in ("contract_hours", "hours_target", "fairness", "requests"):
            for day in one.days:
                place[day].append(sentence(problem, one))
    wishes = {one.day: one for one in worker.requests}
    unmet = {day for one in violations if one.rule == "requests" for day in one.days}
    cells = []
    for number, on in enumerate(days):
        begins, ends = problem.day_starts[number], problem.day_starts[number + 1]
        assignment = found.assignments.get((person.person_id, on))
        key = found.plan.shift_keys.get((assignment.shift_template_id, on)) if assignment else None
        duty = found.plan.duties[key] if key else None
        away = next((one.words for one in worker.away if one.start_min <= begins and one.end_min >= ends), "")
        wish = wishes.get(number)
        cells.append(
            CellView(
                day=on,
                code=duty.code if duty else "",
                kind=duty.kind if duty else None,
                name=f"{duty.name} {clock_time(duty.starts_at)} to {clock_time(duty.ends_at)}"
                if duty
                else "",
                template_id=duty.shift_template_id if duty else None,
                locked=bool(assignment and assignment.locked),
                away=away,
                elsewhere=any(one.start_min < ends and one.end_min > begins for one in worker.fixed),
                request=f"request {'not met' if number in unmet else 'met'}" if wish else "",
                request_met=bool(wish) and number not in unmet,
                bends=tuple(bends[number]) if duty else (),
                breaks=tuple(breaks[number]) if duty else (),
                changed=changes.get((person.person_id, on), ""),
            )
        )
    planned = sum(problem.shift_of[key].paid_min for key in found.roster.shifts_of(person.key))
    targets = [period.target_min for period in worker.hours if period.target_min is not None]
    return RowView(person, employer, tuple(cells), planned, sum(targets) if targets else None)
