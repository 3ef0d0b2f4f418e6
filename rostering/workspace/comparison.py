"""Compares a draft with the published rota that it would replace, and says whose duties change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rostering.checker import check
from rostering.planning.score import score
from rostering.rotas.models import Rota, RotaAssignment
from rostering.workspace.queries import Board
from workforce.core import clock


@dataclass(frozen=True, slots=True)
class ComparedRule:
    """How two rotas keep one rule, in words, and the penalty points that it costs each."""

    title: str
    old_words: str
    new_words: str
    old_cost: int
    new_cost: int


@dataclass(frozen=True, slots=True)
class DutyChange:
    """What changes for a person on a day; empty names are days off."""

    on: date
    was: str
    became: str


@dataclass(frozen=True, slots=True)
class PersonChange:
    """Everything that changes for one person, by day."""

    name: str
    days: tuple[DutyChange, ...]
    #: The days between today and the first duty that changes; fewer than 0 for one that has been.
    notice_days: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A draft beside the published rota that it would replace, both judged with the facts of today."""

    old: Rota
    new: Rota
    old_score: Mapping[str, Any]
    new_score: Mapping[str, Any]
    #: Rules that the two keep differently, those first on which they differ most.
    rules: tuple[ComparedRule, ...]
    people: tuple[PersonChange, ...]

    @property
    def duties(self) -> int:
        """How many duties change, counted by person and day."""
        return sum(len(person.days) for person in self.people)

    @property
    def more_unfilled(self) -> int:
        """How many more people are missing in the draft; negative if there are fewer."""
        return int(self.new_score["unfilled"] - self.old_score["unfilled"])

    @property
    def more_points(self) -> int:
        """How many more penalty points the draft has; negative if it has fewer."""
        return int(self.new_score["cost"] - self.old_score["cost"])

    @property
    def worse(self) -> bool:
        """Whether the draft is worse: more people are missing or, if as many are, it has more points."""
        return (self.more_unfilled, self.more_points) > (0, 0)

    @property
    def better(self) -> bool:
        """Whether the draft is better: fewer people are missing or, if as many are, it has fewer points."""
        return (self.more_unfilled, self.more_points) < (0, 0)


def comparison(board: Board, old: Rota, before: Iterable[RotaAssignment]) -> Comparison:
    """Return a draft compared with the published rota it would replace, given the assignments of that one."""
    standing = {(assignment.person_id, assignment.on_date): assignment for assignment in before}
    problem = board.plan.problem
    old_score = score(problem, check(problem, board.plan.roster_of(standing.values())))
    return Comparison(
        old=old,
        new=board.rota,
        old_score=old_score,
        new_score=board.score,
        rules=_rules(old_score["lines"], board.score["lines"]),
        people=_people(board, standing),
    )


def _rules(old: Iterable[Mapping[str, Any]], new: Iterable[Mapping[str, Any]]) -> tuple[ComparedRule, ...]:
    before = {line["spec"]: line for line in old}
    after = {line["spec"]: line for line in new}
    compared = [
        ComparedRule(
            title=line["title"],
            old_words=_tail(before[spec]["words"]) if spec in before else "",
            new_words=_tail(line["words"]),
            old_cost=before[spec]["cost"] if spec in before else 0,
            new_cost=line["cost"],
        )
        for spec, line in after.items()
        if spec not in before
        or (before[spec]["cost"], before[spec]["amount"]) != (line["cost"], line["amount"])
    ]
    return tuple(sorted(compared, key=lambda rule: -abs(rule.new_cost - rule.old_cost)))


def _tail(words: str) -> str:
    """Return a line of a score without its title."""
    return words.split(": ", 1)[-1]


def _people(board: Board, standing: Mapping[tuple[int, date], RotaAssignment]) -> tuple[PersonChange, ...]:
    days: dict[int, list[DutyChange]] = defaultdict(list)
    names: dict[int, str] = {}
    for person_id, on in sorted(standing.keys() | board.assignments.keys(), key=lambda cell: cell[1]):
        was, became = standing.get((person_id, on)), board.assignments.get((person_id, on))
        if differ(was, became):
            names[person_id] = _person_name(board, was or became)
            days[person_id].append(DutyChange(on, _name(was), _name(became)))
    today = clock.today()
    people = [
        PersonChange(names[person_id], tuple(changes), (changes[0].on - today).days)
        for person_id, changes in days.items()
    ]
    return tuple(sorted(people, key=lambda person: person.name))


def _person_name(board: Board, assignment: RotaAssignment | None) -> str:
    assert assignment is not None
    key = board.plan.worker_keys.get(assignment.person_id)
    return board.plan.people[key].name if key else assignment.person.name


def differ(was: RotaAssignment | None, became: RotaAssignment | None) -> bool:
    """Return whether a person has another duty, or the same at another time, than they had."""
    if was is None or became is None:
        return was is not became
    return (was.shift_template_id, was.starts_at, was.ends_at) != (
        became.shift_template_id,
        became.starts_at,
        became.ends_at,
    )


def _name(assignment: RotaAssignment | None) -> str:
    return assignment.shift_template.name if assignment else ""
