"""Training with its renewals, and skills signed off by named assessors."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from competences.assessments.models import Assessment, AssessmentKind, AssessorRight, Level, Outcome
from competences.frameworks.models import Competence, Framework
from competences.training.models import TrainingRecord, TrainingState
from rostering.demonstration.county import DemonstrationCounty, StaffMember
from rostering.demonstration.staff import Staff
from rostering.demonstration.timeline import ROTA_DAYS
from workforce.core.access import Role
from workforce.core.clock import add_months
from workforce.readiness.evidence import EvidenceKind
from workforce.readiness.queries import requirements_of_places_unscoped

_PROVIDERS = ("elfh, e-learning", "In a classroom, own employer", "Weymouth College, in a classroom")
#: Frameworks in which every employer has somebody who may sign off.
_ASSESSED = ("county", "delegated", "care_certificate")
_CARE_CERTIFICATE = [f"care_certificate.{number}" for number in range(1, 17)]
_RUNS_OUT_SOON = "cstf.fire_safety"
#: Skills that most people of a role have, beside those that their team counts on.
_USUAL = {
    "registered_nurse": ("county.vital_signs", "county.wound_dressing", "county.pressure_ulcer"),
    "nursing_associate": (
        "county.vital_signs",
        "county.wound_dressing",
        "county.pressure_ulcer",
        "county.blood_glucose",
        "county.falls",
    ),
    "healthcare_support_worker": ("county.vital_signs", "county.pressure_ulcer", "county.falls"),
    "senior_healthcare_support_worker": ("county.vital_signs", "county.blood_glucose"),
    "reablement_worker": ("county.medicines_1", "county.falls"),
    "care_worker": ("county.medicines_1", "county.dementia_care"),
    "senior_care_worker": ("county.medicines_2", "county.dementia_care", "county.end_of_life"),
}
#: Who works through the Care Certificate.
CARE_CERTIFICATE_ROLES = frozenset(
    {"healthcare_support_worker", "senior_healthcare_support_worker", "care_worker", "reablement_worker"}
)


class Learning:
    """Adds what people have learned; frameworks and acceptance rules are in the database already."""

    def __init__(self, county: DemonstrationCounty) -> None:
        self._county = county
        competences = county.session.scalars(select(Competence)).all()
        self._competences = {competence.code: competence for competence in competences}
        self._frameworks = {
            framework.code: framework.id for framework in county.session.scalars(select(Framework))
        }
        #: For each employer and role, what training is asked for and every how many months at the least.
        self._asked: dict[tuple[str, str], dict[str, int | None]] = {}
        self._assessors: dict[str, StaffMember] = {}
        self._assessor_ids: set[int] = set()
        #: Until when whatever counts in the next rota has to last.
        self._covered_on = county.timeline.next_day(ROTA_DAYS)

    def add(self, staff: Staff) -> None:
        """Add everybody's training and skills, and who may sign them off."""
        self._ask()
        self._choose_assessors(staff)
        for worker in [worker for worker in self._county.workers if worker.started_on <= self._county.today]:
            self._add_training(worker)
            self._add_skills(worker)

    def assessor_for(self, worker: StaffMember) -> StaffMember:
        """Return who signs off for somebody: the assessor of their employer, or of another if they are it."""
        assessor = self._assessors.get(worker.employer)
        if assessor is not None and assessor.person_id != worker.person_id:
            return assessor
        return self._assessors["DCH" if worker.employer == "DHC" else "DHC"]

    def competence_id(self, code: str) -> int:
        """Return the id of a competence."""
        return self._competences[code].id

    def _ask(self) -> None:
        """Find out in one go what every employer asks of every role."""
        county = self._county
        county.rows.write()
        places = {(mark, worker.role) for worker in county.workers for mark in worker.hosts}
        ids = {(county.organisation_ids[mark], county.role_ids[role]): (mark, role) for mark, role in places}
        requirements_at = requirements_of_places_unscoped(county.session, ids, county.today)
        for key, requirements in requirements_at.items():
            self._asked[ids[key]] = {
                requirement.code: requirement.conditions.get("max_age_months")
                for requirement in requirements
                if requirement.kind is EvidenceKind.TRAINING
            }

    def _choose_assessors(self, staff: Staff) -> None:
        """Give one experienced person of each employer the right to sign off there."""
        county = self._county
        for mark in county.organisation_ids:
            people = [
                worker for worker in county.workers if worker.employer == mark and not worker.apprentice
            ]
            named_assessors = [worker for worker in people if worker.story.get("grant") == "assessor"]
            carers = [
                worker for worker in people if county.roles[worker.role].gives_care and not worker.story
            ]
            if not named_assessors and not carers:
                continue
            chosen = (named_assessors or sorted(carers, key=lambda worker: worker.started_on))[0]
            self._assessors[mark] = chosen
            self._assessor_ids.add(chosen.person_id)
            if not named_assessors:
                staff.grant(chosen, Role.ASSESSOR, organisation=mark)
            for code in _ASSESSED:
                county.rows.add(
                    AssessorRight,
                    person_id=chosen.person_id,
                    organisation_id=county.organisation_ids[mark],
                    framework_id=self._frameworks[code],
                    valid_from=county.timeline.first_day - timedelta(days=365),
                )

    def _add_training(self, worker: StaffMember) -> None:
        months_of: dict[str, int | None] = {}
        for mark in worker.hosts:
            for code, most in self._asked[mark, worker.role].items():
                usual = self._competences[code].refresh_months
                known = [months for months in (most, usual, months_of.get(code)) if months is not None]
                months_of[code] = min(known, default=None)
        for code, months in months_of.items():
            for on in self._days_done(worker, code, months):
                self._add_record(worker, code, on)
        self._add_waiting(worker)

    def _add_record(self, worker: StaffMember, code: str, on: date, **values: Any) -> None:
        county = self._county
        known: dict[str, Any] = {
            "state": TrainingState.VERIFIED,
            "verified_on": min(county.today, on + timedelta(days=3)),
            "verified_by_account_id": county.verifier_ids[worker.employer],
            "verified_by_organisation_id": county.organisation_ids[worker.employer],
        }
        county.rows.add(
            TrainingRecord,
            person_id=worker.person_id,
            competence_id=self.competence_id(code),
            completed_on=on,
            provider=county.random.choice(_PROVIDERS),
            **(values or known),
        )

    def _add_waiting(self, worker: StaffMember) -> None:
        """Add the new certificate that the story waits for."""
        if "resuscitation_runs_out_in_days" in worker.story:
            self._add_record(
                worker,
                "cstf.resuscitation_2",
                self._county.today - timedelta(days=3),
                state=TrainingState.AWAITING,
                added_by_account_id=self._county.account_ids[worker.person_id],
            )

    def _days_done(self, worker: StaffMember, code: str, months: int | None) -> list[date]:
        """Return the days on which somebody did a training: the last, and those before it that still bear."""
        county = self._county
        if months is None:
            return [worker.started_on]
        last = self._last_day(worker, code)
        if last is None:
            earliest = max(add_months(self._covered_on, -months), worker.started_on - timedelta(days=20))
            latest = county.today - timedelta(days=5)
            span = max(0, (latest - earliest).days)
            done = earliest + timedelta(days=county.random.randint(min(2, span), span))
        else:
            done = add_months(last, -months)
        days = [done]
        # A team's past rests on earlier training, done again a little before it ran out.
        while worker.team_id is not None and days[-1] > county.timeline.first_day - timedelta(days=1):
            days.append(add_months(days[-1], -months) + timedelta(days=14))
        return days

    def _last_day(self, worker: StaffMember, code: str) -> date | None:
        """Return the last day of a training that is to run out, where that is somebody's story."""
        county = self._county
        if code == "cstf.resuscitation_2" and "resuscitation_runs_out_in_days" in worker.story:
            return county.today + timedelta(days=worker.story["resuscitation_runs_out_in_days"])
        if code == _RUNS_OUT_SOON and "fire_safety_ran_out_days_ago" in worker.story:
            return county.today - timedelta(days=worker.story["fire_safety_ran_out_days_ago"])
        if worker.team_id is None:
            chance = county.random.randrange(100)
            if chance < 2:
                return county.today - timedelta(days=county.random.randint(5, 120))
            if chance < 6:
                return county.today + timedelta(days=county.random.randint(3, 60))
        return None

    def _add_skills(self, worker: StaffMember) -> None:
        county = self._county
        codes = set(worker.place.can if worker.place else ()) | set(_USUAL.get(worker.role, ()))
        assesses = worker.person_id in self._assessor_ids
        if assesses:
            codes |= {code for code in self._competences if code.startswith(("county.", "delegated."))}
        certificate = _CARE_CERTIFICATE if assesses or worker.role in CARE_CERTIFICATE_ROLES else []
        if worker.apprentice:
            codes &= set(worker.place.can if worker.place else ())
            certificate = certificate[: county.random.randint(5, 14)]
        for code in sorted(codes):
            self._sign_off(worker, code)
        for code in worker.story.get("watched", ()):
            self._add_assessment(worker, code, county.today - timedelta(days=5), signs_off=False)
        for code in certificate:
            on = worker.started_on + timedelta(days=county.random.randint(10, 100))
            self.add_sign_off(worker, code, min(on, county.today - timedelta(days=2)))

    def _sign_off(self, worker: StaffMember, code: str) -> None:
        months = self._competences[code].refresh_months
        if code == "county.iv_therapy" and "iv_therapy_lapses_on_day" in worker.story:
            last = self._county.timeline.next_day(worker.story["iv_therapy_lapses_on_day"])
            self.add_sign_off(worker, code, add_months(last, -(months or 12)))
            return
        for on in self._days_done(worker, code, months):
            self.add_sign_off(worker, code, on)

    def add_sign_off(self, worker: StaffMember, code: str, on: date) -> None:
        """Add that somebody was seen doing a thing well and may do it alone."""
        self._add_assessment(worker, code, on, signs_off=True)

    def _add_assessment(self, worker: StaffMember, code: str, on: date, *, signs_off: bool) -> None:
        county, assessor = self._county, self.assessor_for(worker)
        competence = self._competences[code]
        county.rows.add(
            Assessment,
            person_id=worker.person_id,
            competence_id=competence.id,
            kind=AssessmentKind.SIGN_OFF if signs_off else AssessmentKind.OBSERVATION,
            outcome=Outcome.MET,
            level=Level.ALONE if signs_off else Level.WITH_SUPERVISION,
            assessed_on=on,
            assessor_person_id=assessor.person_id,
            organisation_id=county.organisation_ids[assessor.employer],
            note="" if signs_off else "Calm and exact. To be seen once more before it is signed off",
            steps_seen=competence.steps if signs_off else competence.steps[:2],
        )
