"""Who saw or changed what: for the person it is about, and for auditors within their reach."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, false, or_, select, true
from sqlalchemy.orm import Session

from workforce.core.access import Actor, Permission
from workforce.core.audit import AuditEvent

PAGE = 50


@dataclass(frozen=True, slots=True)
class EventPage:
    """Events, the latest first, and the number before which the next page begins, if there is one."""

    events: list[AuditEvent]
    next_before: int | None


def about_me(session: Session, actor: Actor, before: int | None = None) -> EventPage:
    """Return what others, and the person themselves, did with this person's passport."""
    if actor.person_id is None:
        return EventPage([], None)
    return _page(session, AuditEvent.person_id == actor.person_id, before)


def looks_at_me(session: Session, actor: Actor, most: int = 3) -> list[AuditEvent]:
    """Return the latest times that somebody else looked at this person's passport."""
    wanted = (
        select(AuditEvent)
        .where(
            AuditEvent.person_id == actor.person_id,
            AuditEvent.action.like("%.looked_at"),
            or_(AuditEvent.account_id.is_(None), AuditEvent.account_id != actor.account_id),
        )
        .order_by(AuditEvent.sequence.desc())
        .limit(most)
    )
    return list(session.scalars(wanted)) if actor.person_id is not None else []


def events(session: Session, actor: Actor, before: int | None = None, search: str = "") -> EventPage:
    """Return the events that an auditor may see: of their organisations, or of the county."""
    reach = actor.reach(Permission.VIEW_AUDIT)
    within: ColumnElement[bool] = true() if reach.county else false()
    if reach.organisation_ids:
        within = or_(within, AuditEvent.organisation_id.in_(reach.organisation_ids))
    if search:
        within = within & or_(
            AuditEvent.action.icontains(search, autoescape=True),
            AuditEvent.actor_name.icontains(search, autoescape=True),
        )
    return _page(session, within, before)


def _page(session: Session, condition: ColumnElement[bool], before: int | None) -> EventPage:
    wanted = select(AuditEvent).where(condition).order_by(AuditEvent.sequence.desc()).limit(PAGE + 1)
    if before is not None:
        wanted = wanted.where(AuditEvent.sequence < before)
    rows = list(session.scalars(wanted))
    more = len(rows) > PAGE
    return EventPage(rows[:PAGE], rows[PAGE - 1].sequence if more else None)
