"""What a lead sees of a rota: people and days, cover, measures, and what needs them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rostering.explain import Unfilled, unfilled
from rostering.planning import PlannedPerson
from rostering.problem import Violation
from rostering.rotas.models import RotaChange
from rostering.rules import sentence
from rostering.workspace.cover import CoverRow, by_need, by_shift
from rostering.workspace.lapses import Lapse, lapses
from rostering.workspace.measures import Measure, measures
from rostering.workspace.queries import Board
from rostering.workspace.rows import RowView, row
from rostering.workspace.wording import clock_cut
from workforce.core import clock


@dataclass(frozen=True)
class ShortView:
    """An unfilled demand, as the panel lists it."""

    short: Unfilled
    on: date
    shift: str
    label: str


@dataclass(frozen=True)
class BrokenView:
    """A broken rule of one person that must be put right before publication, with all its days."""

    person: PlannedPerson
    words: str
    #: Days of the rota on which it shows.
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class UnseenView:
    """Somebody who has not said that they have seen what changed for them, and on which days."""

    name: str
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
    unseen: tuple[UnseenView, ...]
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
    def shift_codes(self) -> list[tuple[str, int, str]]:
        """The code of each shift, its id and its kind, for the keys that put it."""
        duties = self.board.plan.duties.values()
        return list(
            {duty.code: (duty.code, duty.shift_template_id, duty.kind.value) for duty in duties}.values()
        )

    @property
    def shift_keys(self) -> list[str]:
        """The keys that put a shift: its one letter, Shift and D for the long day, the digit of a run."""
        codes = [code for code, _id, _kind in self.shift_codes]
        return [key for key in map(_key_of, codes) if key]

    @property
    def legend(self) -> list[tuple[str, str, str]]:
        """Kind, code and name of every shift of the rota."""
        duties = self.board.plan.duties.values()
        return list({duty.code: (duty.kind.value, duty.code, duty.name) for duty in duties}.values())

    @property
    def clock_words(self) -> list[str]:
        """What becomes of the duties in the hour that the clocks skip in spring."""
        return [clock_cut(cut) for cut in self.board.plan.clock_cuts]

    def short_on(self, on: date) -> int:
        """Return how many people are missing on a day."""
        return sum(view.short.missing for view in self.unfilled if view.on == on)


def _key_of(code: str) -> str:
    if len(code) == 1:
        return code
    if code == "LD":
        return "Shift+D"
    return code[-1] if code[-1].isdigit() else ""


def workspace(board: Board, changes: Sequence[RotaChange]) -> Workspace:
    """Return the page of a rota, given what was changed after publication, the latest first."""
    score = board.score
    return Workspace(
        board=board,
        days=tuple(clock.days_between(board.rota.starts_on, board.rota.ends_on)),
        groups=_groups(board, changes),
        cover_by_shift=by_shift(board),
        cover_by_need=by_need(board),
        measures=measures(score),
        unfilled=_unfilled(board),
        broken=_broken(board),
        lapses=lapses(board),
        unseen=_unseen(board, changes),
        score=score,
    )


def _unseen(board: Board, changes: Sequence[RotaChange]) -> tuple[UnseenView, ...]:
    """Return who has not seen a change of today or later; people who left the team are told otherwise."""
    days: dict[str, set[date]] = defaultdict(set)
    for change in changes:
        key = board.plan.worker_keys.get(change.person_id)
        if key and change.seen_at is None and change.on_date >= clock.today():
            days[board.plan.people[key].name].add(change.on_date)
    return tuple(UnseenView(name, tuple(sorted(listed))) for name, listed in sorted(days.items()))


def _groups(board: Board, changes: Sequence[RotaChange]) -> tuple[tuple[str, tuple[RowView, ...]], ...]:
    """Return the rows by family of roles, the largest family first."""
    # Of several changes of a cell the latest is shown.
    change_words = {
        (change.person_id, change.on_date): f"{change.was or 'day off'} became {change.became or 'day off'}"
        for change in reversed(changes)
    }
    violations: dict[str, list[Violation]] = defaultdict(list)
    for violation in board.report.violations:
        if violation.worker:
            violations[violation.worker].append(violation)
    families: dict[str, list[RowView]] = defaultdict(list)
    for person in sorted(board.plan.people.values(), key=lambda person: (person.role_title, person.name)):
        families[person.role_family].append(row(board, person, violations[person.key], change_words))
    by_size = sorted(families.items(), key=lambda family: (-len(family[1]), family[0]))
    return tuple((family, tuple(rows)) for family, rows in by_size)


def _unfilled(board: Board) -> tuple[ShortView, ...]:
    problem = board.plan.problem
    short = [
        (demand_short, problem.shift_of[demand_short.demand.shifts[0]])
        for demand_short in unfilled(problem, board.roster)
    ]
    return tuple(
        ShortView(demand_short, problem.date_of(shift.day), shift.label, demand_short.demand.label)
        for demand_short, shift in short
    )


def _broken(board: Board) -> tuple[BrokenView, ...]:
    days: dict[tuple[str, str], list[date]] = defaultdict(list)
    problem = board.plan.problem
    for violation in board.report.violations:
        if violation.hard and violation.worker:
            inside = [day for day in violation.days if 0 <= day < problem.days]
            place = violation.worker, sentence(problem, violation)
            days[place] += [problem.date_of(day) for day in inside[-1:]]
    people = board.plan.people
    return tuple(BrokenView(people[worker], words, tuple(on)) for (worker, words), on in days.items())
