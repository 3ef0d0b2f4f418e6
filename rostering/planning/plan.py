"""The plan: a problem, with the people, shifts and dates that its keys stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy.orm import Session

from rostering.horizon import Horizon
from rostering.planning import duties, fairness, history, members, queries, specs
from rostering.planning.duties import ClockCut, PlannedDuty
from rostering.planning.members import PlannedPerson
from rostering.problem import Problem, Roster
from workforce.readiness.sections import Sections

#: How many days further than single duties are read the clocks are known: a duty may reach beyond these.
EXTRA_DAYS = 14


class Assigned(Protocol):
    """Anything that says who works which shift on which day, like an assignment."""

    person_id: int
    shift_template_id: int
    on_date: date


@dataclass(frozen=True, slots=True)
class RotaPlan:
    """A team's problem for a period, with the people and duties that its keys stand for."""

    team_id: int
    first: date
    last: date
    problem: Problem
    #: By worker key, in the order of the problem.
    people: Mapping[str, PlannedPerson]
    #: By shift key, in the order of the problem.
    duties: Mapping[str, PlannedDuty]
    worker_keys: Mapping[int, str]
    shift_keys: Mapping[tuple[int, date], str]
    #: The duties that begin or end in the hour that the clocks skip in spring: shortened, or left out.
    clock_cuts: tuple[ClockCut, ...]

    def roster_of(self, assignments: Iterable[Assigned]) -> Roster:
        """Return assignments as a roster of the problem.

        All assignments of the rota that the plan was made with are known to it; others that it does not know,
        of other people or other days, are left out.
        """
        return Roster.of(
            (
                self.worker_keys[assignment.person_id],
                self.shift_keys[assignment.shift_template_id, assignment.on_date],
            )
            for assignment in assignments
            if assignment.person_id in self.worker_keys
            and (assignment.shift_template_id, assignment.on_date) in self.shift_keys
        )

    def pairs(self, roster: Roster) -> list[tuple[PlannedPerson, PlannedDuty]]:
        """Return a roster as people and their duties, by person and then by date."""
        pairs = [
            (self.people[assignment.worker], self.duties[assignment.shift])
            for assignment in roster.assignments
        ]
        return sorted(pairs, key=lambda pair: (pair[0].person_id, pair[1].on_date))


def plan(
    session: Session,
    sections: Sections,
    team_id: int,
    first: date,
    last: date,
    rota_id: int | None = None,
) -> RotaPlan:
    """Return the problem of a team for the days from `first` to `last`, as the database has it now.

    With a rota, its locked assignments are kept, and people and shifts that it uses are in the plan even if
    they have left the team since. The number of queries does not depend on people or days.
    """
    horizon = Horizon(first, last)
    facts = queries.load_unscoped(session, sections, team_id, horizon, rota_id)
    planned_duties = duties.planned(facts, horizon)
    people = members.planned(facts, horizon)
    worker_keys = {person.person_id: person.key for person in people}
    shift_keys = {(duty.shift_template_id, duty.on_date): duty.key for duty in planned_duties}
    shifts = duties.shifts(facts, horizon, planned_duties)
    demands = duties.demands(facts, horizon, shift_keys)
    shares = fairness.shares(facts, horizon, shifts, demands)
    workers = members.workers(facts, horizon, people, shift_keys, shares)
    problem = Problem(
        first_day=first,
        days=horizon.days,
        day_starts=horizon.day_starts,
        earlier_day_starts=horizon.earlier_day_starts(history.DAYS_BACK + EXTRA_DAYS),
        later_day_starts=horizon.later_day_starts(queries.DAYS_AFTER + EXTRA_DAYS),
        shifts=shifts,
        shift_types=duties.shift_types(facts),
        demands=demands,
        workers=workers,
        rules=specs.specs(facts, first, workers),
        labels=_labels(facts),
        name=facts.team.name,
    )
    return RotaPlan(
        team_id=team_id,
        first=first,
        last=last,
        problem=problem,
        people={person.key: person for person in people},
        duties={duty.key: duty for duty in planned_duties},
        worker_keys=worker_keys,
        shift_keys=shift_keys,
        clock_cuts=duties.clock_cuts(facts, horizon),
    )


def _labels(facts: queries.Facts) -> dict[str, str]:
    """Return what roles, competences, sites and organisations are called."""
    roles = [row.job_role for rows in facts.demands.values() for row in rows if row.job_role]
    return {
        **{role.code: role.title for role in roles},
        **facts.competence_titles,
        **{f"s{template.site_id}": template.site.name for template in facts.templates},
        **{f"o{host.id}": host.name for host in facts.hosts},
    }
