"""What recruiters find in their lists, in which order, and how many queries it takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.factories import Factory, actor
from tests.recruiting import make_application, make_placement, make_vacancy
from workforce.core.access import Permission, Role
from workforce.recruitment.queries import public, recruiting
from workforce.recruitment.rules import ApplicationStatus

RECRUITER = actor(Role.RECRUITER)


@contextmanager
def counting(session: Session) -> Iterator[list[str]]:
    """Collect the statements that are sent to the database."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", note)
    yield sent
    event.remove(connection, "before_cursor_execute", note)


def test_what_to_act_on_stands_first(session: Session, make: Factory) -> None:
    vacancy = make_vacancy(make)
    for status in (
        ApplicationStatus.NOT_TAKEN,
        ApplicationStatus.SHORTLISTED,
        ApplicationStatus.SUBMITTED,
        ApplicationStatus.ACCEPTED,
    ):
        make_application(make, vacancy, status=status)
    cards = recruiting.application_cards(session, RECRUITER, vacancy)
    assert [card.status.value for card in cards] == ["accepted", "submitted", "shortlisted", "not_taken"]
    assert [bool(card.name) for card in cards] == [True, False, True, True]


@pytest.mark.parametrize("page", ["jobs", "job", "vacancies", "vacancy", "application"])
def test_no_list_asks_more_often_the_longer_it_is(session: Session, make: Factory, page: str) -> None:
    def read() -> int:
        session.expunge_all()
        with counting(session) as sent:
            match page:
                case "jobs":
                    found = public.open_roles_unscoped(session).vacancies
                    assert [vacancy.hours and vacancy.position_count for vacancy in found]
                case "job":
                    places = public.public_vacancy_unscoped(session, vacancy.reference).placements
                    assert [place.where and place.organisation.name for place in places]
                case "vacancies":
                    rows = recruiting.vacancies(session, RECRUITER)
                    assert [row.vacancy.organisation.name and row.received for row in rows]
                case "vacancy":
                    assert recruiting.application_cards(session, RECRUITER, vacancy)
                case "application":
                    permission = Permission.VIEW_APPLICATIONS
                    one = recruiting.application(session, RECRUITER, permission, application.reference)
                    assert [choice.placement.title for choice in one.choices]
        return len(sent)

    def add() -> None:
        place = make_placement(make, vacancy, team_id=make.team().id)
        make_application(make, vacancy, place)

    vacancy = make_vacancy(make)
    place = make_placement(make, vacancy, site_id=make.site().id)
    application = make_application(make, vacancy, place)
    short = read()
    for _ in range(4):
        vacancy = session.merge(vacancy)
        add()
        other = make_vacancy(make)
        make_application(make, other, make_placement(make, other))
    assert read() == short <= 6
