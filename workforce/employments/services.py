"""Loading the county's job roles; starting and ending contracts."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workforce.core import audit, clock
from workforce.core.access import Actor
from workforce.core.errors import Invalid
from workforce.employments.models import (
    Employment,
    EmploymentKind,
    HistoryEntry,
    HistoryKind,
    JobRole,
)
from workforce.people.models import Person, Register
from workforce.people.rules import first_day_of_training
from workforce.people.services import check_age_at_work, check_age_then

JOB_ROLES = Path(__file__).parent / "job_roles.toml"


def load_job_roles(session: Session, actor: Actor) -> int:
    """Add the county's generic job roles that are not there yet and return how many were added.

    What an administrator has changed since stays as it is.
    """
    known = set(session.scalars(select(JobRole.code)))
    new = [entry for entry in _shipped() if entry["code"] not in known]
    for entry in new:
        register = Register(entry["register"]) if "register" in entry else None
        session.add(JobRole(**entry | {"register": register}))
    if new:
        codes = [entry["code"] for entry in new]
        audit.record(session, actor, "job_roles.loaded", (JobRole.__tablename__, None), codes=codes)
    return len(new)


def _shipped() -> list[dict[str, Any]]:
    job_roles: list[dict[str, Any]] = tomllib.loads(JOB_ROLES.read_text(encoding="utf-8"))["job_role"]
    return job_roles


def employ(
    session: Session,
    actor: Actor,
    person_id: int,
    organisation_id: int,
    job_role_id: int,
    started_on: date,
    week_min: int,
    *,
    kind: EmploymentKind = EmploymentKind.PERMANENT,
    title: str = "",
    pay_band: str = "",
    ended_on: date | None = None,
    pension_scheme: str = "",
) -> Employment:
    """Start a contract; `week_min` are its minutes a week, `ended_on` its last day if it is for a time."""
    _check_order(started_on, ended_on)
    check_age_at_work(session.get_one(Person, person_id), started_on)
    employment = Employment(
        person_id=person_id,
        organisation_id=organisation_id,
        job_role_id=job_role_id,
        kind=kind,
        title=title,
        pay_band=pay_band,
        week_min=week_min,
        started_on=started_on,
        ended_on=ended_on,
        pension_scheme=pension_scheme,
    )
    session.add(employment)
    session.flush()
    audit.record(
        session,
        actor,
        "employment.started",
        employment,
        person_id=person_id,
        organisation_id=organisation_id,
        started_on=started_on.isoformat(),
    )
    return employment


def end_employment(
    session: Session, actor: Actor, employment: Employment, last_day: date, reason: str = ""
) -> None:
    """End a contract after its last day; access that hangs on it ends with it."""
    _check_order(employment.started_on, last_day)
    employment.ended_on = last_day
    employment.reason_for_leaving = reason
    audit.record(
        session,
        actor,
        "employment.ended",
        employment,
        person_id=employment.person_id,
        organisation_id=employment.organisation_id,
        ended_on=last_day.isoformat(),
    )


def add_history_entry(
    session: Session,
    actor: Actor,
    person_id: int,
    kind: HistoryKind,
    place: str,
    started_on: date,
    ended_on: date,
    *,
    role: str = "",
    reason_for_leaving: str = "",
    with_vulnerable_people: bool = False,
) -> HistoryEntry:
    """Tell of a job, a course or a gap outside the county's contracts, for employers to verify."""
    _check_order(started_on, ended_on)
    if ended_on > clock.today():
        raise Invalid("ends_in_the_future", "The last day must be in the past", "ended_on")
    person = session.get_one(Person, person_id)
    earliest = (
        first_day_of_training(person.born_on, started_on) if kind is HistoryKind.JOB else person.born_on
    )
    check_age_then(person, started_on, earliest, "started_on")
    entry = HistoryEntry(
        person_id=person_id,
        kind=kind,
        place=place,
        role=role,
        started_on=started_on,
        ended_on=ended_on,
        reason_for_leaving=reason_for_leaving,
        with_vulnerable_people=with_vulnerable_people,
    )
    session.add(entry)
    session.flush()
    audit.record(session, actor, "history.added", entry, person_id=person_id)
    return entry


def remove_history_entry(session: Session, actor: Actor, entry: HistoryEntry) -> None:
    """Take an entry out of one's own history."""
    audit.record(session, actor, "history.removed", entry, person_id=entry.person_id)
    session.delete(entry)


def _check_order(started_on: date, ended_on: date | None) -> None:
    """Refuse a last day before the first."""
    if ended_on is not None and ended_on < started_on:
        raise Invalid("ends_before_start", "The last day must be on or after the first day", "ended_on")
