"""Watching, signing off, taking back; what each refuses and what counts afterwards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from competences.assessments import queries, services
from competences.assessments.models import Assessment, Level, Outcome
from competences.eligibility import competence_days_unscoped
from competences.frameworks.models import Competence
from tests.factories import Factory, actor
from workforce.core import clock
from workforce.core.access import Actor, Role
from workforce.core.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from workforce.organisations.models import Organisation
from workforce.people.models import Person

STEPS = ["Asks first", "Does it", "Records it"]


@dataclass
class Bedside:
    """An assessor and a learner of one trust, and a competence that the assessor holds."""

    trust: Organisation
    assessor: Person
    learner: Person
    insulin: Competence
    who: Actor

    def watched(self, session: Session, *steps: str) -> Assessment:
        return services.save_observation(session, self.who, self.learner, self.insulin, steps, "Calm")

    def signed(self, session: Session, level: Level = Level.ALONE) -> Assessment:
        return services.sign_off(session, self.who, self.learner, self.insulin, level)

    def counts(self, session: Session) -> bool:
        today = clock.today()
        days = competence_days_unscoped(session, [self.learner.id], [self.insulin.code], today, today)
        return bool(days[self.learner.id][self.insulin.code])


@pytest.fixture
def bedside(make: Factory) -> Bedside:
    trust = make.organisation()
    assessor, learner = make.person(), make.person()
    make.employment(assessor, trust)
    make.employment(learner, trust)
    insulin = make.competence(code="insulin", title="Insulin by pen", steps=STEPS)
    make.sign_off(insulin, assessor)
    make.assessor_right(assessor, insulin, organisation_id=trust.id)
    who = replace(actor(Role.ASSESSOR, organisation_id=trust.id), person_id=assessor.id)
    return Bedside(trust, assessor, learner, insulin, who)


def test_what_is_signed_off_counts_at_once(session: Session, bedside: Bedside) -> None:
    assert not bedside.counts(session)
    bedside.watched(session, *STEPS)
    bedside.signed(session)
    assert bedside.counts(session)


def test_with_someone_watching_is_on_the_passport_and_does_not_count(
    session: Session, bedside: Bedside
) -> None:
    bedside.watched(session, *STEPS)
    bedside.signed(session, Level.WITH_SUPERVISION)
    assert not bedside.counts(session)
    assert len(queries.sign_offs_unscoped(session, bedside.learner.id)) == 1


def test_a_right_at_an_employer_for_whom_one_no_longer_assesses_gives_nothing(
    session: Session, make: Factory, bedside: Bedside
) -> None:
    """The learner works for both employers; the assessor's role at the one that gave the right has ended."""
    other = make.organisation()
    make.employment(bedside.learner, other)
    bedside.who = replace(actor(Role.ASSESSOR, organisation_id=other.id), person_id=bedside.assessor.id)
    with pytest.raises(NotAllowed):
        bedside.watched(session, *STEPS)


def test_steps_may_be_seen_on_several_days_but_all_of_them_must_be(
    session: Session, bedside: Bedside
) -> None:
    first = bedside.watched(session, "Asks first", "Does it")
    assert first.outcome is Outcome.NOT_YET
    with pytest.raises(Invalid, match="You have not seen this yet: Records it"):
        bedside.signed(session)
    first.assessed_on = clock.today() - timedelta(days=7)
    session.flush()
    second = bedside.watched(session, "Records it")
    assert second.id != first.id
    assert bedside.signed(session).steps_seen == STEPS


def test_saving_again_on_the_same_day_replaces_what_was_seen(session: Session, bedside: Bedside) -> None:
    first = bedside.watched(session, *STEPS)
    again = bedside.watched(session, "Asks first")
    assert again.id == first.id
    assert again.steps_seen == ["Asks first"]


def test_not_yet_tells_what_is_missing(session: Session, bedside: Bedside) -> None:
    told = services.not_yet(
        session, bedside.who, bedside.learner, bedside.insulin, "Practise with Tom, then ask me again"
    )
    assert (told.outcome, told.note) == (Outcome.NOT_YET, "Practise with Tom, then ask me again")


def test_who_does_not_hold_it_signs_nothing(session: Session, make: Factory, bedside: Bedside) -> None:
    catheter = make.competence(code="catheter", title="Catheter care")
    make.assessor_right(bedside.assessor, catheter, organisation_id=bedside.trust.id)
    with pytest.raises(NotAllowed, match="You do not hold “Catheter care” yourself"):
        services.sign_off(session, bedside.who, bedside.learner, catheter, Level.ALONE)


def test_a_right_elsewhere_is_no_right_here(session: Session, make: Factory, bedside: Bedside) -> None:
    wounds = make.competence(code="wounds", title="Wounds")
    make.sign_off(wounds, bedside.assessor)
    make.assessor_right(bedside.assessor, wounds)
    with pytest.raises(NotAllowed, match="You do not have the right to assess “Wounds” where"):
        services.sign_off(session, bedside.who, bedside.learner, wounds, Level.ALONE)


def test_nobody_signs_off_themselves(session: Session, bedside: Bedside) -> None:
    with pytest.raises(NotAllowed, match="You cannot sign off yourself"):
        services.sign_off(session, bedside.who, bedside.assessor, bedside.insulin, Level.ALONE)


def test_a_right_to_a_framework_covers_its_competences(
    session: Session, make: Factory, bedside: Bedside
) -> None:
    other = make.competence(bedside.insulin.framework, code="other", title="Other")
    make.sign_off(other, bedside.assessor)
    assert not queries.permit_to_sign_off(session, bedside.who, bedside.learner, other).given
    make.assessor_right(bedside.assessor, framework_id=other.framework_id, organisation_id=bedside.trust.id)
    assert queries.permit_to_sign_off(session, bedside.who, bedside.learner, other).given


def test_what_is_taken_back_counts_no_more_and_stays_in_the_record(
    session: Session, bedside: Bedside
) -> None:
    bedside.watched(session, *STEPS)
    signed = bedside.signed(session)
    services.withdraw_sign_off(session, bedside.who, signed.id, "The wrong person")
    assert not bedside.counts(session)
    assert session.get(Assessment, signed.id) is signed
    with pytest.raises(Conflict):
        services.withdraw_sign_off(session, bedside.who, signed.id, "Again")


def test_people_of_other_employers_cannot_be_found(session: Session, make: Factory, bedside: Bedside) -> None:
    stranger = make.employment().person
    with pytest.raises(NotFound):
        queries.person_to_assess(session, bedside.who, stranger.id)
    found = queries.people_to_assess(session, bedside.who, "Tester")
    assert found == [bedside.learner]


def test_a_team_is_told_how_many_hold_it_now(session: Session, make: Factory, bedside: Bedside) -> None:
    team = make.team(bedside.trust, name="Purbeck")
    for person in (bedside.assessor, bedside.learner):
        make.member(team, make.employment(person, bedside.trust))
    today = clock.today()
    code = bedside.insulin.code
    assert queries.holders_in_teams_unscoped(session, bedside.learner.id, code, today) == [("Purbeck", 1)]
    bedside.watched(session, *STEPS)
    bedside.signed(session)
    assert queries.holders_in_teams_unscoped(session, bedside.learner.id, code, today) == [("Purbeck", 2)]


def test_a_right_is_given_once_and_ends_at_once(session: Session, bedside: Bedside) -> None:
    coordinator = actor(Role.COORDINATOR, organisation_id=bedside.trust.id)
    with pytest.raises(Conflict, match="has this right already"):
        services.give_right(
            session, coordinator, bedside.trust.id, bedside.assessor, competence_id=bedside.insulin.id
        )
    right = queries.own_rights(session, bedside.who)[0]
    services.end_right(session, coordinator, right.id)
    session.flush()
    permit = queries.permit_to_sign_off(session, bedside.who, bedside.learner, bedside.insulin)
    assert "ended on" in permit.refusal


def test_rights_are_given_only_within_reach_and_not_for_the_past(
    session: Session, make: Factory, bedside: Bedside
) -> None:
    elsewhere = actor(Role.COORDINATOR, organisation_id=make.organisation().id)
    for refused, who, until in (
        (NotFound, elsewhere, None),
        (Invalid, actor(Role.COORDINATOR, organisation_id=bedside.trust.id), date(2020, 1, 1)),
    ):
        with pytest.raises(refused) as caught:
            services.give_right(
                session,
                who,
                bedside.trust.id,
                bedside.learner,
                competence_id=bedside.insulin.id,
                valid_until=until,
            )
        assert isinstance(caught.value, DomainError)
