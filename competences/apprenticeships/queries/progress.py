"""How far apprenticeships have come, worked out for many at once in the same few queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from competences.apprenticeships import rules
from competences.apprenticeships.gateway import (
    CLOSE_WITH_LEFT,
    GatewayFacts,
    GatewayItem,
    NextStep,
    gateway_items,
    next_step,
)
from competences.apprenticeships.models import (
    Apprenticeship,
    ApprenticeshipStatus,
    BreakInLearning,
    EnglishMaths,
    LearningEntry,
    Review,
)
from competences.apprenticeships.rules import Pace
from competences.assessments.queries import signed_off_unscoped
from competences.frameworks.models import Competence
from competences.frameworks.queries import (
    equivalence_map_unscoped,
    held_evidence_unscoped,
    part_ways_unscoped,
)
from competences.frameworks.rules import held_codes
from competences.training.queries import verified_unscoped
from workforce.core.clock import age_on

#: How English and maths are said.
ENGLISH_MATHS_WORDS = {
    EnglishMaths.HELD: "Held",
    EnglishMaths.STUDYING: "Studying",
    EnglishMaths.OPTED_OUT: "Chose not to",
    EnglishMaths.NOT_RECORDED: "Not recorded yet",
}


@dataclass(frozen=True, slots=True)
class KsbItem:
    """One knowledge, skill or behaviour, whether it is met, and by what."""

    code: str
    letter: str
    title: str
    #: "met", "some" or "none".
    state: str
    why: str

    @property
    def number(self) -> str:
        """The code within its standard: K1."""
        return self.code.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Progress:
    """Where one apprenticeship stands on a day."""

    apprenticeship: Apprenticeship
    pace: Pace
    #: Logged but not yet confirmed by the employer.
    waiting_min: int
    breaks: list[BreakInLearning]
    last_review_on: date | None
    review_due_on: date
    ksbs: list[KsbItem]
    gateway: list[GatewayItem]
    age: int
    under_18: bool
    step: NextStep

    @property
    def ksbs_met(self) -> int:
        """How many knowledge, skills and behaviours are met."""
        return sum(item.state == "met" for item in self.ksbs)

    @property
    def gateway_done(self) -> int:
        """How many items of the gateway list are done."""
        return sum(item.done for item in self.gateway)

    @property
    def close_to_gateway(self) -> bool:
        """Whether little is left before the gateway."""
        left = len(self.gateway) - self.gateway_done
        return self.apprenticeship.status is ApprenticeshipStatus.ACTIVE and left <= CLOSE_WITH_LEFT

    @property
    def current_break(self) -> BreakInLearning | None:
        """The break they are in today."""
        on = self.pace.on
        return next(
            (
                item
                for item in self.breaks
                if item.first_day <= on and (item.last_day is None or on <= item.last_day)
            ),
            None,
        )

    @property
    def review_late_days(self) -> int:
        """By how many days the next review is late; 0 while it is not, and in a break."""
        if self.current_break is not None:
            return 0
        return max(0, (self.pace.on - self.review_due_on).days)


def progress_unscoped(
    session: Session, apprenticeships: Sequence[Apprenticeship], on: date
) -> dict[int, Progress]:
    """Return where each of these apprenticeships stands on a day, by its id; eight queries however many."""
    ids = [item.id for item in apprenticeships]
    hours = _hours(session, ids)
    breaks = _breaks(session, ids)
    last_reviews = dict(
        session.execute(
            select(Review.apprenticeship_id, func.max(Review.held_on))
            .where(Review.apprenticeship_id.in_(ids), Review.held_on <= on)
            .group_by(Review.apprenticeship_id)
        ).all()
    )
    ksbs = _ksbs(session, apprenticeships, on)
    return {
        item.id: _progress(
            item,
            hours.get(item.id, (0, 0)),
            breaks.get(item.id, []),
            last_reviews.get(item.id),
            ksbs[item.id],
            on,
        )
        for item in apprenticeships
    }


def _progress(
    apprenticeship: Apprenticeship,
    hours: tuple[int, int],
    breaks: list[BreakInLearning],
    last_review_on: date | None,
    ksbs: list[KsbItem],
    on: date,
) -> Progress:
    started_on, born_on = apprenticeship.started_on, apprenticeship.person.born_on
    away = [(item.first_day, item.last_day) for item in breaks]
    needed = rules.required_min(
        started_on,
        apprenticeship.planned_end_on,
        apprenticeship.week_min,
        apprenticeship.standard.published_hours,
        apprenticeship.prior_learning_min,
    )
    pace = rules.pace(started_on, apprenticeship.planned_end_on, needed, hours[0], away, on)
    must_pass = rules.must_pass_english_maths(born_on, started_on)
    enough = {EnglishMaths.HELD} if must_pass else {EnglishMaths.HELD, EnglishMaths.OPTED_OUT}
    gateway = gateway_items(
        GatewayFacts(
            pace=pace,
            ksbs_met=sum(item.state == "met" for item in ksbs),
            ksbs=len(ksbs),
            must_pass_english_maths=must_pass,
            english_maths=ENGLISH_MATHS_WORDS[apprenticeship.english_maths],
            english_maths_done=apprenticeship.english_maths in enough,
            earliest_on=rules.earliest_gateway_on(started_on),
            employer_ready_on=apprenticeship.employer_ready_on,
        )
    )
    due_on = rules.review_due_on(started_on, last_review_on, away, on)
    return Progress(
        apprenticeship=apprenticeship,
        pace=pace,
        waiting_min=hours[1],
        breaks=breaks,
        last_review_on=last_review_on,
        review_due_on=due_on,
        ksbs=ksbs,
        gateway=gateway,
        age=age_on(born_on, on),
        under_18=rules.is_under_18(born_on, on),
        step=next_step(
            pace,
            due_on,
            hours[1],
            breaks[-1].expected_back_on if breaks else None,
            apprenticeship.english_maths is not EnglishMaths.NOT_RECORDED,
            gateway,
            apprenticeship.employer.name,
        ),
    )


def _hours(session: Session, ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Return by apprenticeship the confirmed minutes and those that wait for the employer."""
    rows = session.execute(
        select(
            LearningEntry.apprenticeship_id,
            LearningEntry.confirmed_at.is_not(None),
            func.sum(LearningEntry.learning_min),
        )
        .where(LearningEntry.apprenticeship_id.in_(ids))
        .group_by(LearningEntry.apprenticeship_id, LearningEntry.confirmed_at.is_not(None))
    )
    found: dict[int, tuple[int, int]] = {}
    for apprenticeship_id, confirmed, minutes in rows:
        done, waiting = found.get(apprenticeship_id, (0, 0))
        found[apprenticeship_id] = (int(minutes), waiting) if confirmed else (done, int(minutes))
    return found


def _breaks(session: Session, ids: Sequence[int]) -> dict[int, list[BreakInLearning]]:
    found: dict[int, list[BreakInLearning]] = {}
    for item in session.scalars(
        select(BreakInLearning)
        .where(BreakInLearning.apprenticeship_id.in_(ids))
        .order_by(BreakInLearning.first_day)
    ):
        found.setdefault(item.apprenticeship_id, []).append(item)
    return found


def _ksbs(session: Session, apprenticeships: Sequence[Apprenticeship], on: date) -> dict[int, list[KsbItem]]:
    """Return by apprenticeship each item of its standard, and whether what the person holds meets it."""
    people = {item.person_id for item in apprenticeships}
    items: dict[int | None, list[Competence]] = {}
    for item in session.scalars(
        select(Competence)
        .where(Competence.framework_id.in_({item.standard.framework_id for item in apprenticeships}))
        .order_by(Competence.position)
    ):
        items.setdefault(item.framework_id, []).append(item)
    equivalences = equivalence_map_unscoped(session)
    parts = part_ways_unscoped(session, {item.code for group in items.values() for item in group})
    evidence = [
        held_evidence_unscoped(session, statement, None, equivalences)
        for statement in (signed_off_unscoped(people), verified_unscoped(people))
    ]
    found: dict[int, list[KsbItem]] = {}
    for apprenticeship in apprenticeships:
        person_id = apprenticeship.person_id
        held = held_codes([item for part in evidence for item in part.get(person_id, [])], on)
        group = []
        for item in sorted(items.get(apprenticeship.standard.framework_id, []), key=_letters):
            because = [title for code, title in parts.get(item.code, []) if code in held]
            if item.code in held:
                state, why = "met", held[item.code].because or "Signed off"
            elif because:
                state, why = "some", f"Some evidence: {', '.join(because)}"
            else:
                state, why = "none", "No evidence yet"
            group.append(KsbItem(item.code, item.level, item.title, state, why))
        found[apprenticeship.id] = group
    return found


def _letters(item: Competence) -> tuple[int, int]:
    return "KSB".index(item.level), item.position
