"""Placements that wait for somebody's answer, or are over; those of the teams are all active."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from rostering.demonstration.county import DemonstrationCounty, StaffMember
from rostering.demonstration.sign_ins import STAFF_NAME
from workforce.placements.models import Placement, PlacementStatus

#: Who is asked for by whom, and how far the three parties have come; the first waits for the person told of.
_TOLD = (
    (STAFF_NAME, "Harbour", PlacementStatus.EMPLOYER_AGREED, "Two days a week on the first floor"),
    (STAFF_NAME, "DCH", PlacementStatus.ENDED, "Abbotsbury ward, winter 2025"),
)
#: Of each pair of employer and host, the newest colleague without a team is asked for.
_WAITING = (
    ("DHC", "DCH", PlacementStatus.ASKED, "Discharge lounge, weekdays"),
    ("DHC", "Harbour", PlacementStatus.ASKED, "Night cover, one week in four"),
    ("UHD", "DHC", PlacementStatus.PERSON_AGREED, "Community clinics in Poole, Tuesdays"),
    ("DC", "DHC", PlacementStatus.PERSON_AGREED, "Virtual ward, Dorchester"),
    ("Kingf", "UHD", PlacementStatus.ASKED, "Therapy assistants’ team, mornings"),
    ("DCH", "UHD", PlacementStatus.DECLINED, "Theatre recovery, two days a week"),
)
_OFFICE_ROLES = frozenset({"administrator", "manager"})


def add_placements(county: DemonstrationCounty) -> None:
    """Add the placements of the story, and some that verifiers of several employers have to answer."""
    by_name = {f"{worker.given} {worker.family}": worker for worker in county.workers}
    for name, host, status, words in _TOLD:
        _add(county, by_name[name], host, status, words)
    staff_of = county.workers_by_employer()
    taken: set[int] = set()
    for employer, host, status, words in _WAITING:
        free = [
            worker
            for worker in staff_of[employer]
            if worker.team_id is None
            and not worker.apprentice
            and worker.person_id not in taken
            and worker.role not in _OFFICE_ROLES
        ]
        if not free:
            continue
        chosen = max(free, key=lambda worker: (worker.started_on, worker.person_id))
        taken.add(chosen.person_id)
        _add(county, chosen, host, status, words)


def _add(
    county: DemonstrationCounty, worker: StaffMember, host: str, status: PlacementStatus, words: str
) -> None:
    today = county.today
    over = status is PlacementStatus.ENDED
    asked_on = today - timedelta(days=400 if over else 12)
    agreed: dict[str, Any] = {}
    if status is not PlacementStatus.ASKED:
        agreed["employer_agreed_on"] = asked_on + timedelta(days=2)
    if status in (PlacementStatus.PERSON_AGREED, PlacementStatus.ENDED):
        agreed["person_agreed_on"] = asked_on + timedelta(days=4)
    if over:
        agreed |= {"host_accepted_on": asked_on + timedelta(days=6), "closed_on": today - timedelta(days=200)}
        agreed["closed_because"] = "The winter beds closed"
    if status is PlacementStatus.DECLINED:
        agreed |= {"closed_on": today - timedelta(days=6), "closed_because": "Too far to travel"}
    starts_on = asked_on + timedelta(days=30)
    county.rows.add(
        Placement,
        person_id=worker.person_id,
        employment_id=worker.employment_id,
        host_organisation_id=county.organisation_ids[host],
        job_role_id=county.role_ids[worker.role],
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=180),
        status=status,
        description=words,
        asked_on=asked_on,
        **agreed,
    )
