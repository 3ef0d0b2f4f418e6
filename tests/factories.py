"""Arranges what a test needs, with sensible defaults, and nothing that the test should say itself."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from rostering.bookings.models import Booking
from rostering.demand.models import ShiftDemand, ShiftKind, ShiftTemplate
from rostering.rotas.models import Rota, RotaAssignment
from tests.learning_factory import LearningFactory
from workforce.accounts.models import Account, AccountGrant, AccountSession
from workforce.accounts.passwords import hash_password
from workforce.checks.details import CheckKind, Details, write
from workforce.checks.models import Check, CheckMethod, CheckOutcome, CheckState
from workforce.core import clock
from workforce.core.access import Actor, Grant, Role
from workforce.core.db import Base
from workforce.employments.models import Employment, EmploymentKind, HistoryEntry, HistoryKind, JobRole
from workforce.organisations.models import (
    Neighbourhood,
    Organisation,
    OrganisationKind,
    Sector,
    Site,
    Team,
    TeamSite,
)
from workforce.people.models import Person, Register, Registration
from workforce.people.rules import passport_number
from workforce.placements.models import Placement, PlacementStatus
from workforce.teams.models import TeamMember

_serial = count(1)


class Factory(LearningFactory):
    """Makes rows and flushes them, so that every one has its id."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, row: Any) -> Any:
        """Add a row and flush it."""
        assert isinstance(row, Base)
        self.session.add(row)
        self.session.flush()
        return row

    def organisation(self, **values: Any) -> Organisation:
        """Make an NHS trust unless told otherwise."""
        number = next(_serial)
        defaults: dict[str, Any] = {
            "name": f"Trust {number}",
            "mark": f"T{number}",
            "kind": OrganisationKind.TRUST,
            "sector": Sector.HEALTH,
        }
        return self.add(Organisation(**defaults | values))

    def site(self, organisation: Organisation | None = None, **values: Any) -> Site:
        """Make a site of an organisation."""
        organisation = organisation or self.organisation()
        defaults: dict[str, Any] = {"name": f"Site {next(_serial)}", "town": "Weymouth"}
        return self.add(Site(organisation_id=organisation.id, **defaults | values))

    def neighbourhood(self, **values: Any) -> Neighbourhood:
        """Make a neighbourhood."""
        defaults: dict[str, Any] = {"name": f"Neighbourhood {next(_serial)}", "place": "Dorset"}
        return self.add(Neighbourhood(**defaults | values))

    def person(self, **values: Any) -> Person:
        """Make an adult."""
        number = next(_serial)
        defaults: dict[str, Any] = {
            "passport_number": passport_number(number),
            "given_name": "Robin",
            "family_name": f"Tester{number}",
            "born_on": date(1990, 1, 1),
            "email": f"person{number}@example.org",
        }
        return self.add(Person(**defaults | values))

    def job_role(self, **values: Any) -> JobRole:
        """Make a role that anybody may do."""
        number = next(_serial)
        defaults: dict[str, Any] = {"code": f"role_{number}", "title": "Care worker", "family": "Care"}
        return self.add(JobRole(**defaults | values))

    def employment(
        self,
        person: Person | None = None,
        organisation: Organisation | None = None,
        job_role: JobRole | None = None,
        **values: Any,
    ) -> Employment:
        """Make a full-time contract that began long ago."""
        person = person or self.person()
        organisation = organisation or self.organisation()
        job_role = job_role or self.job_role()
        defaults: dict[str, Any] = {
            "kind": EmploymentKind.PERMANENT,
            "week_min": 2250,
            "started_on": date(2020, 1, 6),
        }
        return self.add(
            Employment(
                person_id=person.id,
                organisation_id=organisation.id,
                job_role_id=job_role.id,
                **defaults | values,
            )
        )

    def team(
        self, organisation: Organisation | None = None, sites: tuple[Site, ...] = (), **values: Any
    ) -> Team:
        """Make a team without members."""
        organisation = organisation or self.organisation()
        defaults: dict[str, Any] = {"name": f"Team {next(_serial)}"}
        team = Team(
            organisation_id=organisation.id, neighbourhood_id=self.neighbourhood().id, **defaults | values
        )
        self.add(team)
        for site in sites:
            self.add(TeamSite(team_id=team.id, site_id=site.id))
        return team

    def member(self, team: Team, employment: Employment | None = None, **values: Any) -> TeamMember:
        """Put somebody in a team under a contract, with all of its hours."""
        employment = employment or self.employment()
        defaults: dict[str, Any] = {"week_min": employment.week_min, "joined_on": date(2024, 1, 1)}
        return self.add(
            TeamMember(
                team_id=team.id,
                person_id=employment.person_id,
                employment_id=employment.id,
                **defaults | values,
            )
        )

    def members_of(self, team: Team) -> list[TeamMember]:
        """Return who was put into a team, in that order."""
        memberships = select(TeamMember).where(TeamMember.team_id == team.id).order_by(TeamMember.id)
        return list(self.session.scalars(memberships))

    def check(
        self,
        person: Person,
        organisation: Organisation,
        kind: CheckKind = CheckKind.IDENTITY,
        content: Details | None = None,
        **values: Any,
    ) -> Check:
        """Make a check that an employer verified long ago and that has no end."""
        defaults: dict[str, Any] = {
            "state": CheckState.VERIFIED,
            "asked_on": date(2024, 1, 2),
            "outcome": CheckOutcome.MET,
            "method": CheckMethod.IN_PERSON,
            "verified_on": date(2024, 1, 8),
            "valid_from": date(2024, 1, 8),
            "details": write(content) if content else {},
        }
        return self.add(
            Check(person_id=person.id, organisation_id=organisation.id, kind=kind, **defaults | values)
        )

    def history_entry(self, person: Person, **values: Any) -> HistoryEntry:
        """Make a job elsewhere that ended before the county knew the person."""
        defaults: dict[str, Any] = {
            "kind": HistoryKind.JOB,
            "place": "Seaview House",
            "started_on": date(2016, 1, 4),
            "ended_on": date(2019, 12, 31),
        }
        return self.add(HistoryEntry(person_id=person.id, **defaults | values))

    def registration(self, person: Person, **values: Any) -> Registration:
        """Make an entry in the nurses' register that nobody has looked up yet."""
        defaults: dict[str, Any] = {
            "register": Register.NMC,
            "part": "adult nurse",
            "number": f"{next(_serial):08d}E",
        }
        return self.add(Registration(person_id=person.id, **defaults | values))

    def account(self, person: Person | None = None, password: str = "", **values: Any) -> Account:
        """Make an account; only one that signs in by its page needs a password, which is slow to hash."""
        number = next(_serial)
        defaults: dict[str, Any] = {
            "email": f"account{number}@example.org",
            "name": person.name if person else f"Account {number}",
            "person_id": person.id if person else None,
            "password_hash": hash_password(password) if password else "",
            "created_at": clock.now(),
        }
        return self.add(Account(**defaults | values))

    def grant(self, account: Account, role: Role, **scope: Any) -> AccountGrant:
        """Give an account a role; `organisation_id` or `team_id` limits it."""
        granted = self.add(AccountGrant(account_id=account.id, role=role, granted_at=clock.now(), **scope))
        self.session.expire(account, ["grants"])
        return granted

    def open_session(self, account: Account) -> AccountSession:
        """Sign an account in somewhere."""
        now = clock.now()
        return self.add(
            AccountSession(
                account_id=account.id,
                token_hash=f"session {next(_serial)}",
                started_at=now,
                expires_at=now + timedelta(hours=1),
            )
        )

    def placement(self, employment: Employment, host: Organisation, **values: Any) -> Placement:
        """Place somebody at a host, in the role of their contract, as agreed by all."""
        defaults: dict[str, Any] = {
            "job_role_id": employment.job_role_id,
            "status": PlacementStatus.ACTIVE,
            "asked_on": date(2024, 1, 1),
            "starts_on": date(2024, 1, 1),
            "ends_on": date(2030, 1, 1),
        }
        return self.add(
            Placement(
                person_id=employment.person_id,
                employment_id=employment.id,
                host_organisation_id=host.id,
                **defaults | values,
            )
        )

    def booking(
        self,
        person: Person,
        organisation: Organisation,
        starts_at: datetime,
        hours: float = 8,
        **values: Any,
    ) -> Booking:
        """Book somebody's time."""
        defaults: dict[str, Any] = {"work_min": int(hours * 60), "label": "Duty"}
        return self.add(
            Booking(
                person_id=person.id,
                organisation_id=organisation.id,
                starts_at=starts_at,
                ends_at=starts_at + timedelta(hours=hours),
                **defaults | values,
            )
        )

    def shift_template(self, team: Team, site: Site | None = None, **values: Any) -> ShiftTemplate:
        """Make an Early of a team, with half an hour of break."""
        defaults: dict[str, Any] = {
            "code": "E",
            "name": "Early",
            "kind": ShiftKind.EARLY,
            "starts": time(7),
            "ends": time(15),
            "break_min": 30,
        }
        site = site or self.site(team.organisation)
        return self.add(ShiftTemplate(team_id=team.id, site_id=site.id, **defaults | values))

    def demand(self, template: ShiftTemplate, **values: Any) -> list[ShiftDemand]:
        """Make a need of one person, anybody, on each day of the week unless told which."""
        weekdays = [values.pop("weekday")] if "weekday" in values else list(range(7))
        defaults: dict[str, Any] = {"minimum": 1, "wanted": 1}
        return [
            self.add(ShiftDemand(shift_template_id=template.id, weekday=weekday, **defaults | values))
            for weekday in weekdays
        ]

    def rota(self, team: Team, starts_on: date, days: int = 28, **values: Any) -> Rota:
        """Make the first draft of a rota of four weeks."""
        defaults: dict[str, Any] = {"version": 1, "created_at": clock.now(), "saved_at": clock.now()}
        ends_on = starts_on + timedelta(days=days - 1)
        return self.add(Rota(team_id=team.id, starts_on=starts_on, ends_on=ends_on, **defaults | values))

    def assignment(
        self, rota: Rota, person: Person, template: ShiftTemplate, on_date: date, **values: Any
    ) -> RotaAssignment:
        """Put a person on a shift of a rota."""
        starts_at = clock.from_london(on_date, template.starts)
        next_day = timedelta(days=template.ends <= template.starts)
        ends_at = clock.from_london(on_date + next_day, template.ends)
        return self.add(
            RotaAssignment(
                rota_id=rota.id,
                person_id=person.id,
                shift_template_id=template.id,
                on_date=on_date,
                starts_at=starts_at,
                ends_at=ends_at,
                **values,
            )
        )


def actor(role: Role | None = None, **scope: int) -> Actor:
    """Return an actor with one role, besides being staff."""
    grants = [Grant(Role.STAFF)] + ([Grant(role, **scope)] if role else [])
    return Actor(account_id=None, person_id=None, name="Robin Tester", grants=tuple(grants))


def london(day: date, hour: int = 8, minute: int = 0) -> datetime:
    """Return the instant of a wall-clock time in Dorset."""
    return clock.from_london(day, time(hour, minute))
