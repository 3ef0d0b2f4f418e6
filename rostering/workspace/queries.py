"""Reads a rota with today's facts, so that it can be judged by the rules as they are now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from rostering.checker import check
from rostering.explain import Choice, choices
from rostering.planning import PlannedPerson, RotaPlan, plan
from rostering.planning.score import score
from rostering.problem import Report, Roster
from rostering.rotas import queries as rota_queries
from rostering.rotas.models import Rota, RotaAssignment
from workforce.core.errors import NotFound
from workforce.readiness.sections import Sections


@dataclass(frozen=True)
class Board:
    """A rota with its plan: from these the checker's report, the score and the choices are computed."""

    rota: Rota
    plan: RotaPlan
    #: By person and day.
    assignments: Mapping[tuple[int, date], RotaAssignment]

    @cached_property
    def roster(self) -> Roster:
        """The rota as a roster of the problem."""
        return self.plan.roster_of(self.assignments.values())

    @cached_property
    def report(self) -> Report:
        """What the independent checker says of it with today's facts."""
        return check(self.plan.problem, self.roster)

    @property
    def score(self) -> dict[str, Any]:
        """The score as it is stored with a rota; the bound of the run that made it still holds."""
        return score(self.plan.problem, self.report, self.rota.score.get("bound"))

    def day(self, on: date) -> int:
        """Return the number of a date of the rota; NotFound outside it."""
        if not self.rota.starts_on <= on <= self.rota.ends_on:
            raise NotFound
        return (on - self.rota.starts_on).days

    def person(self, person_id: int) -> PlannedPerson:
        """Return somebody of the rota; NotFound for anybody else."""
        if person_id not in self.plan.worker_keys:
            raise NotFound
        return self.plan.people[self.plan.worker_keys[person_id]]

    def choices(self, person_id: int, on: date) -> tuple[Choice, ...]:
        """Return what could stand in a cell."""
        return choices(self.plan.problem, self.roster, self.person(person_id).key, self.day(on))


def board_unscoped(session: Session, sections: Sections, rota: Rota) -> Board:
    """Return a rota with today's facts, in a fixed number of queries."""
    assignments = rota_queries.assignments_unscoped(session, rota.id)
    return Board(
        rota=rota,
        plan=plan(session, sections, rota.team_id, rota.starts_on, rota.ends_on, rota.id),
        assignments={(assignment.person_id, assignment.on_date): assignment for assignment in assignments},
    )
