"""What recruiters may read: the vacancies of their organisation, or of the county, and who applied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from workforce.core import clock
from workforce.core.access import Actor, Permission
from workforce.core.errors import NotFound
from workforce.employments.models import JobRole
from workforce.organisations.models import Organisation, Site, Team
from workforce.recruitment import rules
from workforce.recruitment.models import (
    Application,
    ApplicationChoice,
    Proposal,
    Vacancy,
    VacancyPlacement,
)
from workforce.recruitment.queries.public import WITH_PLACEMENTS
from workforce.recruitment.rules import ApplicationStatus

#: The stages in the order in which a recruiter wants to see them.
_STAGES = (
    ApplicationStatus.ACCEPTED,
    ApplicationStatus.SUBMITTED,
    ApplicationStatus.SHORTLISTED,
    ApplicationStatus.PLACEMENT_PROPOSED,
    ApplicationStatus.HIRED,
    ApplicationStatus.NOT_TAKEN,
    ApplicationStatus.WITHDRAWN,
)


@dataclass(frozen=True, slots=True)
class VacancyRow:
    """A vacancy in a recruiter's list, with the number of applications at each stage."""

    vacancy: Vacancy
    stages: Mapping[ApplicationStatus, int]

    @property
    def received(self) -> int:
        """How many people applied."""
        return sum(self.stages.values())

    def number(self, stage: str) -> int:
        """Return how many applications stand at a stage."""
        return self.stages.get(ApplicationStatus(stage), 0)


@dataclass(frozen=True, slots=True)
class ApplicationCard:
    """An application in a list; `name` is empty as long as names are hidden."""

    reference: str
    name: str
    status: ApplicationStatus
    first_choice: str
    submitted_at: datetime
    #: True where the candidate has not answered in time.
    overdue: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who an applicant is and how to reach them, once names are shown."""

    name: str
    email: str
    phone: str
    passport_number: str
    #: References of other applications to the same vacancy from the same email address.
    also: tuple[str, ...]


def vacancies(session: Session, actor: Actor) -> list[VacancyRow]:
    """Return every vacancy the actor recruits for, the newest first."""
    wanted = session.scalars(
        select(Vacancy)
        .where(_within(actor, Permission.MANAGE_VACANCIES))
        .options(*WITH_PLACEMENTS)
        .order_by(Vacancy.id.desc())
    ).all()
    stages = _count_stages(session, actor, Permission.VIEW_APPLICATIONS)
    return [VacancyRow(vacancy, stages.get(vacancy.id, {})) for vacancy in wanted]


def vacancy(session: Session, actor: Actor, permission: Permission, reference: str) -> Vacancy:
    """Return a vacancy for which the actor holds a permission; NotFound if there is none."""
    vacancy = session.scalar(
        select(Vacancy)
        .where(Vacancy.reference == reference, _within(actor, permission))
        .options(*WITH_PLACEMENTS)
    )
    if vacancy is None:
        raise NotFound
    return vacancy


def placement(session: Session, actor: Actor, reference: str, placement_id: int) -> VacancyPlacement:
    """Return a placement of a vacancy that the actor may change."""
    parent = vacancy(session, actor, Permission.MANAGE_VACANCIES, reference)
    for placement in parent.placements:
        if placement.id == placement_id:
            return placement
    raise NotFound


def application_cards(session: Session, actor: Actor, of: Vacancy) -> list[ApplicationCard]:
    """Return the applications to a vacancy by stage, what to act on first, then the oldest first.

    Names that are still hidden are left out.
    """
    applications = session.scalars(
        select(Application)
        .join(Vacancy)
        .where(Application.vacancy_id == of.id, _within(actor, Permission.VIEW_APPLICATIONS))
        .options(
            selectinload(Application.choices).joinedload(ApplicationChoice.placement),
            selectinload(Application.proposals),
        )
        .order_by(Application.submitted_at, Application.id)
    )
    return sorted(
        (_card(application) for application in applications), key=lambda card: _STAGES.index(card.status)
    )


def application(session: Session, actor: Actor, permission: Permission, reference: str) -> Application:
    """Return an application to a vacancy for which the actor holds a permission."""
    application = session.scalar(
        select(Application)
        .join(Vacancy)
        .where(Application.reference == reference, _within(actor, permission))
        .options(
            joinedload(Application.vacancy).options(*WITH_PLACEMENTS),
            selectinload(Application.choices).joinedload(ApplicationChoice.placement),
            selectinload(Application.proposals).joinedload(Proposal.placement),
        )
    )
    if application is None:
        raise NotFound
    return application


def candidate_unscoped(session: Session, of: Application) -> Candidate | None:
    """Return who applied, or nothing as long as names are hidden."""
    if not rules.names_shown(of.status):
        return None
    also = session.scalars(
        select(Application.reference)
        .where(
            Application.vacancy_id == of.vacancy_id,
            Application.email == of.email,
            Application.id != of.id,
            Application.status != ApplicationStatus.SUBMITTED,
        )
        .order_by(Application.id)
    )
    return Candidate(of.name, of.email, of.phone, of.passport_number, tuple(also))


def employers(session: Session, actor: Actor) -> dict[int, str]:
    """Return the organisations that the actor recruits for."""
    reach = actor.reach(Permission.MANAGE_VACANCIES)
    within = true() if reach.county else Organisation.id.in_(reach.organisation_ids)
    named = select(Organisation.id, Organisation.name).where(within).order_by(Organisation.name)
    return dict(session.execute(named).all())


def job_roles_unscoped(session: Session) -> dict[int, str]:
    """Return the generic roles of the county."""
    return dict(session.execute(select(JobRole.id, JobRole.title).order_by(JobRole.title)).all())


def teams_unscoped(session: Session) -> dict[int, str]:
    """Return the neighbourhood teams of the county: whoever employs a person, they may work in any."""
    return dict(session.execute(select(Team.id, Team.name).order_by(Team.name)).all())


def sites_unscoped(session: Session) -> dict[int, str]:
    """Return the places where people work."""
    rows = session.execute(select(Site.id, Site.name, Site.town).order_by(Site.name))
    return {site_id: f"{name}, {town}" for site_id, name, town in rows}


def stages_to_act_on(session: Session, actor: Actor) -> list[tuple[Vacancy, ApplicationStatus, int]]:
    """Return what waits for this recruiter: applications to read, and people to hire, by vacancy."""
    waiting = (ApplicationStatus.SUBMITTED, ApplicationStatus.ACCEPTED)
    rows = session.execute(
        select(Vacancy, Application.status, func.count())
        .join(Application)
        .where(_within(actor, Permission.DECIDE_APPLICATIONS), Application.status.in_(waiting))
        .group_by(Vacancy.id, Application.status)
        .order_by(Vacancy.id)
    )
    return [(vacancy, status, number) for vacancy, status, number in rows]


def _within(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    """Limit vacancies to those for whose organisation the actor holds a permission."""
    reach = actor.reach(permission)
    return true() if reach.county else Vacancy.organisation_id.in_(reach.organisation_ids)


def _count_stages(
    session: Session, actor: Actor, permission: Permission
) -> dict[int, dict[ApplicationStatus, int]]:
    rows = session.execute(
        select(Application.vacancy_id, Application.status, func.count())
        .join(Vacancy)
        .where(_within(actor, permission))
        .group_by(Application.vacancy_id, Application.status)
    )
    stages: dict[int, dict[ApplicationStatus, int]] = {}
    for vacancy_id, status, number in rows:
        stages.setdefault(vacancy_id, {})[status] = number
    return stages


def _card(application: Application) -> ApplicationCard:
    return ApplicationCard(
        reference=application.reference,
        name=application.name if rules.names_shown(application.status) else "",
        status=application.status,
        first_choice=application.choices[0].placement.title if application.choices else "",
        submitted_at=application.submitted_at,
        overdue=any(
            rules.is_overdue(proposal.status, proposal.expires_at, clock.now())
            for proposal in application.proposals
        ),
    )
