"""Changes single cells of a published rota, with a reason, and moves the booking."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.orm import Session

from rostering.bookings.models import Booking
from rostering.rotas import queries as rota_queries
from rostering.rotas.models import Rota, RotaStatus
from rostering.workspace import wording
from rostering.workspace.queries import board_unscoped
from rostering.workspace.services.changes import ShiftInCell, record_change
from rostering.workspace.services.edits import Cell, choice_of, place, refuse_if_changed, refuse_unlawful
from rostering.workspace.services.publication import WantedAssignment, booking_of, refuse_double_booking
from workforce.core import audit, clock
from workforce.core.access import Actor, Permission
from workforce.core.db import lock_people
from workforce.core.errors import Conflict, Invalid
from workforce.readiness.sections import Sections


def change(
    session: Session,
    sections: Sections,
    actor: Actor,
    rota_id: int,
    cell: Cell,
    template_id: int | None,
    reason: str,
) -> str:
    """Change one cell of a published rota, with a reason that the person reads; return it in one line."""
    rota = rota_queries.rota_for(session, actor, rota_id, Permission.PUBLISH_ROTA)
    session.refresh(rota, with_for_update={"of": Rota})
    if rota.status is not RotaStatus.PUBLISHED:
        raise Conflict("not_published", "This version is not published any more. Open the one that is.")
    if not reason:
        raise Invalid(
            "reason_missing",
            "This rota is published. Say why it changes, so that the person can read it",
            "reason",
        )
    lock_people(session, [cell.person_id])
    board = board_unscoped(session, sections, rota)
    existing = board.assignments.get((cell.person_id, cell.on_date))
    choice = choice_of(board, cell, template_id)
    if choice.now:
        return f"{wording.choice_name(board.plan, choice)} stands there already."
    refuse_if_changed(session, actor, rota, cell, existing)
    refuse_unlawful(board, choice)
    duty = board.plan.duties[choice.shift] if choice.shift else None
    starts = [shift.starts_at for shift in (existing, duty) if shift is not None]
    if min(starts) <= clock.now():
        raise Conflict("begun", "This shift has begun or is over, so the rota can no longer change it.")
    was = ShiftInCell(existing.shift_template.name, existing.starts_at) if existing else None
    became = ShiftInCell(duty.name, duty.starts_at) if duty else None
    before = [existing] if existing is not None else []
    if duty is not None:
        wanted = WantedAssignment(cell.person_id, duty.shift_template_id, cell.on_date)
        refuse_double_booking(session, board, [wanted], instead_of=before)
    if existing is not None:
        session.execute(delete(Booking).where(Booking.assignment_id == existing.id))
    assignment = place(session, rota, cell, existing, duty)
    if assignment is not None:
        session.add(booking_of(board, assignment))
    recorded = record_change(session, actor, rota, (cell.person_id, cell.on_date), was, became, reason)
    rota.revision += 1
    rota.score = board_unscoped(session, sections, rota).score
    audit.record(
        session,
        actor,
        "rota.changed",
        rota,
        person_id=cell.person_id,
        organisation_id=rota.team.organisation_id,
        on_date=cell.on_date.isoformat(),
        notice_min=recorded.notice_min,
    )
    name = board.person(cell.person_id).name
    notice = f"{recorded.notice_min // 1440} days’ notice"
    return f"{wording.choice_name(board.plan, choice)} for {name}, with {notice}."
