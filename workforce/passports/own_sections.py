"""The sections of the passport that this package keeps itself: the six checks, and registrations."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from workforce.passports.details import CheckKind
from workforce.passports.evidence import Evidence, EvidenceKind
from workforce.passports.models import Check, CheckOutcome, CheckState
from workforce.passports.sections import Column
from workforce.people.models import Registration, RegistrationStatus


class ChecksSection:
    """The six employment checks."""

    key = "checks"
    template = "workforce/passports/sections/checks.html"
    order = 10
    column = Column.MAIN

    def evidence(self, session: Session, person_ids: Collection[int]) -> Mapping[int, list[Evidence]]:
        """Return every check that an employer stands by and that came to a good end."""
        checks = session.scalars(
            select(Check)
            .where(
                Check.person_id.in_(person_ids),
                Check.state == CheckState.VERIFIED,
                Check.outcome != CheckOutcome.NOT_MET,
            )
            .order_by(Check.id)
        )
        found: dict[int, list[Evidence]] = {}
        for check in checks:
            found.setdefault(check.person_id, []).append(_check_evidence(check))
        return found

    def context(self, session: Session, person_id: int, on: date) -> Mapping[str, Any]:
        """Return the checks of each kind, newest first, and how many of the six are verified."""
        checks = session.scalars(
            select(Check)
            .where(Check.person_id == person_id, Check.state != CheckState.SUPERSEDED)
            .options(selectinload(Check.organisation))
            .order_by(Check.id.desc())
        ).all()
        kinds = {kind: [check for check in checks if check.kind is kind] for kind in CheckKind}
        verified = sum(any(check.counts_on(on) for check in held) for held in kinds.values())
        return {
            "kinds": kinds,
            "verified": verified,
            "on": on,
            "figure": {"value": f"{verified} of {len(CheckKind)}", "label": "checks verified"},
        }


def _check_evidence(check: Check) -> Evidence:
    assert check.valid_from is not None
    content = check.content
    return Evidence(
        kind=EvidenceKind.CHECK,
        code=check.kind.value,
        label=check.kind.label,
        valid_from=check.valid_from,
        valid_until=check.expires_on,
        facts=content.facts(),
        summary=content.summary(),
    )


class RegistrationsSection:
    """The entries in professional registers."""

    key = "registrations"
    template = "workforce/passports/sections/registrations.html"
    order = 100
    column = Column.SIDE

    def evidence(self, session: Session, person_ids: Collection[int]) -> Mapping[int, list[Evidence]]:
        """Return every entry that somebody named has seen in its register and that allows practice."""
        registrations = session.scalars(
            select(Registration)
            .where(
                Registration.person_id.in_(person_ids),
                Registration.verified_on.is_not(None),
                Registration.status.in_((RegistrationStatus.REGISTERED, RegistrationStatus.CONDITIONS)),
            )
            .order_by(Registration.id)
        )
        found: dict[int, list[Evidence]] = {}
        for registration in registrations:
            found.setdefault(registration.person_id, []).append(_registration_evidence(registration))
        return found

    def context(self, session: Session, person_id: int, on: date) -> Mapping[str, Any]:
        """Return the entries of one person."""
        registrations = session.scalars(
            select(Registration).where(Registration.person_id == person_id).order_by(Registration.id)
        ).all()
        return {"registrations": registrations, "on": on}


def _registration_evidence(registration: Registration) -> Evidence:
    assert registration.verified_on is not None
    has_conditions = registration.status is RegistrationStatus.CONDITIONS
    conditions = "with conditions" if has_conditions else "no conditions"
    return Evidence(
        kind=EvidenceKind.REGISTRATION,
        code=registration.register.value,
        label=registration.register.label,
        valid_from=registration.registered_on or registration.verified_on,
        valid_until=registration.expires_on,
        facts={"part": registration.part, "conditions": has_conditions},
        summary=f"{registration.register.label}, {registration.part}, {conditions}",
    )
