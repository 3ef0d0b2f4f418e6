"""Adding and verifying training."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from competences.frameworks.models import Competence, CompetenceKind
from competences.sections import TrainingSection
from competences.training import queries, services
from competences.training.models import TrainingRecord, TrainingState
from tests.factories import Factory, actor
from workforce.core import clock
from workforce.core.access import Actor, Role
from workforce.core.errors import Conflict, Invalid, NotAllowed, NotFound
from workforce.organisations.models import Organisation
from workforce.people.models import Person
from workforce.readiness.evidence import EvidenceKind
from workforce.readiness.models import AcceptanceRule


@pytest.fixture
def fire(make: Factory) -> Competence:
    return make.competence(
        code="cstf.fire", title="Fire safety", kind=CompetenceKind.TRAINING, refresh_months=24
    )


@pytest.fixture
def trust(make: Factory) -> Organisation:
    return make.organisation()


@pytest.fixture
def nurse(make: Factory, trust: Organisation) -> Person:
    return make.employment(organisation=trust).person


@pytest.fixture
def verifier(make: Factory, trust: Organisation) -> Actor:
    return replace(actor(Role.VERIFIER, organisation_id=trust.id), person_id=make.person().id)


def own(person: Person) -> Actor:
    return replace(actor(), person_id=person.id)


def added(session: Session, nurse: Person) -> TrainingRecord:
    return services.add_own(session, own(nurse), "cstf.fire", clock.today(), "elfh")


def test_added_training_counts_once_it_is_verified(
    session: Session, fire: Competence, nurse: Person, trust: Organisation, verifier: Actor
) -> None:
    record = added(session, nurse)
    section = TrainingSection()
    assert section.evidence(session, [nurse.id]) == {}
    assert [item.person_id for item in section.awaiting(session, trust.id)] == [nurse.id]
    services.verify(session, verifier, trust.id, record.id)
    assert [item.code for item in section.evidence(session, [nurse.id])[nurse.id]] == ["cstf.fire"]
    assert section.awaiting(session, trust.id) == []


def test_training_lies_in_the_past_and_is_training(session: Session, make: Factory, nurse: Person) -> None:
    make.competence(code="skill")
    make.competence(code="course", kind=CompetenceKind.TRAINING)
    tomorrow = clock.today() + timedelta(days=1)
    with pytest.raises(Invalid, match="today or in the past"):
        services.add_own(session, own(nurse), "course", tomorrow, "elfh")
    with pytest.raises(NotFound):
        services.add_own(session, own(nurse), "skill", clock.today(), "elfh")


def test_nobody_verifies_their_own(
    session: Session, make: Factory, fire: Competence, trust: Organisation, verifier: Actor
) -> None:
    nurse = make.employment(organisation=trust).person
    record = added(session, nurse)
    with pytest.raises(NotAllowed, match="Somebody else has to verify"):
        services.verify(session, replace(verifier, person_id=nurse.id), trust.id, record.id)


def test_a_verifier_of_another_employer_cannot_find_it(
    session: Session, make: Factory, fire: Competence, nurse: Person, trust: Organisation
) -> None:
    record = added(session, nurse)
    elsewhere = make.organisation()
    other = actor(Role.VERIFIER, organisation_id=elsewhere.id)
    for organisation_id in (trust.id, elsewhere.id):
        with pytest.raises(NotFound):
            queries.record_to_verify(session, other, organisation_id, record.id)


def test_two_verifiers_do_not_deal_with_one_record(
    session: Session, fire: Competence, nurse: Person, trust: Organisation, verifier: Actor
) -> None:
    record = added(session, nurse)
    services.verify(session, verifier, trust.id, record.id)
    with pytest.raises(Conflict):
        services.verify(session, verifier, trust.id, record.id)


def test_what_is_taken_back_counts_no_more(
    session: Session, fire: Competence, nurse: Person, trust: Organisation, verifier: Actor
) -> None:
    record = added(session, nurse)
    services.verify(session, verifier, trust.id, record.id)
    services.withdraw(session, verifier, trust.id, record.id, "Another person’s certificate")
    assert record.state is TrainingState.WITHDRAWN
    assert TrainingSection().evidence(session, [nurse.id]) == {}


def test_only_the_newest_record_runs_out(
    session: Session, make: Factory, fire: Competence, nurse: Person, trust: Organisation
) -> None:
    make.training(fire, nurse, completed_on=date(2024, 12, 1))
    section = TrainingSection()
    first, last = date(2026, 11, 1), date(2026, 12, 31)
    assert [item.until for item in section.running_out(session, trust.id, first, last)] == [date(2026, 12, 1)]
    make.training(fire, nurse, completed_on=date(2026, 10, 1))
    assert section.running_out(session, trust.id, first, last) == []


def test_a_host_that_asks_sooner_is_named_with_its_reason(
    session: Session, make: Factory, fire: Competence, nurse: Person
) -> None:
    host = make.organisation(name="University Hospitals Dorset")
    make.add(
        AcceptanceRule(
            organisation_id=host.id,
            key="cstf.fire",
            kind=EvidenceKind.TRAINING,
            code="cstf.fire",
            label="Fire safety",
            why="Wards are evacuated through other wards.",
            conditions={"max_age_months": 12},
            closed_by="you",
            valid_from=date(2025, 1, 1),
            source="A test",
        )
    )
    make.training(fire, nurse)
    context = TrainingSection().context(session, nurse.id, clock.today())
    assert [(item.host, item.asked, item.national) for item in context["sooner"]] == [
        ("University Hospitals Dorset", "every year", "every 2 years")
    ]
