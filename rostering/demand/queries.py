"""Reads the shifts of a team, what each needs, and how the team has set its rules."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from competences.frameworks.models import Competence, CompetenceKind, Framework
from rostering.demand.models import ShiftDemand, ShiftTemplate, TeamRule
from workforce.core.access import Actor, Permission, can
from workforce.core.errors import NotFound
from workforce.employments.models import JobRole


def shifts_of(session: Session, actor: Actor, team_id: int) -> list[ShiftTemplate]:
    """Return the shifts that a team uses, by the time at which they start."""
    _may_see(actor, team_id)
    return list(
        session.scalars(
            select(ShiftTemplate)
            .where(ShiftTemplate.team_id == team_id, ShiftTemplate.retired_on.is_(None))
            .options(joinedload(ShiftTemplate.site))
            .order_by(ShiftTemplate.starts, ShiftTemplate.id)
        )
    )


def shift_of(session: Session, actor: Actor, team_id: int, shift_id: int) -> ShiftTemplate:
    """Return a shift of a team whose needs the actor may set."""
    shift = session.scalar(
        select(ShiftTemplate)
        .where(
            ShiftTemplate.id == shift_id,
            ShiftTemplate.team_id == team_id,
            ShiftTemplate.retired_on.is_(None),
        )
        .options(joinedload(ShiftTemplate.site))
    )
    if shift is None or not can(actor, Permission.MANAGE_DEMAND, team_id=team_id):
        raise NotFound
    return shift


def demands_of(session: Session, actor: Actor, team_id: int) -> dict[int, list[ShiftDemand]]:
    """Return the demand of each shift of a team, by shift, in the order of entry."""
    _may_see(actor, team_id)
    demands: dict[int, list[ShiftDemand]] = {}
    for row in session.scalars(
        select(ShiftDemand)
        .join(ShiftDemand.shift_template)
        .where(ShiftTemplate.team_id == team_id)
        .options(joinedload(ShiftDemand.job_role))
        .order_by(ShiftDemand.id)
    ):
        demands.setdefault(row.shift_template_id, []).append(row)
    return demands


def job_roles_unscoped(session: Session) -> list[JobRole]:
    """Return the county's roles, which everybody may know, by family and title."""
    return list(session.scalars(select(JobRole).order_by(JobRole.family, JobRole.title)))


def competences_to_ask_unscoped(session: Session) -> list[Competence]:
    """Return what a shift may ask for: skills, delegated activities and training, by framework."""
    kinds = (CompetenceKind.SKILL, CompetenceKind.DELEGATED, CompetenceKind.TRAINING)
    return list(
        session.scalars(
            select(Competence)
            .join(Framework)
            .where(Competence.kind.in_(kinds))
            .order_by(Framework.id, Competence.position)
        )
    )


def rules_of(session: Session, actor: Actor, team_id: int) -> Mapping[str, TeamRule]:
    """Return the rules that a team has set itself, by name."""
    _may_see(actor, team_id)
    return {rule.rule: rule for rule in session.scalars(select(TeamRule).where(TeamRule.team_id == team_id))}


def _may_see(actor: Actor, team_id: int) -> None:
    if not can(actor, Permission.MANAGE_DEMAND, team_id=team_id):
        raise NotFound
