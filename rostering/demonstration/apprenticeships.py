"""Apprenticeships with their learning, reviews and breaks: most on pace, some in trouble."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from competences.apprenticeships.models import (
    Apprenticeship,
    BreakInLearning,
    EnglishMaths,
    LearningEntry,
    Party,
    Review,
    ReviewSignature,
    Standard,
)
from competences.apprenticeships.rules import days_learning, must_pass_english_maths, required_min
from competences.frameworks.models import Competence
from rostering.demonstration.county import DemonstrationCounty, StaffMember
from rostering.demonstration.learning import Learning
from workforce.core.clock import add_months
from workforce.core.figures import figure

#: The standard that people of a role follow unless told otherwise.
_USUAL_STANDARD = {"healthcare_support_worker": "ST0216", "care_worker": "ST0005"}
#: Months more than the typical ones that employers plan, because few work full time.
_EXTRA_MONTHS = 3
_WEEK = timedelta(days=7)
_SUPERVISED = timedelta(days=84)
_BREAK_GOES_ON = timedelta(weeks=6)
_REVIEW_EVERY = timedelta(days=76)
#: Of what is expected by today, how much percent has been learned where no story tells it.
_PACES = (103, 104, 105, 106, 108)
_LEARNED = (
    "Day at college: safe handling of medicines",
    "Shadowed the district nurse on visits",
    "Workbook: dignity and consent",
    "Practised moving and handling with the trainer",
    "Day at college: dementia",
    "Reflective account of a difficult visit",
    "Observed an admission on the ward",
    "Online course: infection prevention",
)
_AGREED = (
    "A study day every fortnight, put into the rota first",
    "To be observed giving personal care before the next review",
    "To shadow the evening run twice",
    "Evidence for two more skills by the next review",
)


class Apprenticeships:
    """Adds an apprenticeship for everybody who was taken on as an apprentice."""

    def __init__(self, county: DemonstrationCounty, learning: Learning) -> None:
        self._county = county
        self._learning = learning
        self._standards: dict[str, Standard] = {}
        for standard in county.session.scalars(select(Standard).order_by(Standard.id.desc())):
            self._standards[standard.ref] = standard
        self._items: dict[int | None, list[str]] = {}
        for code, framework_id in county.session.execute(
            select(Competence.code, Competence.framework_id).order_by(Competence.position, Competence.id)
        ):
            self._items.setdefault(framework_id, []).append(code)
        self._colleagues = county.workers_by_employer()
        self._coordinator = next(
            worker for worker in county.workers if worker.story.get("grant") == "coordinator"
        )

    def add(self) -> None:
        """Add all of them."""
        for worker in [worker for worker in self._county.workers if worker.apprentice]:
            self._add(worker)

    def _add(self, worker: StaffMember) -> None:
        county, story = self._county, worker.story
        standard = self._standards[story.get("standard") or _USUAL_STANDARD[worker.role]]
        months = standard.typical_months + _EXTRA_MONTHS
        planned_end_on = add_months(worker.started_on, months)
        mentor = self._mentor(worker)
        college = "BPCol" if worker.employer in ("UHD", "BCP") else "WeyCol"
        supervised_until = None
        if worker.role != "healthcare_support_worker":
            supervised_until = min(worker.started_on + _SUPERVISED, county.timeline.first_day - timedelta(1))
            supervised_until = max(supervised_until, worker.started_on)
        apprenticeship_id = county.rows.add(
            Apprenticeship,
            person_id=worker.person_id,
            organisation_id=county.organisation_ids[worker.employer],
            standard_id=standard.id,
            provider_id=county.organisation_ids[college],
            mentor_person_id=mentor.person_id,
            started_on=worker.started_on,
            planned_end_on=planned_end_on,
            week_min=worker.week_min,
            english_maths=self._english_maths(worker),
            supervised_until=supervised_until,
        )
        away = self._add_break(apprenticeship_id, story)
        # The story ends the break, so that what was learned before it is a part of the whole.
        back_on = county.today + _BREAK_GOES_ON
        away_for_now = [(first_day, back_on) for first_day, _ in away]
        needed = required_min(worker.started_on, planned_end_on, worker.week_min, standard.published_hours, 0)
        gone = days_learning(worker.started_on, county.today, away_for_now) / days_learning(
            worker.started_on, planned_end_on, away_for_now
        )
        percent = story.get("pace") or county.random.choice(_PACES)
        done_min = min(needed or 0, round((needed or 0) * gone * percent / 100))
        if story.get("near_gateway"):
            done_min, gone = needed or 0, 1.0
        self._add_learning(apprenticeship_id, worker, done_min, away)
        self._add_reviews(apprenticeship_id, worker, mentor, story.get("review_late_days"))
        self._sign_off_items(worker, standard, gone)

    def _mentor(self, worker: StaffMember) -> StaffMember:
        """Return somebody of the same employer who works beside the apprentice, of the same team if any."""
        colleagues = [
            colleague for colleague in self._colleagues[worker.employer] if not colleague.apprentice
        ]
        near = [
            colleague
            for colleague in colleagues
            if colleague.team_id == worker.team_id and colleague.role == worker.role
        ]
        return min(near or colleagues, key=lambda colleague: (colleague.started_on, colleague.person_id))

    def _english_maths(self, worker: StaffMember) -> EnglishMaths:
        if must_pass_english_maths(worker.born_on, worker.started_on):
            return self._county.random.choice((EnglishMaths.STUDYING, EnglishMaths.HELD))
        return self._county.random.choice((EnglishMaths.HELD, EnglishMaths.OPTED_OUT))

    def _add_break(self, apprenticeship_id: int, story: dict[str, Any]) -> list[tuple[date, date | None]]:
        if "on_break_since_weeks" not in story:
            return []
        first_day = self._county.today - story["on_break_since_weeks"] * _WEEK
        self._county.rows.add(
            BreakInLearning,
            apprenticeship_id=apprenticeship_id,
            first_day=first_day,
            reason="Looks after a parent who is ill",
            expected_back_on=self._county.today + _BREAK_GOES_ON,
        )
        return [(first_day, None)]

    def _add_learning(
        self, apprenticeship_id: int, worker: StaffMember, done_min: int, away: list[tuple[date, date | None]]
    ) -> None:
        """Add one entry a week, the newest of which the employer has not confirmed yet."""
        county = self._county
        until = away[0][0] if away else county.today
        weeks = max(1, (until - worker.started_on).days // 7)
        confirmer = county.account_ids[self._coordinator.person_id]
        for week in range(weeks):
            on = worker.started_on + week * _WEEK + timedelta(days=2)
            is_newest = week == weeks - 1 and "pace" not in worker.story and county.random.random() < 0.5
            county.rows.add(
                LearningEntry,
                apprenticeship_id=apprenticeship_id,
                on_day=min(on, county.today),
                learning_min=max(
                    15, _quarters(done_min * (week + 1) // weeks) - _quarters(done_min * week // weeks)
                ),
                what=_LEARNED[(week + apprenticeship_id) % len(_LEARNED)],
                added_by_account_id=county.account_ids[worker.person_id],
                confirmed_at=None if is_newest else min(county.now, county.noon(on) + timedelta(days=5)),
                confirmed_by_account_id=None if is_newest else confirmer,
            )

    def _add_reviews(
        self, apprenticeship_id: int, worker: StaffMember, mentor: StaffMember, late_days: int | None
    ) -> None:
        """Add the reviews held so far, each in time but for the one that is late."""
        county = self._county
        most = timedelta(days=figure("apprenticeship.review_max_days", worker.started_on).whole)
        last_held = county.today - (most + timedelta(days=late_days) if late_days else timedelta(days=2))
        before, held_on = worker.started_on, worker.started_on + _REVIEW_EVERY
        while held_on <= last_held:
            if late_days and held_on + _REVIEW_EVERY > last_held:
                held_on = last_held
            review_id = county.rows.add(
                Review,
                apprenticeship_id=apprenticeship_id,
                due_on=before + most,
                held_on=held_on,
                agreed=county.random.choice(_AGREED),
            )
            names = {
                Party.APPRENTICE: f"{worker.given} {worker.family}",
                Party.EMPLOYER: f"{mentor.given} {mentor.family}",
                Party.PROVIDER: "Lin Foster",
            }
            for party, name in names.items():
                county.rows.add(
                    ReviewSignature, review_id=review_id, party=party, name=name, signed_on=held_on
                )
            before, held_on = held_on, held_on + _REVIEW_EVERY

    def _sign_off_items(self, worker: StaffMember, standard: Standard, gone: float) -> None:
        """Sign off knowledge, skills and behaviours roughly as far as the time has gone."""
        items = self._items.get(standard.framework_id, []) if standard.framework_id else []
        span = max(1, (self._county.today - worker.started_on).days - 20)
        for number, code in enumerate(items[: int(len(items) * min(1.0, gone))]):
            on = worker.started_on + timedelta(days=15 + number * span // len(items))
            self._learning.add_sign_off(worker, code, min(on, self._county.today))


def _quarters(minutes: int) -> int:
    """Return minutes without what is left of a quarter of an hour, as people write hours down."""
    return minutes - minutes % 15
