"""Reads rotas for those who may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.orm import Session, joinedload

from rostering.demand.models import ShiftTemplate
from rostering.rotas.models import Rota, RotaAssignment, RotaChange, RotaEdit, RotaStatus
from workforce.accounts.models import Account
from workforce.core import clock
from workforce.core.access import Actor, Permission
from workforce.core.errors import NotFound
from workforce.organisations.models import Team


def _reached(actor: Actor, permission: Permission) -> ColumnElement[bool]:
    """Return the condition that the actor holds a permission for a team."""
    reach = actor.reach(permission)
    if reach.county:
        return true()
    return or_(Team.id.in_(reach.team_ids), Team.organisation_id.in_(reach.organisation_ids))


def rotas_of_teams(session: Session, actor: Actor) -> list[Rota]:
    """Return the rotas of the actor's teams that are not over, without those put away, the newest first."""
    return list(
        session.scalars(
            select(Rota)
            .join(Rota.team)
            .where(
                _reached(actor, Permission.VIEW_TEAM),
                Rota.status != RotaStatus.CLOSED,
                Rota.ends_on >= clock.today(),
            )
            .order_by(Team.name, Rota.starts_on, Rota.version.desc())
            .options(joinedload(Rota.team))
        )
    )


def rota_for(session: Session, actor: Actor, rota_id: int, permission: Permission) -> Rota:
    """Return a rota of a team where the actor holds a permission; otherwise it does not exist for them."""
    rota = session.scalar(
        select(Rota)
        .join(Rota.team)
        .where(Rota.id == rota_id, _reached(actor, permission))
        .options(joinedload(Rota.team))
    )
    if rota is None:
        raise NotFound
    return rota


def versions_unscoped(session: Session, rota: Rota) -> list[Rota]:
    """Return every version of the rota of the same team and days, the newest first."""
    return list(
        session.scalars(
            select(Rota)
            .where(
                Rota.team_id == rota.team_id,
                Rota.starts_on == rota.starts_on,
                Rota.ends_on == rota.ends_on,
            )
            .order_by(Rota.version.desc())
        )
    )


def assignments_unscoped(session: Session, rota_id: int) -> list[RotaAssignment]:
    """Return everybody's shifts in a rota, by day."""
    return list(
        session.scalars(
            select(RotaAssignment)
            .where(RotaAssignment.rota_id == rota_id)
            .order_by(RotaAssignment.on_date)
            .options(joinedload(RotaAssignment.shift_template))
        )
    )


def assignment_unscoped(
    session: Session, rota_id: int, person_id: int, on_date: date
) -> RotaAssignment | None:
    """Return what a person works on a day of a rota, if anything."""
    return session.scalar(
        select(RotaAssignment)
        .where(
            RotaAssignment.rota_id == rota_id,
            RotaAssignment.person_id == person_id,
            RotaAssignment.on_date == on_date,
        )
        .options(joinedload(RotaAssignment.shift_template).joinedload(ShiftTemplate.site))
    )


def changes_unscoped(session: Session, rota_id: int) -> list[RotaChange]:
    """Return what was changed in a rota after it was published, the latest first."""
    return list(
        session.scalars(
            select(RotaChange)
            .where(RotaChange.rota_id == rota_id)
            .order_by(RotaChange.changed_at.desc(), RotaChange.id.desc())
        )
    )


def last_edit_unscoped(session: Session, rota_id: int) -> tuple[RotaEdit, str] | None:
    """Return the last edit of a rota, and the name of who made it."""
    edits = select(RotaEdit, Account.name).outerjoin(Account, Account.id == RotaEdit.account_id)
    edits = edits.where(RotaEdit.rota_id == rota_id)
    row = session.execute(edits.order_by(RotaEdit.id.desc()).limit(1)).first()
    return None if row is None else (row[0], row[1] or "Somebody else")


@dataclass(frozen=True, slots=True)
class Hand:
    """Who changed a cell last."""

    account_id: int | None
    name: str


def last_hand_unscoped(session: Session, rota: Rota, person_id: int, on_date: date) -> Hand | None:
    """Return who changed a cell last: as a draft or taken back, or since it was published."""
    edits = (
        select(Account.id, Account.name)
        .join(RotaEdit, RotaEdit.account_id == Account.id)
        .where(RotaEdit.rota_id == rota.id, RotaEdit.person_id == person_id, RotaEdit.on_date == on_date)
        .order_by(func.coalesce(RotaEdit.undone_at, RotaEdit.edited_at).desc(), RotaEdit.id.desc())
        .limit(1)
    )
    changes = (
        select(Account.id, Account.name)
        .join(RotaChange, RotaChange.changed_by_account_id == Account.id)
        .where(
            RotaChange.rota_id == rota.id, RotaChange.person_id == person_id, RotaChange.on_date == on_date
        )
        .order_by(RotaChange.id.desc())
        .limit(1)
    )
    row = session.execute(edits if rota.status is RotaStatus.DRAFT else changes).first()
    return None if row is None else Hand(row[0], row[1])


def edit_of(session: Session, actor: Actor, rota_id: int, edit_id: int) -> RotaEdit | None:
    """Return an edit of the actor's own by its id."""
    return session.scalar(
        select(RotaEdit).where(
            RotaEdit.id == edit_id, RotaEdit.rota_id == rota_id, RotaEdit.account_id == actor.account_id
        )
    )


def edit_to_undo(session: Session, actor: Actor, rota_id: int) -> RotaEdit | None:
    """Return the actor's own latest edit of a rota that they have not taken back."""
    return session.scalar(
        select(RotaEdit)
        .where(
            RotaEdit.rota_id == rota_id,
            RotaEdit.account_id == actor.account_id,
            RotaEdit.undone_at.is_(None),
        )
        .order_by(RotaEdit.id.desc())
        .limit(1)
    )
