"""How far apprenticeships have come, worked out for many at once in the same few queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, ScalarSelect, func, select
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
)
from competences.frameworks.rules import held_codes
from competences.training.queries import verified_unscoped
from workforce.core.clock import age_on

#: How pages word the status of English and maths.
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


@dataclass(frozen=True, slots=True)
class Totals:
    """What the rows of one apprenticeship add up to."""

    #: Confirmed by the employer, and logged but not confirmed.
    done_min: int
    waiting_min: int
    last_review_on: date | None


def progress_unscoped(
    session: Session, apprenticeships: Sequence[Apprenticeship], on: date
) -> dict[int, Progress]:
    """Return where each of these apprenticeships stands on a day, by its id; five queries however many."""
    ids = [item.id for item in apprenticeships]
    totals = _totals(session, ids, on)
    breaks = _breaks(session, ids)
    ksbs = _ksbs(session, apprenticeships, on)
    return {
        item.id: _progress(item, totals[item.id], breaks.get(item.id, []), ksbs[item.id], on)
        for item in apprenticeships
    }


def _progress(
    apprenticeship: Apprenticeship,
    totals: Totals,
    breaks: list[BreakInLearning],
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
    pace = rules.pace(started_on, apprenticeship.planned_end_on, needed, totals.done_min, away, on)
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
    due_on = rules.review_due_on(started_on, totals.last_review_on, away, on)
    return Progress(
        apprenticeship=apprenticeship,
        pace=pace,
        waiting_min=totals.waiting_min,
        breaks=breaks,
        last_review_on=totals.last_review_on,
        review_due_on=due_on,
        ksbs=ksbs,
        gateway=gateway,
        age=age_on(born_on, on),
        under_18=rules.is_under_18(born_on, on),
        step=next_step(
            pace,
            due_on,
            totals.waiting_min,
            breaks[-1].expected_back_on if breaks else None,
            apprenticeship.english_maths is not EnglishMaths.NOT_RECORDED,
            gateway,
            apprenticeship.employer.name,
        ),
    )


def _totals(session: Session, ids: Sequence[int], on: date) -> dict[int, Totals]:
    """Return by apprenticeship what its hours add up to, and when the last review was."""

    def hours(confirmed: ColumnElement[bool]) -> ScalarSelect[int]:
        return (
            select(func.coalesce(func.sum(LearningEntry.learning_min), 0))
            .where(LearningEntry.apprenticeship_id == Apprenticeship.id, confirmed)
            .scalar_subquery()
        )

    last_review = (
        select(func.max(Review.held_on))
        .where(Review.apprenticeship_id == Apprenticeship.id, Review.held_on <= on)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            Apprenticeship.id,
            hours(LearningEntry.confirmed_at.is_not(None)),
            hours(LearningEntry.confirmed_at.is_(None)),
            last_review,
        ).where(Apprenticeship.id.in_(ids))
    )
    return {
        apprenticeship_id: Totals(int(done), int(waiting), last)
        for apprenticeship_id, done, waiting, last in rows
    }


def _breaks(session: Session, ids: Sequence[int]) -> dict[int, list[BreakInLearning]]:
    breaks: dict[int, list[BreakInLearning]] = {}
    for item in session.scalars(
        select(BreakInLearning)
        .where(BreakInLearning.apprenticeship_id.in_(ids))
        .order_by(BreakInLearning.first_day)
    ):
        breaks.setdefault(item.apprenticeship_id, []).append(item)
    return breaks


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
    evidence = held_evidence_unscoped(
        session, signed_off_unscoped(people), verified_unscoped(people), equivalences=equivalences
    )
    ksbs: dict[int, list[KsbItem]] = {}
    for apprenticeship in apprenticeships:
        person_id = apprenticeship.person_id
        held = held_codes(evidence.get(person_id, []), on)
        group = []
        for item in sorted(items.get(apprenticeship.standard.framework_id, []), key=_letters):
            because = [title for code, title in equivalences.partly(item.code) if code in held]
            if item.code in held:
                state, why = "met", held[item.code].because or "Signed off"
            elif because:
                state, why = "some", f"Some evidence: {', '.join(because)}"
            else:
                state, why = "none", "No evidence yet"
            group.append(KsbItem(item.code, item.level, item.title, state, why))
        ksbs[apprenticeship.id] = group
    return ksbs


def _letters(item: Competence) -> tuple[int, int]:
    return "KSB".index(item.level), item.position
