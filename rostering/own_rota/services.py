"""A person says that they have seen what changed in their published rota."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from rostering.rotas.models import RotaChange
from workforce.core import audit, clock
from workforce.core.access import Actor


def say_seen(session: Session, actor: Actor, last_id: int) -> int:
    """Note that the actor has seen the changes of their rota up to one of them; return how many."""
    changes = session.scalars(
        select(RotaChange).where(
            RotaChange.person_id == actor.person_id, RotaChange.id <= last_id, RotaChange.seen_at.is_(None)
        )
    ).all()
    for change in changes:
        change.seen_at = clock.now()
        audit.record(
            session,
            actor,
            "rota_change.seen",
            change,
            person_id=actor.person_id,
            on_date=change.on_date.isoformat(),
        )
    return len(changes)
