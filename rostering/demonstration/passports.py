"""The six employment checks and the professional registrations, with the gaps that real passports have."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from rostering.demonstration.county import DemonstrationCounty, StaffMember
from rostering.demonstration.timeline import ROTA_DAYS
from workforce.checks.details import (
    CheckKind,
    CriminalRecordDetails,
    DBSLevel,
    Details,
    Group,
    HistoryDetails,
    IdentityDetails,
    LimitCovers,
    QualificationsDetails,
    RightToWorkDetails,
    WorkHealthDetails,
    write,
)
from workforce.checks.models import Check, CheckMethod, CheckOutcome, CheckState
from workforce.organisations.models import Sector
from workforce.people.models import Register, Registration, RegistrationStatus

_METHODS = {
    CheckKind.IDENTITY: CheckMethod.IN_PERSON,
    CheckKind.RIGHT_TO_WORK: CheckMethod.ONLINE_SERVICE,
    CheckKind.REGISTRATION_QUALIFICATIONS: CheckMethod.ONLINE_SERVICE,
    CheckKind.HISTORY_REFERENCES: CheckMethod.DOCUMENTS,
    CheckKind.CRIMINAL_RECORD: CheckMethod.DOCUMENTS,
    CheckKind.WORK_HEALTH: CheckMethod.OCCUPATIONAL_HEALTH,
}
#: What verifiers find in their work-list.
_WAITING = (
    (CheckKind.CRIMINAL_RECORD, "Certificate brought in. Level and workforce match the role"),
    (CheckKind.RIGHT_TO_WORK, "Gave a share code yesterday"),
    (CheckKind.HISTORY_REFERENCES, "2 of 2 references in. 1 gap explained: caring for a parent"),
    (CheckKind.IDENTITY, "Booked to come in with passport and bank statement"),
    (CheckKind.WORK_HEALTH, "Occupational health: fit with adjustments"),
    (CheckKind.IDENTITY, "New surname; marriage certificate uploaded"),
)
#: Of a hundred people outside the teams, how many wait for a check.
_WAITING_SHARE = 8
_DOCUMENTS = (
    ("passport", "driving licence", "council tax bill"),
    ("passport", "bank statement", "council tax bill"),
    ("driving licence", "bank statement", "utility bill"),
)
_QUALIFICATIONS = {
    Register.NMC: "BSc Nursing",
    Register.HCPC: "BSc, approved by the HCPC",
    Register.SWE: "BA Social Work",
    Register.GMC: "MBBS",
    Register.GPHC: "MPharm",
}


def add_passports(county: DemonstrationCounty) -> None:
    """Add every person's checks and registration."""
    for serial, worker in enumerate(county.workers):
        waiting = _waiting_kind(county, worker)
        for kind in CheckKind:
            _add_check(county, worker, kind, waiting)
        _add_registration(county, worker, serial)


def _waiting_kind(county: DemonstrationCounty, worker: StaffMember) -> tuple[CheckKind, str] | None:
    """Return which check of somebody is still open; those in teams are all checked."""
    if kind := worker.story.get("waits_for"):
        return CheckKind(kind), worker.story["happened"]
    # People with a story have their gap elsewhere.
    if worker.team_id is not None or worker.story or county.random.randrange(100) >= _WAITING_SHARE:
        return None
    return county.random.choice(_WAITING)


def _add_check(
    county: DemonstrationCounty, worker: StaffMember, kind: CheckKind, waiting: tuple[CheckKind, str] | None
) -> None:
    who = {"person_id": worker.person_id, "organisation_id": county.organisation_ids[worker.employer]}
    if waiting is not None and waiting[0] is kind:
        asked_on = county.today - timedelta(days=county.random.randint(1, 20))
        county.rows.add(Check, **who, kind=kind, asked_on=asked_on, note=waiting[1], details={})
        return
    verified_on = min(county.today, worker.started_on) - timedelta(days=county.random.randint(2, 12))
    details = _details(county, worker, kind, verified_on)
    expires_on, follow_up_on = _end(county, worker, kind)
    county.rows.add(
        Check,
        **who,
        kind=kind,
        state=CheckState.VERIFIED,
        asked_on=verified_on - timedelta(days=county.random.randint(5, 25)),
        method=_METHODS[kind],
        outcome=CheckOutcome.MET_WITH_LIMITS if expires_on else CheckOutcome.MET,
        verified_on=verified_on,
        verified_by_account_id=county.verifier_ids[worker.employer],
        valid_from=verified_on,
        expires_on=expires_on,
        follow_up_on=follow_up_on,
        details=write(details),
    )


def _end(
    county: DemonstrationCounty, worker: StaffMember, kind: CheckKind
) -> tuple[date | None, date | None]:
    """Return until when a check holds and when to look again; only a right to work has an end."""
    if kind is not CheckKind.RIGHT_TO_WORK or "visa_week_hours" not in worker.story:
        return None, None
    until = county.timeline.next_day(ROTA_DAYS) + timedelta(days=200)
    return until, until - timedelta(days=42)


def _details(county: DemonstrationCounty, worker: StaffMember, kind: CheckKind, on: date) -> Details:
    return {
        CheckKind.IDENTITY: _identity,
        CheckKind.RIGHT_TO_WORK: _right_to_work,
        CheckKind.REGISTRATION_QUALIFICATIONS: _qualifications,
        CheckKind.HISTORY_REFERENCES: _history,
        CheckKind.CRIMINAL_RECORD: _criminal_record,
        CheckKind.WORK_HEALTH: _work_health,
    }[kind](county, worker, on)


def _identity(county: DemonstrationCounty, worker: StaffMember, on: date) -> Details:
    # Care law wants a photo of the last year, so those who work in care have brought a new one.
    recent = county.today - timedelta(days=county.random.randint(20, 250))
    photo_on = recent if _in_care(county, worker) else on
    return IdentityDetails(documents=county.random.choice(_DOCUMENTS), photo_on=photo_on)


def _right_to_work(county: DemonstrationCounty, worker: StaffMember, on: date) -> Details:
    hours = worker.story.get("visa_week_hours")
    until, _ = _end(county, worker, CheckKind.RIGHT_TO_WORK)
    return RightToWorkDetails(
        until=until,
        week_limit_min=round(hours * 60) if hours else None,
        limit_covers=LimitCovers.ALL if hours else None,
    )


def _qualifications(county: DemonstrationCounty, worker: StaffMember, on: date) -> Details:
    register = county.roles[worker.role].register
    if register is None:
        return QualificationsDetails()
    return QualificationsDetails((_QUALIFICATIONS[register],), register_checked=True)


def _history(county: DemonstrationCounty, worker: StaffMember, on: date) -> Details:
    full = _in_care(county, worker)
    years = 4 + county.random.randrange(4)
    return HistoryDetails(
        starts_on=on - timedelta(days=366 * years),
        checked_on=on,
        references=2,
        is_full=full,
        reasons_confirmed=full,
    )


def _criminal_record(county: DemonstrationCounty, worker: StaffMember, on: date) -> Details:
    role = county.roles[worker.role]
    if not role.gives_care and not role.works_with_children:
        return CriminalRecordDetails(level=DBSLevel.BASIC, issued_on=on - timedelta(days=20))
    children = role.works_with_children and not worker.story.get("adult_dbs_only")
    groups = (Group.ADULT, Group.CHILD) if children else (Group.ADULT,)
    subscribed = county.random.random() < 0.6
    return CriminalRecordDetails(
        level=DBSLevel.ENHANCED,
        workforces=groups,
        barred_lists=groups,
        issued_on=on - timedelta(days=20),
        certificate_end=f"{county.random.randrange(10_000):04d}",
        update_service=subscribed,
        status_checked_on=on if subscribed else None,
    )


def _work_health(county: DemonstrationCounty, worker: StaffMember, on: date) -> Details:
    return WorkHealthDetails(adjustments=county.random.random() < 0.06)


def _in_care(county: DemonstrationCounty, worker: StaffMember) -> bool:
    """Tell whether somebody works for any provider of social care, as an employee or on placement."""
    return any(county.sectors[mark] is Sector.CARE for mark in worker.hosts)


def _add_registration(county: DemonstrationCounty, worker: StaffMember, serial: int) -> None:
    role = county.roles[worker.role]
    if role.register is None:
        return
    expires_on = _expiry(county, worker, role.register)
    nurse = role.register is Register.NMC
    registered_on = date(max(worker.born_on.year + 21, expires_on.year - 30), 9, 20)
    county.rows.add(
        Registration,
        person_id=worker.person_id,
        register=role.register,
        part=role.register_part,
        number=_number(role.register, serial),
        status=RegistrationStatus.REGISTERED,
        registered_on=min(registered_on, worker.started_on - timedelta(days=30)),
        expires_on=expires_on,
        revalidation_due_on=expires_on + timedelta(days=365 * county.random.randrange(3)) if nurse else None,
        verified_on=county.today - timedelta(days=county.random.randint(1, 200)),
        verified_by_account_id=county.verifier_ids[worker.employer],
        verified_by_organisation_id=county.organisation_ids[worker.employer],
    )


def _expiry(county: DemonstrationCounty, worker: StaffMember, register: Register) -> date:
    """Return the last valid day: the story's, the register's own day, or one in the year to come."""
    lapses_on: Any = worker.story.get("registration_lapses_on_day")
    if lapses_on is not None:
        return county.timeline.next_day(lapses_on)
    covered = county.timeline.next_day(ROTA_DAYS)
    if register is Register.SWE:
        day = date(covered.year, 11, 30)
        return day if day > covered else day.replace(year=day.year + 1)
    return covered + timedelta(days=county.random.randint(3, 280))


def _number(register: Register, serial: int) -> str:
    """Return a number of the register's form that nobody holds: the letters are not in use."""
    return {
        Register.NMC: f"{10 + serial // 10_000:02d}Z{serial % 10_000:04d}X",
        Register.HCPC: f"ZZ{serial:06d}",
        Register.SWE: f"SWZ{serial:05d}",
        Register.GMC: f"Z{serial:06d}",
        Register.GPHC: f"Z{serial:06d}",
    }[register]
