"""The sections of the passport that this slice shows itself: checks, registrations, and jobs and service."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from workforce.checks.details import CheckKind, Details
from workforce.checks.models import Check, CheckOutcome, CheckState
from workforce.checks.services import Finding
from workforce.core import clock
from workforce.core.figures import figure
from workforce.core.words import count_of, plain_date
from workforce.employments.queries import history_unscoped
from workforce.passports.queries.checks import (
    awaiting_checks,
    checks_of_unscoped,
    counting_checks_unscoped,
    lasting_checks,
)
from workforce.passports.queries.registrations import (
    awaiting_registrations,
    counting_registrations_unscoped,
    ending_registrations,
    registrations_of_unscoped,
)
from workforce.people.models import Registration, RegistrationStatus
from workforce.readiness.evidence import Evidence, EvidenceKind
from workforce.readiness.sections import Column, WorkItem


class ChecksSection:
    """The six employment checks."""

    key = "checks"
    template = "workforce/passports/sections/checks.html"
    order = 10
    column = Column.MAIN

    def evidence(self, session: Session, person_ids: Collection[int]) -> Mapping[int, list[Evidence]]:
        """Return every check that an employer stands by and that was not "not met"."""
        by_person: dict[int, list[Evidence]] = {}
        for check in counting_checks_unscoped(session, person_ids):
            by_person.setdefault(check.person_id, []).append(_check_evidence(check))
        return by_person

    def context(self, session: Session, person_id: int, on: date) -> Mapping[str, Any]:
        """Return a row for each of the six checks, and how many are verified."""
        checks = checks_of_unscoped(session, person_id)
        soon = on + timedelta(days=figure("passport.due_soon_days", on).whole)
        rows = [_row(kind, [check for check in checks if check.kind is kind], on, soon) for kind in CheckKind]
        verified = sum(row.state in ("ok", "due") for row in rows)
        return {
            "rows": rows,
            "verified": verified,
            "figure": {"value": f"{verified} of {len(CheckKind)}", "label": "checks verified"},
        }

    def awaiting(self, session: Session, organisation_id: int) -> list[WorkItem]:
        """Return the checks that this organisation was asked to make."""
        checks = awaiting_checks(session, organisation_id, clock.today())
        return [_check_item(check, _what_happened(check)) for check in checks]

    def running_out(self, session: Session, organisation_id: int, first: date, last: date) -> list[WorkItem]:
        """Return verified checks of the organisation's people that run out, where no later one stands."""
        checks = lasting_checks(session, organisation_id, first, last)
        latest: dict[tuple[int, CheckKind], Check] = {}
        for check in sorted(checks, key=lambda check: check.expires_on or date.max):
            latest[check.person_id, check.kind] = check
        return [
            _check_item(check, check.content.summary(), action="Follow up")
            for check in latest.values()
            if check.expires_on is not None and check.expires_on <= last
        ]


@dataclass(frozen=True, slots=True)
class CheckRow:
    """How one of the six checks stands: the status, the check that decides it, and one that is under way."""

    kind: CheckKind
    state: str
    word: str
    check: Check | None = None
    under_way: Check | None = None
    #: Other checks of this kind that count: several employers may have made one.
    others: tuple[Check, ...] = ()


def _row(kind: CheckKind, held: list[Check], on: date, soon: date) -> CheckRow:
    """Return the row of one kind: the check that counts longest decides, or else the newest one."""
    under_way = next((check for check in held if check.state is CheckState.AWAITING), None)
    counting = sorted(
        (check for check in held if check.counts_on(on)),
        key=lambda check: check.expires_on or date.max,
        reverse=True,
    )
    if counting:
        best, *others = counting
        if best.expires_on is not None and best.expires_on <= soon:
            left = (best.expires_on - on).days
            word = f"{count_of(left, 'day')} left" if left else "Last day today"
            return CheckRow(kind, "due", word, best, under_way, tuple(others))
        return CheckRow(kind, "ok", "Verified", best, under_way, tuple(others))
    if under_way and under_way.question and not under_way.answer:
        return CheckRow(kind, "wait", "Question asked", under_way, under_way)
    done = next((check for check in held if check.state is not CheckState.AWAITING), None)
    if done is None:
        state, word = ("wait", "Asked for") if under_way else ("off", "Not started")
        return CheckRow(kind, state, word, under_way=under_way)
    state, word = _why_not(done)
    return CheckRow(kind, state, word, done, under_way)


def _why_not(check: Check) -> tuple[str, str]:
    """Say why a check that was made does not count."""
    if check.state is CheckState.WITHDRAWN:
        return "withdrawn", "Withdrawn"
    return "gap", "Not met" if check.outcome is CheckOutcome.NOT_MET else "Ran out"


def _check_item(check: Check, happened: str, action: str = "Verify") -> WorkItem:
    return WorkItem(
        person_id=check.person_id,
        what=check.kind.label,
        happened=happened,
        endpoint="verification.check",
        arguments={"person_id": check.person_id, "code": check.kind.slug},
        action=action,
        until=check.expires_on,
        with_person=bool(check.question and not check.answer),
    )


def _what_happened(check: Check) -> str:
    if check.answer:
        return f"Answered: {check.answer}"
    if check.question:
        return f"Asked: {check.question} No answer yet"
    return check.note or f"Asked for on {plain_date(check.asked_on)}"


def _check_evidence(check: Check) -> Evidence:
    assert check.valid_from is not None
    return _evidence(check.kind, check.content, check.valid_from, check.expires_on)


def evidence_of(kind: CheckKind, finding: Finding, on: date) -> Evidence | None:
    """Return what a finding would be in the passport once it is verified; None if it was not met."""
    if finding.outcome is CheckOutcome.NOT_MET:
        return None
    return _evidence(kind, finding.details, on, finding.expires_on)


def _evidence(kind: CheckKind, content: Details, valid_from: date, valid_until: date | None) -> Evidence:
    return Evidence(
        kind=EvidenceKind.CHECK,
        code=kind.value,
        label=kind.label,
        valid_from=valid_from,
        valid_until=valid_until,
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
        by_person: dict[int, list[Evidence]] = {}
        for registration in counting_registrations_unscoped(session, person_ids):
            by_person.setdefault(registration.person_id, []).append(_registration_evidence(registration))
        return by_person

    def context(self, session: Session, person_id: int, on: date) -> Mapping[str, Any]:
        """Return the entries of one person."""
        return {"registrations": registrations_of_unscoped(session, person_id), "on": on}

    def awaiting(self, session: Session, organisation_id: int) -> list[WorkItem]:
        """Return the entries that people of the organisation told of and nobody has seen yet."""
        registrations = awaiting_registrations(session, organisation_id, clock.today())
        return [
            _registration_item(entry, f"Number {entry.number}, {entry.part}. Not looked up yet")
            for entry in registrations
        ]

    def running_out(self, session: Session, organisation_id: int, first: date, last: date) -> list[WorkItem]:
        """Return the entries of the organisation's people that end and were not renewed."""
        registrations = ending_registrations(session, organisation_id, first, last)
        return [
            _registration_item(entry, f"{entry.part}, ends unless it is renewed", "Follow up")
            for entry in registrations
        ]


def _registration_item(entry: Registration, happened: str, action: str = "Verify") -> WorkItem:
    return WorkItem(
        person_id=entry.person_id,
        what=f"Registration, {entry.register.value.upper()}",
        happened=happened,
        endpoint="verification.registration",
        arguments={"registration_id": entry.id},
        action=action,
        until=entry.expires_on,
    )


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


class ServiceSection:
    """Jobs, gaps and service."""

    key = "service"
    template = "workforce/passports/sections/service.html"
    order = 130
    column = Column.SIDE

    def evidence(self, session: Session, person_ids: Collection[int]) -> Mapping[int, list[Evidence]]:
        """Return nothing: a history counts once an employer has verified it, as a check."""
        return {}

    def context(self, session: Session, person_id: int, on: date) -> Mapping[str, Any]:
        """Return the history of one person."""
        return {"history": history_unscoped(session, person_id, on), "on": on}
