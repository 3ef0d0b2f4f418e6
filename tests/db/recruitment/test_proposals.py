"""No place is promised twice, whoever proposes, answers or forgets to answer, and however many at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import empty_postgres
from tests.factories import Factory, actor
from tests.recruiting import make_application, make_placement, make_vacancy
from workforce.core import clock
from workforce.core.access import Role
from workforce.core.commands import upgrade
from workforce.core.db import Database
from workforce.core.errors import Conflict, Invalid, NotFound, from_integrity_error
from workforce.recruitment import rules
from workforce.recruitment.models import Application, Proposal, Vacancy, VacancyPlacement
from workforce.recruitment.rules import ApplicationStatus, ProposalStatus
from workforce.recruitment.services.proposals import Terms, answer, propose, renew_link, take_back

RECRUITER = actor(Role.RECRUITER)


def terms(placement: VacancyPlacement, **values: Any) -> Terms:
    """Propose 30 hours a week from next month, to be answered within a week."""
    defaults: dict[str, Any] = {
        "vacancy_placement_id": placement.id,
        "starts_on": clock.today() + timedelta(days=30),
        "week_min": 1800,
        "answer_days": 7,
        "message": "",
    }
    return Terms(**defaults | values)


def shortlisted(make: Factory, vacancy: Vacancy, *placements: VacancyPlacement) -> Application:
    return make_application(make, vacancy, *placements, status=ApplicationStatus.SHORTLISTED)


def let_expire(session: Session, proposal: Proposal) -> None:
    proposal.proposed_at = clock.now() - timedelta(days=8)
    proposal.expires_at = clock.now() - timedelta(days=1)
    session.flush()


def test_a_yes_keeps_the_place_and_saying_it_twice_changes_nothing(session: Session, make: Factory) -> None:
    vacancy = make_vacancy(make)
    placement = make_placement(make, vacancy)
    application = shortlisted(make, vacancy, placement)
    proposal, token = propose(session, RECRUITER, application, terms(placement))
    waiting = application.status
    decided = answer(session, token, accepts=True).decided_at
    assert [waiting, application.status] == [
        ApplicationStatus.PLACEMENT_PROPOSED,
        ApplicationStatus.ACCEPTED,
    ]
    assert answer(session, token, accepts=True).decided_at == decided
    assert proposal.position_id is not None


def test_a_no_frees_the_place_for_somebody_else(session: Session, make: Factory) -> None:
    vacancy = make_vacancy(make)
    placement = make_placement(make, vacancy)
    first, second = shortlisted(make, vacancy, placement), shortlisted(make, vacancy, placement)
    _, token = propose(session, RECRUITER, first, terms(placement))
    answer(session, token, accepts=False)
    assert first.status is ApplicationStatus.SHORTLISTED
    propose(session, RECRUITER, second, terms(placement))


def test_who_said_no_cannot_say_yes_through_the_same_link(session: Session, make: Factory) -> None:
    vacancy = make_vacancy(make)
    placement = make_placement(make, vacancy)
    _, token = propose(session, RECRUITER, shortlisted(make, vacancy, placement), terms(placement))
    answer(session, token, accepts=False)
    with pytest.raises(Conflict, match="already said no"):
        answer(session, token, accepts=True)


def test_a_full_placement_is_not_proposed_again(session: Session, make: Factory) -> None:
    vacancy = make_vacancy(make)
    placement = make_placement(make, vacancy, places=1)
    propose(session, RECRUITER, shortlisted(make, vacancy), terms(placement))
    late = shortlisted(make, vacancy)
    with pytest.raises(Conflict, match="Every place at Swanage home care is promised"):
        propose(session, RECRUITER, late, terms(placement))
    assert late.status is ApplicationStatus.SHORTLISTED


def test_a_place_that_nobody_answered_for_in_time_is_free_again(session: Session, make: Factory) -> None:
    vacancy = make_vacancy(make)
    placement = make_placement(make, vacancy, places=1)
    silent, next_one = shortlisted(make, vacancy), shortlisted(make, vacancy)
    proposal, token = propose(session, RECRUITER, silent, terms(placement))
    let_expire(session, proposal)
    propose(session, RECRUITER, next_one, terms(placement))
    assert proposal.status is ProposalStatus.EXPIRED
    assert silent.status is ApplicationStatus.SHORTLISTED
    with pytest.raises(NotFound):
        answer(session, token, accepts=True)


def test_an_overdue_link_is_not_found_even_before_anybody_noticed(session: Session, make: Factory) -> None:
    vacancy = make_vacancy(make)
    placement = make_placement(make, vacancy)
    proposal, token = propose(session, RECRUITER, shortlisted(make, vacancy), terms(placement))
    let_expire(session, proposal)
    with pytest.raises(NotFound):
        answer(session, token, accepts=True)


def test_a_new_link_ends_the_old_one_and_no_link_is_kept(session: Session, make: Factory) -> None:
    vacancy = make_vacancy(make)
    placement = make_placement(make, vacancy)
    application = shortlisted(make, vacancy)
    _, old = propose(session, RECRUITER, application, terms(placement))
    proposal, new = renew_link(session, RECRUITER, application)
    assert new not in proposal.token_hash
    with pytest.raises(NotFound):
        answer(session, old, accepts=True)
    assert answer(session, new, accepts=True).status is ProposalStatus.ACCEPTED


def test_a_proposal_taken_back_cannot_be_accepted(session: Session, make: Factory) -> None:
    vacancy = make_vacancy(make)
    placement = make_placement(make, vacancy)
    application = shortlisted(make, vacancy)
    _, token = propose(session, RECRUITER, application, terms(placement))
    take_back(session, RECRUITER, application)
    assert application.status is ApplicationStatus.SHORTLISTED
    with pytest.raises(NotFound):
        answer(session, token, accepts=True)


def test_a_second_proposal_to_one_person_is_refused(session: Session, make: Factory) -> None:
    vacancy = make_vacancy(make)
    placement = make_placement(make, vacancy, places=2)
    application = shortlisted(make, vacancy)
    propose(session, RECRUITER, application, terms(placement))
    with pytest.raises(Conflict):
        propose(session, RECRUITER, application, terms(placement))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"week_min": 600}, "hours"),
        ({"week_min": 2400}, "hours"),
        ({"starts_on": clock.today() - timedelta(days=1)}, "starts_on"),
        ({"answer_days": 0}, "answer_days"),
        ({"answer_days": rules.ANSWER_DAYS_MAX + 1}, "answer_days"),
    ],
)
def test_terms_outside_what_is_offered_are_refused_beside_their_field(
    session: Session, make: Factory, values: dict[str, Any], field: str
) -> None:
    vacancy = make_vacancy(make)
    placement = make_placement(make, vacancy)
    with pytest.raises(Invalid) as refused:
        propose(session, RECRUITER, shortlisted(make, vacancy), terms(placement, **values))
    assert refused.value.field == field


def test_a_placement_of_another_vacancy_cannot_be_proposed(session: Session, make: Factory) -> None:
    application = shortlisted(make, make_vacancy(make))
    elsewhere = make_placement(make, make_vacancy(make))
    with pytest.raises(Invalid):
        propose(session, RECRUITER, application, terms(elsewhere))


@pytest.mark.parametrize("fault", ["held_twice", "of_another_placement", "open_without_a_place"])
def test_the_database_itself_refuses(session: Session, make: Factory, fault: str) -> None:
    """Even code that forgets every rule above cannot promise a place twice, or promise none."""
    vacancy = make_vacancy(make)
    placement, other = make_placement(make, vacancy), make_placement(make, vacancy)
    held, _ = propose(session, RECRUITER, shortlisted(make, vacancy), terms(placement))
    position_id = {
        "held_twice": held.position_id,
        "of_another_placement": other.positions[0].id,
        "open_without_a_place": None,
    }[fault]
    with pytest.raises(IntegrityError):
        make.add(
            Proposal(
                application_id=shortlisted(make, vacancy).id,
                vacancy_placement_id=placement.id,
                position_id=position_id,
                token_hash="0" * 64,
                proposed_at=clock.now(),
                expires_at=clock.now() + timedelta(days=1),
                starts_on=clock.today(),
                week_min=1800,
            )
        )


@pytest.mark.parametrize(
    "kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], ids=["sqlite", "postgres"]
)
def test_of_many_who_propose_the_last_places_at_once_only_so_many_win(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Twelve recruiters propose the three places of one placement to twelve people, four at a time."""
    url = f"sqlite:///{tmp_path}/race.sqlite"
    if kind == "postgres":
        url = request.getfixturevalue("postgres_url")
        empty_postgres(url)
    database = Database(url)
    upgrade(database)
    with database.new_session(writes=True) as session:
        session.info["arranges"] = True
        make = Factory(session)
        vacancy = make_vacancy(make)
        placement = make_placement(make, vacancy, places=3)
        application_ids = [shortlisted(make, vacancy).id for _ in range(12)]
        wanted = terms(placement)
        session.commit()

    def try_to_propose(application_id: int) -> str:
        try:
            with database.writing() as session:
                application = session.get_one(Application, application_id)
                propose(session, RECRUITER, application, wanted)
        except IntegrityError as error:
            return from_integrity_error(error).code
        except Conflict as error:
            return error.code
        return "proposed"

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(try_to_propose, application_ids))
    with database.reading() as session:
        live = session.scalar(select(func.count(Proposal.position_id)))
    database.dispose()
    assert sorted(outcomes) == ["no_place_left"] * 9 + ["proposed"] * 3
    assert live == 3
