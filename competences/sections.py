"""What this package adds to the passport: training, and what a person can do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from competences.assessments.queries import (
    sign_offs_unscoped,
    signed_off_unscoped,
    unsigned_unscoped,
)
from competences.frameworks.queries import held_evidence_unscoped
from competences.frameworks.rules import last_valid_day
from competences.training.models import TrainingRecord, TrainingState
from competences.training.queries import (
    awaiting_at,
    host_periods_unscoped,
    last_days_at,
    records_unscoped,
    verified_unscoped,
)
from competences.training.rules import RUNS_OUT_SOON_DAYS, Standing, Worth, worth
from workforce.core import words
from workforce.readiness.evidence import Evidence
from workforce.readiness.sections import Column, WorkItem


class TrainingSection:
    """Training with the day on which each runs out."""

    key = "training"
    template = "competences/training/section.html"
    order = 40
    column = Column.MAIN

    def evidence(self, session: Session, person_ids: Collection[int]) -> Mapping[int, list[Evidence]]:
        """Return verified training and what it counts as; two queries."""
        return held_evidence_unscoped(session, verified_unscoped(person_ids))

    def context(self, session: Session, person_id: int, on: date) -> Mapping[str, Any]:
        """Return the newest record of each training by the day it runs out, and counts by status."""
        newest: dict[tuple[int, bool], tuple[TrainingRecord, Worth]] = {}
        records = records_unscoped(session, person_id)
        taken_back = [record for record in records if record.state is TrainingState.WITHDRAWN]
        for record in records:
            if record.state is TrainingState.WITHDRAWN:
                continue
            verified = record.state is TrainingState.VERIFIED
            stands = worth(record.completed_on, record.competence.refresh_months, verified, on)
            newest.setdefault((record.competence_id, verified), (record, stands))
        rows = sorted(newest.values(), key=lambda row: (row[1].until or date.max, row[0].competence.title))
        stand = Counter(stands.standing for _record, stands in rows)
        verified_total = stand.total() - stand[Standing.AWAITING]
        return {
            "person_id": person_id,
            "rows": rows,
            "taken_back": [
                record
                for record in taken_back
                if record.withdrawn_on and (on - record.withdrawn_on).days <= RUNS_OUT_SOON_DAYS
            ],
            "in_date": stand[Standing.IN_DATE] + stand[Standing.RUNS_OUT_SOON],
            "soon": stand[Standing.RUNS_OUT_SOON],
            "ran_out": stand[Standing.RAN_OUT],
            "sooner": host_periods_unscoped(session, [record.competence for record, _stands in rows]),
            "figure": {
                "value": f"{stand[Standing.IN_DATE]} of {verified_total}",
                "label": f"training safe for {RUNS_OUT_SOON_DAYS} days",
            },
        }

    def awaiting(self, session: Session, organisation_id: int) -> list[WorkItem]:
        """Return the training that people here say they did and nobody has verified; one query."""
        return [
            WorkItem(
                person_id=record.person_id,
                what=record.competence.title,
                happened=f"Added training of {words.plain_date(record.completed_on)}",
                endpoint="training.verify_page",
                arguments={"record_id": record.id},
            )
            for record in awaiting_at(session, organisation_id)
        ]

    def running_out(self, session: Session, organisation_id: int, first: date, last: date) -> list[WorkItem]:
        """Return the training that runs out in these days and has not been done again; one query."""
        return [
            WorkItem(
                person_id=record.person_id,
                what=record.competence.title,
                happened=f"Done on {words.plain_date(record.completed_on)}",
                endpoint="training.verify_page",
                arguments={"record_id": record.id},
                action="Look",
                until=until,
            )
            for record, until in last_days_at(session, organisation_id)
            if first <= until <= last
        ]


class CompetenceSection:
    """What a person can do, each signed by a named assessor."""

    key = "competences"
    template = "competences/assessments/section.html"
    order = 50
    column = Column.MAIN

    def evidence(self, session: Session, person_ids: Collection[int]) -> Mapping[int, list[Evidence]]:
        """Return what people may do alone and what it counts as; two queries."""
        return held_evidence_unscoped(session, signed_off_unscoped(person_ids))

    def context(self, session: Session, person_id: int, on: date) -> Mapping[str, Any]:
        """Return the newest sign-off of each competence with the day on which it runs out."""
        newest = {item.competence_id: item for item in reversed(sign_offs_unscoped(session, person_id))}
        rows = [
            (item, last_valid_day(item.assessed_on, item.competence.refresh_months))
            for item in sorted(newest.values(), key=lambda item: item.competence.title)
        ]
        current = [row for row in rows if row[1] is None or row[1] >= on]
        return {
            "person_id": person_id,
            "rows": current,
            "ran_out": [row for row in rows if row not in current],
            "not_signed": unsigned_unscoped(session, person_id),
            "figure": {"value": str(len(current)), "label": "skills signed off"},
        }
