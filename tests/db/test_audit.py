"""The trail shows every kind of tampering, and no change escapes it."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.orm import Session

from tests.audit_hook import UnauditedChange
from tests.factories import Factory
from workforce.core.access import SYSTEM
from workforce.core.audit import AuditEvent, broken_links, record
from workforce.core.db import Database
from workforce.organisations.models import Organisation, OrganisationKind, Sector


@pytest.fixture
def trail(session: Session, make: Factory) -> Session:
    """Three events of three people."""
    for _ in range(3):
        record(session, SYSTEM, "person.added", person := make.person(), person_id=person.id)
    return session


def test_an_untouched_trail_is_whole(trail: Session) -> None:
    """Nothing is reported where nothing was done."""
    assert list(broken_links(trail)) == []


def test_an_edited_event_shows(trail: Session) -> None:
    """Changing what an event says breaks its hash."""
    trail.execute(update(AuditEvent).where(AuditEvent.sequence == 2).values(actor_name="Somebody else"))
    trail.expire_all()
    assert list(broken_links(trail)) == ["Event 2 was changed"]


def test_a_deleted_event_shows(trail: Session) -> None:
    """A gap in the numbers is reported."""
    trail.execute(delete(AuditEvent).where(AuditEvent.sequence == 2))
    trail.expire_all()
    assert "Event 2 is missing" in list(broken_links(trail))


def test_a_cut_tail_shows(trail: Session) -> None:
    """The head, kept apart, still knows where the trail ended."""
    trail.execute(delete(AuditEvent).where(AuditEvent.sequence == 3))
    trail.expire_all()
    assert list(broken_links(trail)) == ["The trail should end with event 3"]


def test_reordered_events_show(trail: Session) -> None:
    """Swapping two events breaks both."""
    trail.execute(text("UPDATE audit_events SET sequence = -1 WHERE sequence = 1"))
    trail.execute(text("UPDATE audit_events SET sequence = 1 WHERE sequence = 2"))
    trail.execute(text("UPDATE audit_events SET sequence = 2 WHERE sequence = -1"))
    trail.expire_all()
    assert "Event 1 was changed" in list(broken_links(trail))


def test_a_change_without_an_event_fails_the_test_that_made_it(session: Session, database: Database) -> None:
    """The hook that guards every other test does its work."""
    with pytest.raises(UnauditedChange, match="organisations"), database.writing() as unaudited:
        unaudited.add(Organisation(name="Quiet", mark="Q", kind=OrganisationKind.TRUST, sector=Sector.HEALTH))
