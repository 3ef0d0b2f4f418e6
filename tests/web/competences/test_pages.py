"""The pages of training, assessing and apprenticeships: what they say, and what bad input leaves alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from competences.apprenticeships.models import Apprenticeship, LearningEntry
from competences.assessments.models import Assessment
from competences.frameworks.models import CompetenceKind
from competences.training.models import TrainingRecord, TrainingState
from tests.factories import Factory
from tests.web.conftest import SignIn
from workforce.core import clock
from workforce.core.access import Role
from workforce.core.words import short_date
from workforce.organisations.models import Organisation
from workforce.people.models import Person


@pytest.fixture
def trust(make: Factory) -> Organisation:
    return make.organisation()


@pytest.fixture
def nurse(make: Factory, trust: Organisation) -> Person:
    return make.employment(organisation=trust).person


def day(name: str, on: date) -> dict[str, str]:
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def test_training_goes_from_its_owner_to_the_verifier_and_counts(
    make: Factory, sign_in: SignIn, session: Session, trust: Organisation, nurse: Person
) -> None:
    make.competence(code="cstf.fire", title="Fire safety", kind=CompetenceKind.TRAINING, refresh_months=24)
    owner = sign_in.as_person(nurse)
    form = {"code": "cstf.fire", "provider": "elfh"} | day("completed_on", clock.today())
    assert owner.post("/training/add", data=form).status_code == 302
    assert "With your employer" in owner.get("/passport/").text
    record = session.scalars(select(TrainingRecord)).one()
    verifier = sign_in.as_role(Role.VERIFIER, organisation_id=trust.id)
    address = f"/organisations/{trust.id}/training/{record.id}"
    assert address in verifier.get(f"/organisations/{trust.id}/work-list").text
    assert verifier.post(f"{address}/verify", data={}).status_code == 400
    assert verifier.post(f"{address}/verify", data={"seen": "y"}).status_code == 302
    session.refresh(record)
    assert record.state is TrainingState.VERIFIED
    assert "In date" in owner.get("/passport/").text


def test_the_same_training_twice_is_refused_in_words(
    make: Factory, sign_in: SignIn, session: Session, nurse: Person
) -> None:
    make.competence(code="cstf.fire", kind=CompetenceKind.TRAINING)
    owner = sign_in.as_person(nurse)
    form = {"code": "cstf.fire", "provider": "elfh"} | day("completed_on", clock.today())
    owner.post("/training/add", data=form)
    response = owner.post("/training/add", data=form)
    assert response.status_code == 409
    assert "already on the passport for that day" in response.text


def test_what_was_sent_back_says_why_on_the_passport(
    make: Factory, sign_in: SignIn, trust: Organisation, nurse: Person
) -> None:
    record = make.training(make.competence(), nurse, state=TrainingState.AWAITING)
    verifier = sign_in.as_role(Role.VERIFIER, organisation_id=trust.id)
    address = f"/organisations/{trust.id}/training/{record.id}"
    assert verifier.post(f"{address}/withdraw", data={"withdraw-why": "The name differs"}).status_code == 302
    assert "The name differs" in sign_in.as_person(nurse).get("/passport/").text


def test_hours_with_a_mistake_keep_what_was_typed(
    make: Factory, sign_in: SignIn, session: Session, trust: Organisation, nurse: Person
) -> None:
    make.apprenticeship(trust, nurse)
    learner = sign_in.as_person(nurse)
    tomorrow = clock.today() + timedelta(days=1)
    form = {"hours": "2.5", "what": "Wound care day"} | day("on_day", tomorrow)
    response = learner.post("/learning/hours", data=form)
    assert response.status_code == 400
    assert "The day must be today or in the past" in response.text
    assert "Wound care day" in response.text
    assert session.scalar(select(func.count()).select_from(LearningEntry)) == 0


def test_a_review_is_signed_by_the_apprentice_on_their_own_page(
    make: Factory, sign_in: SignIn, trust: Organisation, nurse: Person
) -> None:
    review = make.review(make.apprenticeship(trust, nurse), clock.today())
    learner = sign_in.as_person(nurse)
    assert "Sign your progress review" in learner.get("/home").text
    assert learner.post(f"/learning/reviews/{review.id}/sign").status_code == 302
    assert "1 of 3 signed" in learner.get("/learning/").text
    assert "Sign your progress review" not in learner.get("/home").text


def test_a_coordinator_adds_an_apprentice(
    make: Factory, sign_in: SignIn, session: Session, trust: Organisation, nurse: Person
) -> None:
    standard = make.standard()
    coordinator = sign_in.as_role(Role.COORDINATOR, organisation_id=trust.id)
    form = {
        "organisation": str(trust.id),
        "passport_number": f"d {nurse.passport_number[1:5]} {nurse.passport_number[5:]}",
        "standard": str(standard.id),
        "provider": str(trust.id),
        "week_hours": "37.5",
        "prior_hours": "0",
        "english_maths": "held",
        "mentor": "",
    }
    form |= day("started_on", date(2026, 9, 1)) | day("planned_end_on", date(2027, 8, 31))
    wrong = coordinator.post("/apprentices/add", data=form | {"passport_number": "D000000000"})
    assert wrong.status_code == 400
    assert "Nobody at this employer has this passport number" in wrong.text
    assert coordinator.post("/apprentices/add", data=form).status_code == 302
    begun = session.scalars(select(Apprenticeship)).one()
    assert (begun.person_id, begun.week_min) == (nurse.id, 2250)
    assert nurse.name in coordinator.get("/apprentices").text


def test_the_board_counts_and_orders(make: Factory, sign_in: SignIn, trust: Organisation) -> None:
    today = clock.today()
    start, end = today - timedelta(days=180), today + timedelta(days=180)
    names = ("Slow", "Quick", "Young")
    people = [make.person(given_name=name) for name in names[:2]]
    people.append(make.person(given_name="Young", born_on=today - timedelta(days=17 * 365)))
    slow, quick, young = (
        make.apprenticeship(trust, person, started_on=start, planned_end_on=end) for person in people
    )
    for learner, hours in ((slow, 20), (quick, 160), (young, 150)):
        for days_ago in range(hours // 10):
            make.learning(learner, 10, on_day=today - timedelta(days=days_ago))
        make.review(learner, today)
    page = sign_in.as_role(Role.COORDINATOR, organisation_id=trust.id).get("/apprentices?show=all").text
    assert page.index("Slow Tester") < page.index("Quick Tester")
    assert "3 apprentices in 1 organisation" in page
    assert "<strong>1</strong> <span>behind on learning hours" in page
    assert f"<strong>0</strong> <span>reviews late, 0 due by {short_date(today + timedelta(days=14))}" in page
    assert "<strong>0</strong> <span>close to gateway" in page
    assert "<strong>0</strong> <span>on a break in learning" in page
    assert "<strong>1</strong> <span>under 18" in page and "Aged 16" in page
    # 181 of 361 days expect 150 of 300 hours. 130 are missing at 5.8 a week. 280 in 180 days are 11 a week.
    assert "20 h of 300; 150 expected" in page and "22 weeks behind" in page
    assert "Agree 11 h of learning a week" in page
    assert "160 h of 300; 150 expected" in page
    assert short_date(today + timedelta(weeks=12)) in page
    own = sign_in.as_person(people[0]).get("/learning/").text
    assert "20 h of 300; 150 expected" in own
    assert "11 h a week." in own and "So far it was 1 h." in own


def test_the_board_counts_reviews_that_are_late_and_those_that_are_due(
    make: Factory, sign_in: SignIn, trust: Organisation
) -> None:
    """Due twelve weeks after the last: one yesterday, one today, one in 14 days and one in 15."""
    today = clock.today()
    for number, days in enumerate((-1, 0, 14, 15)):
        learner = make.apprenticeship(
            trust, make.person(given_name=f"Learner{number}"), started_on=today - timedelta(days=180)
        )
        make.review(learner, today + timedelta(days=days) - timedelta(weeks=12))
    page = sign_in.as_role(Role.COORDINATOR, organisation_id=trust.id).get("/apprentices?show=all").text
    assert f"<strong>1</strong> <span>review late, 2 due by {short_date(today + timedelta(days=14))}" in page
    assert "Late by 1 day<" in page


def test_an_empty_board_says_what_would_stand_there(sign_in: SignIn, trust: Organisation) -> None:
    page = sign_in.as_role(Role.COORDINATOR, organisation_id=trust.id).get("/apprentices").text
    assert "No apprentices yet." in page


def test_an_assessor_without_the_competence_reads_what_is_missing(
    make: Factory, sign_in: SignIn, session: Session, trust: Organisation, nurse: Person
) -> None:
    assessor = make.employment(organisation=trust).person
    insulin = make.competence(title="Insulin by pen")
    make.assessor_right(assessor, insulin, organisation_id=trust.id)
    browser = sign_in.as_role(Role.ASSESSOR, assessor, organisation_id=trust.id)
    address = f"/assess/people/{nurse.id}/{insulin.id}"
    assert "You do not hold “Insulin by pen” yourself" in browser.get(address).text
    response = browser.post(f"{address}/sign-off", data={"level": "works_alone", "watched": "y"})
    assert response.status_code == 403
    assert session.scalar(select(func.count()).select_from(Assessment)) == 0


def test_not_yet_is_read_by_the_person_it_is_about(
    make: Factory, sign_in: SignIn, trust: Organisation, nurse: Person
) -> None:
    assessor = make.employment(organisation=trust).person
    skill = make.competence(title="Catheter care")
    make.sign_off(skill, assessor)
    make.assessor_right(assessor, skill, organisation_id=trust.id)
    browser = sign_in.as_role(Role.ASSESSOR, assessor, organisation_id=trust.id)
    address = f"/assess/people/{nurse.id}/{skill.id}/not-yet"
    assert browser.post(address, data={"missing": ""}).status_code == 400
    assert browser.post(address, data={"missing": "Practise with Tom first"}).status_code == 302
    assert "Practise with Tom first" in sign_in.as_person(nurse).get("/passport/").text


def test_the_county_enters_published_hours(make: Factory, sign_in: SignIn, session: Session) -> None:
    standard = make.standard(published_hours=None, checked=False)
    county = sign_in.as_role(Role.COUNTY_ADMINISTRATOR)
    form = {"hours": "290", "source": "Skills England, read on 22 November 2026"}
    assert county.post(f"/frameworks/standards/{standard.id}", data=form).status_code == 302
    session.refresh(standard)
    assert (standard.published_hours, standard.checked) == (290, True)
