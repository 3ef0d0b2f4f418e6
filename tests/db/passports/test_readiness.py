"""Readiness of many people at once: right for each, and in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from app import SECTIONS
from tests.factories import Factory
from workforce.checks.details import CheckKind, CriminalRecordDetails, DBSLevel, Group
from workforce.core.access import SYSTEM
from workforce.organisations.models import Organisation
from workforce.passports.queries import WorkReason, places_unscoped, readiness_at
from workforce.people.models import Person
from workforce.placements.models import PlacementStatus
from workforce.readiness.services import load_acceptance_rules

DAY = date(2026, 11, 3)


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    """Collect the statements that are run."""
    statements: list[str] = []

    def note(_c: Connection, _k: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    engine = session.connection().engine
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def trust(session: Session, make: Factory) -> Organisation:
    """An employer with the shipped rules."""
    trust = make.organisation()
    load_acceptance_rules(session, SYSTEM)
    session.flush()
    return trust


def hire(make: Factory, trust: Organisation, count: int) -> list[int]:
    """Employ so many people, each with a DBS check."""
    role = make.job_role()
    content = CriminalRecordDetails(DBSLevel.ENHANCED, (Group.ADULT,), (Group.ADULT,))
    people: list[Person] = []
    for _ in range(count):
        people.append(make.employment(organisation=trust, job_role=role).person)
        make.check(people[-1], trust, CheckKind.CRIMINAL_RECORD, content)
    return [person.id for person in people]


def test_many_people_take_no_more_queries_than_few(
    session: Session, make: Factory, trust: Organisation
) -> None:
    """Three people and thirty cost the same."""
    few, many = hire(make, trust, 3), hire(make, trust, 30)
    session.expunge_all()
    with counted(session) as for_few:
        readiness_at(session, SECTIONS, trust.id, few, DAY)
    session.expunge_all()
    with counted(session) as for_many:
        readied = readiness_at(session, SECTIONS, trust.id, many, DAY)
    assert len(for_many) == len(for_few)
    met = {item.requirement.code for item in readied[many[-1]].readiness.met}
    assert met == {"criminal_record"} and len(readied) == 30


def test_where_somebody_works(session: Session, make: Factory) -> None:
    """Employer, host of a placement, host of the team; a host that was refused is none."""
    own, host, refused = make.organisation(), make.organisation(), make.organisation()
    contract = make.employment(organisation=own, started_on=DAY + timedelta(days=5))
    make.placement(contract, host, status=PlacementStatus.ASKED)
    make.placement(contract, refused, status=PlacementStatus.DECLINED)
    team_host = make.organisation()
    make.member(make.team(own, (make.site(team_host),)), contract)
    places = places_unscoped(session, [contract.person_id], DAY)[contract.person_id]
    assert [(place.organisation.id, place.because) for place in places] == [
        (own.id, WorkReason.EMPLOYER),
        (host.id, WorkReason.ASKED),
        (team_host.id, WorkReason.TEAM),
    ]
    assert places[0].starts_on == DAY + timedelta(days=5)
