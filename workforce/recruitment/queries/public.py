"""What everybody may read: the roles that are open, and the place behind a private link."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from workforce.accounts.passwords import fingerprint
from workforce.core import clock
from workforce.core.errors import NotFound
from workforce.employments.models import JobRole
from workforce.organisations.models import Neighbourhood, Site, Team
from workforce.recruitment import rules
from workforce.recruitment.models import Position, Proposal, Vacancy, VacancyPlacement
from workforce.recruitment.rules import ProposalStatus, VacancyStatus

_T = TypeVar("_T")

_OF_PLACEMENT = (
    joinedload(VacancyPlacement.organisation),
    joinedload(VacancyPlacement.site),
    joinedload(VacancyPlacement.team).joinedload(Team.neighbourhood),
    selectinload(VacancyPlacement.positions),
)
#: Everything that the pages about a vacancy say of its placements, in three queries.
WITH_PLACEMENTS = (
    joinedload(Vacancy.job_role),
    joinedload(Vacancy.organisation),
    selectinload(Vacancy.placements).options(*_OF_PLACEMENT),
)


@dataclass(frozen=True, slots=True)
class OpenRoles:
    """The open vacancies that match the search, and the areas and roles that may be searched for."""

    vacancies: list[Vacancy]
    areas: list[str]
    job_roles: dict[int, str]


def open_roles_unscoped(session: Session, area: str = "", job_role_id: int | None = None) -> OpenRoles:
    """Return the vacancies that take applications today, those that close first on top."""
    wanted = select(Vacancy).where(_open()).options(*WITH_PLACEMENTS)
    if area:
        wanted = wanted.where(
            Vacancy.id.in_(_areas(VacancyPlacement.__table__.c.vacancy_id).where(_area_name() == area))
        )
    if job_role_id is not None:
        wanted = wanted.where(Vacancy.job_role_id == job_role_id)
    areas = _areas(_area_name()).join(Vacancy, Vacancy.id == VacancyPlacement.vacancy_id).where(_open())
    roles = select(JobRole.id, JobRole.title).where(
        JobRole.id.in_(select(Vacancy.job_role_id).where(_open()))
    )
    return OpenRoles(
        vacancies=list(session.scalars(wanted.order_by(Vacancy.closes_on, Vacancy.id))),
        areas=sorted(name for name in session.scalars(areas.distinct()) if name),
        job_roles=dict(session.execute(roles.order_by(JobRole.title)).all()),
    )


def public_vacancy_unscoped(session: Session, reference: str) -> Vacancy:
    """Return a vacancy that is, or was, on the public pages; NotFound for a draft or a withdrawn one."""
    vacancy = session.scalar(
        select(Vacancy)
        .where(
            Vacancy.reference == reference,
            Vacancy.status.in_((VacancyStatus.OPEN, VacancyStatus.CLOSED)),
        )
        .options(*WITH_PLACEMENTS)
    )
    if vacancy is None:
        raise NotFound
    return vacancy


def free_places_unscoped(session: Session, placement_ids: Collection[int]) -> dict[int, int]:
    """Return how many places of each placement are free: neither taken nor proposed to somebody."""
    held = select(Proposal.position_id).where(
        or_(
            Proposal.status == ProposalStatus.ACCEPTED,
            (Proposal.status == ProposalStatus.OPEN) & (Proposal.expires_at > clock.now()),
        )
    )
    free = (
        select(Position.vacancy_placement_id, func.count())
        .where(Position.vacancy_placement_id.in_(placement_ids), Position.id.not_in(held))
        .group_by(Position.vacancy_placement_id)
    )
    return dict.fromkeys(placement_ids, 0) | dict(session.execute(free).all())


def proposal_of_link_unscoped(session: Session, token: str) -> Proposal:
    """Return the proposal behind a private link; NotFound if it is wrong, replaced, taken back or over."""
    proposal = session.scalar(select(Proposal).where(Proposal.token_hash == fingerprint(token)))
    if (
        proposal is None
        or proposal.status in (ProposalStatus.WITHDRAWN, ProposalStatus.EXPIRED)
        or rules.is_overdue(proposal.status, proposal.expires_at, clock.now())
    ):
        raise NotFound
    return proposal


def _open() -> ColumnElement[bool]:
    return (Vacancy.status == VacancyStatus.OPEN) & (Vacancy.closes_on >= clock.today())


def _area_name() -> ColumnElement[str]:
    """The same as VacancyPlacement.area, for the database."""
    return func.coalesce(Site.town, Neighbourhood.name)


def _areas(column: ColumnElement[_T]) -> Select[_T]:
    return (
        select(column)
        .select_from(VacancyPlacement)
        .outerjoin(Site, Site.id == VacancyPlacement.site_id)
        .outerjoin(Team, Team.id == VacancyPlacement.team_id)
        .outerjoin(Neighbourhood, Neighbourhood.id == Team.neighbourhood_id)
    )
