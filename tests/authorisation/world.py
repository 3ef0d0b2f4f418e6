"""Two organisations, three teams and one of everything in each place, for the authorisation matrix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from competences.apprenticeships.models import Apprenticeship
from competences.training.models import TrainingRecord, TrainingState
from rostering.availability.models import DayRequest, Leave, LeaveKind, Unavailability
from rostering.demand.models import ShiftDemand, ShiftTemplate
from rostering.hours.models import HoursAdjustment
from rostering.rotas.models import Rota
from rostering.runs.models import Run
from tests.factories import Factory
from tests.recruiting import make_application, make_placement, make_vacancy
from workforce.accounts.models import Account, AccountGrant
from workforce.core import clock
from workforce.core.access import Role
from workforce.core.jobs import enqueue
from workforce.employments.models import Employment
from workforce.organisations.models import Organisation, Team, TeamSite
from workforce.people.models import Person
from workforce.placements.models import PlacementStatus
from workforce.recruitment.models import Application, Vacancy
from workforce.recruitment.rules import ApplicationStatus, VacancyStatus

#: Where a thing may be, seen from the actor.
PLACES = ("self", "own team", "own organisation", "other organisation")

#: How each actor of the matrix holds its role.
SCOPES = {
    Role.TEAM_LEAD: "team",
    Role.VERIFIER: "organisation",
    Role.RECRUITER: "organisation",
    Role.COORDINATOR: "organisation",
    Role.ASSESSOR: "organisation",
    Role.ORGANISATION_ADMINISTRATOR: "organisation",
    Role.COUNTY_ADMINISTRATOR: "county",
    Role.AUDITOR: "organisation",
}


@dataclass
class Spot:
    """One place: an organisation, a team of it, and a person of that team with an account."""

    organisation: Organisation
    team: Team
    person: Person
    employment: Employment
    account: Account


@dataclass
class World:
    """The four places, and the actors who try to reach them."""

    make: Factory
    spots: dict[str, Spot] = field(default_factory=dict)
    actors: dict[str, Account] = field(default_factory=dict)
    _vacancies: dict[str, Vacancy] = field(default_factory=dict)
    _ids: dict[tuple[str, str], object] = field(default_factory=dict)
    _made: dict[tuple[str, int], Any] = field(default_factory=dict)
    _rotas: dict[int, tuple[Rota, ShiftDemand]] = field(default_factory=dict)

    @classmethod
    def build(cls, make: Factory) -> World:
        """Arrange the places and one actor for each role, besides a leaver and a member of staff."""
        world = cls(make)
        own, other = make.organisation(), make.organisation()
        first, second, third = make.team(own), make.team(own), make.team(other)
        for place, organisation, team in (
            ("self", own, first),
            ("own team", own, first),
            ("own organisation", own, second),
            ("other organisation", other, third),
        ):
            person = make.person()
            employment = make.employment(person, organisation)
            make.member(team, employment)
            world.spots[place] = Spot(organisation, team, person, employment, make.account(person))
        world.actors["staff"] = world.spots["self"].account
        for role, scope in SCOPES.items():
            world.actors[role] = world._holder(role, scope, own, first)
        leaver = world._holder(Role.VERIFIER, "organisation", own, first)
        for role in (Role.ORGANISATION_ADMINISTRATOR, Role.COORDINATOR, Role.RECRUITER, Role.ASSESSOR):
            make.grant(leaver, role, organisation_id=own.id)
        make.grant(leaver, Role.TEAM_LEAD, team_id=first.id)
        world.actors["leaver"] = leaver
        world._end_contract(leaver)
        make.session.commit()
        return world

    def _holder(self, role: Role, scope: str, organisation: Organisation, team: Team) -> Account:
        person = self.make.person()
        self.make.employment(person, organisation)
        account = self.make.account(person)
        limits = {"team": {"team_id": team.id}, "organisation": {"organisation_id": organisation.id}}
        self.make.grant(account, role, **limits.get(scope, {}))
        return account

    def _end_contract(self, account: Account) -> None:
        contracts = self.make.session.query(Employment).filter_by(person_id=account.person_id)
        for contract in contracts:
            contract.ended_on = clock.today() - timedelta(days=1)

    def id_of(self, argument: str, place: str) -> object:
        """Return the value for an argument of an address that leads to the thing in a place."""
        key = (argument, place)
        if key not in self._ids:
            self._ids[key] = SAMPLES[argument](self, self.spots[place])
            self.make.session.commit()
        return self._ids[key]

    def grant_of_a_colleague(self, spot: Spot) -> AccountGrant:
        """Make a role of somebody else in the place, so that no actor of the matrix gains one."""
        colleague = self.make.employment(organisation=spot.organisation).person
        return self.make.grant(
            self.make.account(colleague), Role.AUDITOR, organisation_id=spot.organisation.id
        )

    def vacancy_of(self, place: str) -> Vacancy:
        """Return the vacancy that the organisation of a place has posted."""
        if place not in self._vacancies:
            organisation = self.spots[place].organisation
            self._vacancies[place] = make_vacancy(
                self.make, organisation, status=VacancyStatus.CLOSED, closes_on=clock.today()
            )
            make_placement(self.make, self._vacancies[place], organisation)
        return self._vacancies[place]

    def place_of(self, spot: Spot) -> str:
        """Return the name of a place."""
        return next(place for place, known in self.spots.items() if known is spot)

    def hired_at(self, spot: Spot) -> Application:
        """Make the application by which the person of the place was hired."""
        vacancy = self.vacancy_of(self.place_of(spot))
        return make_application(
            self.make, vacancy, status=ApplicationStatus.HIRED, employment_id=spot.employment.id
        )

    def leave_of(self, spot: Spot) -> Leave:
        """Make leave that the person of the place has asked for."""
        first = clock.today() + timedelta(days=60)
        return self.make.add(
            Leave(
                person_id=spot.person.id,
                kind=LeaveKind.ANNUAL,
                first_on=first,
                last_on=first,
                asked_at=clock.now(),
            )
        )

    def adjustment_of(self, spot: Spot) -> HoursAdjustment:
        """Make hours that a lead has put right for the person of the place."""
        return self.make.add(
            HoursAdjustment(
                team_id=spot.team.id,
                person_id=spot.person.id,
                on_date=clock.today(),
                minutes=90,
                reason="Stayed for a handover",
                made_at=clock.now(),
            )
        )

    def unverified_training(self, spot: Spot) -> TrainingRecord:
        """Make training of the person in the place that nobody has verified."""
        return self.make.training(self.make.competence(), spot.person, state=TrainingState.AWAITING)

    def apprenticeship(self, spot: Spot) -> Apprenticeship:
        """Make the apprenticeship of the person in the place, once."""
        key = ("apprenticeship", spot.person.id)
        if key not in self._made:
            self._made[key] = self.make.apprenticeship(spot.organisation, spot.person)
        return self._made[key]

    def shift_of(self, spot: Spot) -> ShiftTemplate:
        """Make a shift of the team, at a site at which it works; its code is its own."""
        site = self.make.site(spot.organisation)
        self.make.add(TeamSite(team_id=spot.team.id, site_id=site.id))
        return self.make.shift_template(spot.team, site, code=f"S{site.id}")

    def run_of(self, spot: Spot) -> Run:
        """Make a run of the team that waits for a worker."""
        job = enqueue(self.make.session, "solve", {})
        first = clock.today() + timedelta(days=400 + job.id)
        return self.make.add(
            Run(
                team_id=spot.team.id,
                starts_on=first,
                ends_on=first,
                job_id=job.id,
                seed=1,
                seconds_max=60,
                asked_at=clock.now(),
            )
        )

    def rota_of(self, spot: Spot) -> tuple[Rota, ShiftDemand]:
        """Make the draft of a team, from today, with one need that nobody fills."""
        if spot.team.id not in self._rotas:
            need = self.make.demand(self.make.shift_template(spot.team))[clock.today().weekday()]
            self._rotas[spot.team.id] = self.make.rota(spot.team, clock.today()), need
        return self._rotas[spot.team.id]


#: How the thing behind each argument of an address is made in a place: one entry for every argument there is.
SAMPLES: dict[str, Callable[[World, Spot], object]] = {
    "organisation_id": lambda world, spot: spot.organisation.id,
    "team_id": lambda world, spot: spot.team.id,
    "person_id": lambda world, spot: spot.person.id,
    "employment_id": lambda world, spot: spot.employment.id,
    "account_id": lambda world, spot: spot.account.id,
    "grant_id": lambda world, spot: world.grant_of_a_colleague(spot).id,
    "session_id": lambda world, spot: world.make.open_session(spot.account).id,
    "employer_id": lambda world, spot: spot.organisation.id,
    "job_role_id": lambda world, spot: spot.employment.job_role_id,
    "code": lambda world, spot: "identity",
    "placement_id": lambda world, spot: (
        world.make.placement(spot.employment, world.make.organisation(), status=PlacementStatus.ASKED).id
    ),
    "history_id": lambda world, spot: world.make.history_entry(spot.person).id,
    "check_id": lambda world, spot: world.make.check(spot.person, spot.organisation).id,
    "registration_id": lambda world, spot: world.make.registration(spot.person).id,
    "record_id": lambda world, spot: world.unverified_training(spot).id,
    "competence_id": lambda world, spot: world.make.competence().id,
    "assessment_id": lambda world, spot: (
        world.make.sign_off(world.make.competence(), spot.person, organisation_id=spot.organisation.id).id
    ),
    "right_id": lambda world, spot: (
        world.make.assessor_right(
            world.make.person(), world.make.competence(), organisation_id=spot.organisation.id
        ).id
    ),
    "standard_id": lambda world, spot: world.make.standard().id,
    "apprenticeship_id": lambda world, spot: world.apprenticeship(spot).id,
    "entry_id": lambda world, spot: world.make.learning(world.apprenticeship(spot), 2).id,
    "review_id": lambda world, spot: (
        world.make.review(world.apprenticeship(spot), clock.today() - timedelta(days=1)).id
    ),
    "break_id": lambda world, spot: (
        world.make.break_in_learning(world.apprenticeship(spot), first_day=clock.today()).id
    ),
    "secret": lambda world, spot: "no-such-secret",
    "token": lambda world, spot: "no-such-token",
    "kind": lambda world, spot: "accept",
    "reference": lambda world, spot: world.vacancy_of(world.place_of(spot)).reference,
    "vacancy_placement_id": lambda world, spot: world.vacancy_of(world.place_of(spot)).placements[0].id,
    "application_reference": lambda world, spot: world.hired_at(spot).reference,
    "adjustment_id": lambda world, spot: world.adjustment_of(spot).id,
    "leave_id": lambda world, spot: world.leave_of(spot).id,
    "request_id": lambda world, spot: (
        world.make.add(
            DayRequest(
                person_id=spot.person.id,
                on_date=clock.today() + timedelta(days=9),
                wants_work=False,
                asked_at=clock.now(),
            )
        ).id
    ),
    "unavailability_id": lambda world, spot: (
        world.make.add(Unavailability(person_id=spot.person.id, first_on=clock.today(), weekday=2)).id
    ),
    "rota_id": lambda world, spot: world.rota_of(spot)[0].id,
    "day": lambda world, spot: str(clock.today()),
    "key": lambda world, spot: f"d{world.rota_of(spot)[1].id}@0",
    "booking_id": lambda world, spot: (
        world.make.booking(spot.person, spot.organisation, clock.now() + timedelta(days=9)).id
    ),
    "member_id": lambda world, spot: world.make.members_of(spot.team)[0].id,
    "site_id": lambda world, spot: world.shift_of(spot).site_id,
    "shift_id": lambda world, spot: world.shift_of(spot).id,
    "rule": lambda world, spot: "weekends",
    "run_id": lambda world, spot: world.run_of(spot).id,
}
