"""What rostering asks: who holds what on which days, and who works beside whom."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import event
from sqlalchemy.orm import Session

from competences.apprenticeships.models import ApprenticeshipStatus
from competences.assessments.models import Level
from competences.eligibility import competence_days_unscoped, supervision_unscoped
from competences.frameworks.models import Extent
from competences.training.models import TrainingState
from tests.factories import Factory
from workforce.people.models import Register, RegistrationStatus

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 28)


def test_training_counts_to_its_last_day(session: Session, make: Factory) -> None:
    fire = make.competence(code="fire", refresh_months=12)
    record = make.training(fire, completed_on=date(2025, 12, 10))
    days = competence_days_unscoped(session, [record.person_id], ["fire"], FIRST, LAST)
    assert days == {record.person_id: {"fire": [(FIRST, date(2025 + 1, 12, 10))]}}


def test_unverified_training_counts_for_nothing(session: Session, make: Factory) -> None:
    record = make.training(make.competence(code="fire"), state=TrainingState.AWAITING)
    assert competence_days_unscoped(session, [record.person_id], ["fire"], FIRST, LAST)[record.person_id] == {
        "fire": []
    }


def test_a_sign_off_counts_alone_unrevoked_and_through_equivalence(session: Session, make: Factory) -> None:
    insulin, glucose = make.competence(code="insulin"), make.competence(code="glucose")
    make.equivalence(insulin, glucose)
    alone = make.sign_off(insulin, assessed_on=date(2026, 12, 5))
    watched = make.sign_off(insulin, level=Level.WITH_SUPERVISION)
    revoked = make.sign_off(insulin, revoked_at=datetime(2026, 11, 1, tzinfo=UTC), revoked_why="A mistake")
    ids = [alone.person_id, watched.person_id, revoked.person_id]
    days = competence_days_unscoped(session, ids, ["glucose"], FIRST, LAST)
    assert [days[person_id]["glucose"] for person_id in ids] == [[(date(2026, 12, 5), LAST)], [], []]


def test_a_part_is_not_the_whole(session: Session, make: Factory) -> None:
    part, whole = make.competence(code="part"), make.competence(code="whole")
    make.equivalence(part, whole, extent=Extent.KNOWLEDGE_ONLY)
    held = make.sign_off(part)
    assert (
        competence_days_unscoped(session, [held.person_id], ["whole"], FIRST, LAST)[held.person_id]["whole"]
        == []
    )


def test_the_number_of_queries_does_not_grow_with_people(session: Session, make: Factory) -> None:
    fire = make.competence(code="fire")
    ids = [make.training(fire).person_id for _ in range(5)]

    def queries(person_ids: list[int]) -> int:
        statements: list[str] = []
        bind = session.get_bind()
        listener = lambda *arguments: statements.append(arguments[2])  # noqa: E731
        event.listen(bind, "before_cursor_execute", listener)
        competence_days_unscoped(session, person_ids, ["fire"], FIRST, LAST)
        supervision_unscoped(session, person_ids, FIRST, LAST)
        event.remove(bind, "before_cursor_execute", listener)
        return len(statements)

    assert queries(ids) == queries(ids[:1]) == 6


def test_an_apprentice_works_beside_mentor_assessor_or_registered_staff(
    session: Session, make: Factory
) -> None:
    trust = make.organisation()
    mentor, assessor, elsewhere, nurse, colleague = (make.person() for _ in range(5))
    make.assessor_right(assessor, make.competence(), organisation_id=trust.id)
    make.assessor_right(elsewhere, make.competence())
    make.registration(nurse, register=Register.NMC, status=RegistrationStatus.REGISTERED)
    apprentice = make.apprenticeship(trust, mentor_person_id=mentor.id)
    everyone = [apprentice.person_id] + [
        person.id for person in (mentor, assessor, elsewhere, nurse, colleague)
    ]
    found = supervision_unscoped(session, everyone, FIRST, LAST)
    assert set(found) == {apprentice.person_id}
    assert found[apprentice.person_id].days == ((FIRST, LAST),)
    assert found[apprentice.person_id].supervisor_ids == {mentor.id, assessor.id, nurse.id}


def test_a_supervisor_who_is_supervised_supervises_nobody(session: Session, make: Factory) -> None:
    trust = make.organisation()
    second = make.apprenticeship(trust)
    first = make.apprenticeship(trust, mentor_person_id=second.person_id)
    found = supervision_unscoped(session, [first.person_id, second.person_id], FIRST, LAST)
    assert found[first.person_id].supervisor_ids == set()


def test_supervision_ends_when_agreed_and_rests_in_a_break(session: Session, make: Factory) -> None:
    agreed = make.apprenticeship(supervised_until=date(2026, 12, 6))
    away = make.apprenticeship()
    make.break_in_learning(away, first_day=date(2026, 12, 4), last_day=date(2026, 12, 10))
    done = make.apprenticeship(status=ApprenticeshipStatus.GATEWAY)
    found = supervision_unscoped(session, [agreed.person_id, away.person_id, done.person_id], FIRST, LAST)
    assert found[agreed.person_id].days == ((FIRST, date(2026, 12, 6)),)
    assert found[away.person_id].days == ((FIRST, date(2026, 12, 3)), (date(2026, 12, 11), LAST))
    assert done.person_id not in found
