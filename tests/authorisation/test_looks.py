"""Whoever opens another person's evidence leaves a trace that this person can read."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.authorisation.conftest import browser, forms_of_pages, undone
from tests.authorisation.visits import visits
from tests.authorisation.world import SCOPES, World
from workforce.core.audit import AuditEvent

#: The pages that show what a passport holds, or what it lacks, of somebody who is named.
SHOW_EVIDENCE = {
    *("verification.person", "verification.ready_at", "verification.check", "verification.registration"),
    *("training.verify_page", "recruitment.start", "assessments.person"),
}


def test_every_look_at_a_passport_is_recorded_for_its_owner(
    app: Flask, session: Session, world: World, cookies: dict[str, str | None]
) -> None:
    """The event says who looked and about whom it is."""
    silent = set(SHOW_EVIDENCE)
    for visit in visits(app, world):
        if visit.method == "GET" and visit.rule.endpoint in SHOW_EVIDENCE:
            last = session.scalar(select(AuditEvent.id).order_by(AuditEvent.id.desc()).limit(1)) or 0
            with undone(session):
                assert browser(app, cookies[visit.role]).get(visit.address).status_code == 200, visit.address
                looks = select(AuditEvent).where(
                    AuditEvent.id > last,
                    AuditEvent.action.endswith(".looked_at"),
                    AuditEvent.person_id == world.spots["self"].person.id,
                )
                if session.scalars(looks).all():
                    silent.discard(visit.rule.endpoint)
    assert silent == set()


def test_whoever_has_a_role_and_no_passport_meets_no_fault(
    app: Flask, session: Session, world: World, cookies: dict[str, str | None]
) -> None:
    """An administrator who is nobody's employee may hold any role: every page is there, or is unknown."""
    for role in SCOPES:
        world.actors[role].person_id = None
    session.commit()
    for visit in visits(app, world):
        if visit.method == "GET" and visit.role in SCOPES:
            with undone(session):
                answer = browser(app, cookies[visit.role]).get(visit.address)
            assert answer.status_code < 500, (visit.address, visit.role)


def test_every_change_names_the_organisation_whose_auditor_must_see_it(
    app: Flask, session: Session, world: World, cookies: dict[str, str | None]
) -> None:
    """But for what people do with what is theirs alone, which they read themselves."""
    nameless = set()
    for role, address, form in forms_of_pages(app, session, world, cookies).values():
        last = session.scalar(select(func.max(AuditEvent.id))) or 0
        with undone(session):
            browser(app, cookies[role]).post(address, data=form.answers)
            # The events of the form before were undone, and their ids are given out again.
            session.expire_all()
            for event in session.scalars(select(AuditEvent).where(AuditEvent.id > last)):
                own = role in world.actors and event.person_id == world.actors[role].person_id
                if event.organisation_id is None and not own:
                    nameless.add(f"{event.action} as {role}")
    assert nameless <= COUNTY_WIDE


#: What concerns the whole county, or a person and nobody's organisation; county auditors see these.
COUNTY_WIDE = {
    *("standard.hours_entered as county_administrator", "person.added as verifier"),
    *("account.invited as organisation_administrator", "role.given as organisation_administrator"),
}
