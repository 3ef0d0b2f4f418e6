"""Loads the demonstration county into an empty database, part by part, in one transaction."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from rostering.demonstration.apprenticeships import Apprenticeships
from rostering.demonstration.county import DemonstrationCounty
from rostering.demonstration.hours import settle_hours
from rostering.demonstration.learning import Learning
from rostering.demonstration.neighbourhood_teams import add_team, team_past
from rostering.demonstration.passports import add_passports
from rostering.demonstration.placements import add_placements
from rostering.demonstration.recruitment import Recruitment
from rostering.demonstration.staff import Staff
from rostering.demonstration.teams import read, team_plans
from rostering.reference import load_reference_data
from rostering.rotas.models import RotaAssignment
from workforce.accounts.models import Account
from workforce.core import audit
from workforce.core.access import SYSTEM
from workforce.core.errors import Conflict
from workforce.organisations.models import Organisation

#: Staff of one part of the county: six teams, and people whose employers plan their work themselves.
STAFF_OF_A_PART = 400

ReportProgress = Callable[[int, str], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """How much was loaded."""

    organisations: int
    people: int
    teams: int
    assignments: int
    past_assignments: int


def is_empty(session: Session) -> bool:
    """Tell whether the county has neither organisations nor accounts."""
    used = select(Organisation.id).union_all(select(Account.id)).limit(1)
    return session.scalar(used) is None


def load(
    session: Session, scale: int, seed: int, today: date, progress: ReportProgress = lambda done, words: None
) -> Loaded:
    """Load the demonstration and return how much it is; Conflict if the county is not empty.

    `scale` is the number of parts, each with six teams and 400 staff. The same seed and day give the same
    county. `progress` is told after each team how many teams are done.
    """
    if not is_empty(session):
        raise Conflict(
            "county_not_empty",
            "The county already has organisations or accounts. The demonstration needs an empty one.",
        )
    county = DemonstrationCounty(session, seed, today)
    county.add_organisations()
    county.rows.write()
    load_reference_data(session, SYSTEM)
    county.read_roles()
    staff = Staff(county)
    staff.add_offices()
    staff.add_newcomers()
    pasts = [
        team_past(plan, county.timeline, random.Random(f"{seed} {plan.name}"))
        for plan in team_plans(random.Random(seed))
    ]
    team_ids: dict[str, int] = {}
    teams_of_plans: list[list[int]] = [[] for _ in pasts]
    for part in range(scale):
        county.firms[part] = county.add_firms(part)
        staff.add_verifiers()
        for number, past in enumerate(pasts):
            team_id = add_team(county, staff, past, part, number)
            team_ids.setdefault(past.plan.name, team_id)
            teams_of_plans[number].append(team_id)
            progress(part * len(pasts) + number + 1, "Teams")
        for entry in read("apprentices")["apprentice"]:
            mark = county.firms[part].get(entry["employer"], entry["employer"])
            staff.add_apprentice(entry | {"employer": mark}, named=part == 0)
        missing = STAFF_OF_A_PART * (part + 1) - len(county.workers)
        staff.add_elsewhere(missing, county.firms[part])
    add_passports(county)
    learning = Learning(county)
    learning.add(staff)
    Apprenticeships(county, learning).add()
    add_placements(county)
    Recruitment(county, team_ids).add()
    settle_hours(county, teams_of_plans)
    county.rows.finish()
    loaded = _count(session, county, scale * len(pasts))
    audit.record(
        session,
        SYSTEM,
        "demonstration.loaded",
        (Organisation.__tablename__, None),
        scale=scale,
        seed=seed,
        people=loaded.people,
        assignments=loaded.assignments,
    )
    return loaded


def _count(session: Session, county: DemonstrationCounty, teams: int) -> Loaded:
    past = select(func.count(RotaAssignment.id)).where(RotaAssignment.on_date < county.today)
    return Loaded(
        organisations=len(county.organisation_ids),
        people=len(county.workers),
        teams=teams,
        assignments=session.scalar(select(func.count(RotaAssignment.id))) or 0,
        past_assignments=session.scalar(past) or 0,
    )
