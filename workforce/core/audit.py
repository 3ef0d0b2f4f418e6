"""The audit trail: every change is an event in the same transaction, chained so that tampering shows.

Each event carries the hash of the one before it. Changing, deleting or reordering an event breaks the
chain behind it, and cutting off its tail leaves the head, kept apart, pointing at nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from workforce.core import clock
from workforce.core.access import Actor
from workforce.core.db import Base

GENESIS = "0" * 64


class AuditEvent(Base):
    """One thing that was done or looked at, by whom, to what, about whom."""

    __tablename__ = "audit_events"
    __audited__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(unique=True)
    at: Mapped[datetime]
    account_id: Mapped[int | None] = mapped_column(index=True)
    actor_name: Mapped[str]
    #: What was done, as `noun.verb`, for example `check.verified`.
    action: Mapped[str] = mapped_column(index=True)
    subject_type: Mapped[str]
    subject_id: Mapped[int | None]
    #: The person whom the event is about; what "who looked at mine" is answered from.
    person_id: Mapped[int | None] = mapped_column(index=True)
    organisation_id: Mapped[int | None] = mapped_column(index=True)
    detail: Mapped[dict[str, Any]]
    previous_hash: Mapped[str]
    hash: Mapped[str]

    def content_hash(self) -> str:
        """Return the hash that this event should carry, from its content and the hash before it."""
        content = [
            self.sequence,
            self.at.isoformat(),
            self.account_id,
            self.actor_name,
            self.action,
            self.subject_type,
            self.subject_id,
            self.person_id,
            self.organisation_id,
            self.detail,
            self.previous_hash,
        ]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


class AuditHead(Base):
    """The single row that says where the chain ends; locking it makes writers follow one another."""

    __tablename__ = "audit_head"
    __audited__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    sequence: Mapped[int]
    hash: Mapped[str]


def record(
    session: Session,
    actor: Actor,
    action: str,
    subject: Base | tuple[str, int | None],
    *,
    person_id: int | None = None,
    organisation_id: int | None = None,
    **detail: Any,
) -> AuditEvent:
    """Add an event to the trail, in the transaction of `session`, and return it.

    `subject` is the changed row, or its table name and id where there is no row at hand. `detail` must be
    plain JSON: it tells what changed, never the content of a check.
    """
    if isinstance(subject, Base):
        session.flush()
        subject = (subject.__tablename__, getattr(subject, "id", None))
    entry = AuditEvent(
        at=clock.now(),
        account_id=actor.account_id,
        actor_name=actor.name,
        action=action,
        subject_type=subject[0],
        subject_id=subject[1],
        person_id=person_id,
        organisation_id=organisation_id,
        detail=detail,
    )
    session.add(entry)
    session.flush()
    return entry


@event.listens_for(Session, "before_flush")
def _chain_new_events(session: Session, _context: Any, _instances: Any) -> None:
    """Number and hash the new events while holding the head, so that no two writers fork the chain."""
    new = [item for item in session.new if isinstance(item, AuditEvent)]
    if not new:
        return
    with session.no_autoflush:
        head = session.scalar(
            select(AuditHead)
            .where(AuditHead.id == 1)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    if head is None:
        head = AuditHead(id=1, sequence=0, hash=GENESIS)
        session.add(head)
    for entry in new:
        entry.sequence = head.sequence + 1
        entry.previous_hash = head.hash
        entry.hash = entry.content_hash()
        head.sequence, head.hash = entry.sequence, entry.hash


def broken_links(session: Session) -> Iterator[str]:
    """Yield, in plain words, each place where the trail was tampered with; nothing if it is whole."""
    expected_sequence, expected_hash = 1, GENESIS
    rows = session.scalars(select(AuditEvent).order_by(AuditEvent.sequence).execution_options(yield_per=2000))
    for entry in rows:
        if entry.sequence != expected_sequence:
            yield f"Event {expected_sequence} is missing"
        if entry.previous_hash != expected_hash or entry.hash != entry.content_hash():
            yield f"Event {entry.sequence} was changed"
        expected_sequence, expected_hash = entry.sequence + 1, entry.hash
    head = session.get(AuditHead, 1)
    if head is not None and (head.sequence != expected_sequence - 1 or head.hash != expected_hash):
        yield f"The trail should end with event {head.sequence}"
