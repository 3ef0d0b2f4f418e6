"""Nothing that one organisation writes appears on a page that somebody of another can open.

Every text of the other organisation becomes a canary that names its column. Somebody works for both, so
that pages have a way to carry it across. Then everybody of the first organisation opens every page.
"""

from __future__ import annotations

import re
from datetime import time, timedelta
from itertools import product

import pytest
from flask import Flask
from sqlalchemy import Enum, String, Table, select, update
from sqlalchemy.orm import Session

from tests.authorisation.conftest import browser
from tests.authorisation.policy import POLICY, WITH_A_PASSPORT, routes
from tests.authorisation.visits import address_of
from tests.authorisation.world import SAMPLES, World
from workforce.checks.details import CheckKind, CriminalRecordDetails, RightToWorkDetails
from workforce.checks.models import CheckState
from workforce.core import clock
from workforce.core.db import Base
from workforce.people.models import Person

#: What everybody may know: employers, places, teams, and the jobs that are open to the public.
PUBLIC = {"organisations", "sites", "teams", "neighbourhoods", "vacancies", "vacancy_placements"}
#: What finds a row or is its hash; a canary there would change where addresses lead.
KEYS = {"reference", "passport_number", "token_hash", "form_key", "code", "competence_code", "password_hash"}
#: What a county administrator never reads: the content of evidence, and what people say to their own lead.
PERSONAL = {
    *("checks", "registrations", "training_records", "assessments", "learning_entries", "reviews"),
    *("leaves", "availability_requests", "bookings", "applications", "proposals", "breaks_in_learning"),
}
CANARY = re.compile(r"canary-(\w+)-(\w+)-\d+")
#: Where the one stands who works for both.
COLLEAGUE = "own team"
QUERIES = ("", "?q=canary&as=table&days=7")


@pytest.fixture
def canaries(app: Flask, world: World, session: Session) -> World:
    """Yield the world with one of everything in each place, and the other organisation's texts replaced."""
    for argument, place in product(SAMPLES, world.spots):
        world.id_of(argument, place)
    _somebody_for_both(world)
    owned = _owned(session, world)
    for table in Base.metadata.sorted_tables:
        for row_id in sorted(owned.get(table.name, ())):
            texts = {
                column.name: f"canary-{table.name}-{column.name}-{row_id}"
                for column in table.columns
                if isinstance(column.type, String) and not isinstance(column.type, Enum)
                if column.name not in KEYS
            }
            if texts and table.name not in PUBLIC:
                session.execute(update(table).where(table.c.id == row_id).values(texts))
    session.commit()
    return world


@pytest.mark.no_cover
def test_no_page_carries_what_another_organisation_wrote(
    app: Flask, canaries: World, cookies: dict[str, str | None]
) -> None:
    """Every page of every role, as it stands and with a search for the canary."""
    escaped, opened = set(), 0
    for rule in routes(app):
        if "GET" not in (rule.methods or set()):
            continue
        for (role, place), query in product(_insiders(rule.endpoint, set(cookies)), QUERIES):
            address = address_of(app, canaries, rule, place) + query
            page = browser(app, cookies[role]).get(address).text
            opened += 1
            escaped |= {
                f"{table}.{column} on {rule.endpoint} as {role}"
                for table, column in CANARY.findall(page)
                if role != "county_administrator" or table in PERSONAL
            }
    assert sorted(escaped) == []
    assert opened > len(POLICY)


def _insiders(endpoint: str, everybody: set[str]) -> list[tuple[str, str]]:
    """Return who may open a view, with the place of the colleague who works for both where they may look."""
    expected = POLICY[endpoint]
    if isinstance(expected, str):
        return [(role, "self") for role in sorted(everybody) if role != "anonymous" or expected == "everyone"]
    return [
        ("staff" if role == WITH_A_PASSPORT else role, COLLEAGUE if COLLEAGUE in places else places[0])
        for role, places in expected.items()
    ]


def _somebody_for_both(world: World) -> None:
    """Let somebody of the actor's team work for the other organisation, too, and be checked there."""
    make, person = world.make, world.spots[COLLEAGUE].person
    other = world.spots["other organisation"].organisation
    employment = make.employment(person, other, ended_on=clock.today() + timedelta(days=90))
    make.member(world.spots["other organisation"].team, employment)
    make.booking(person, other, clock.from_london(clock.today(), time(9)))
    make.booking(person, other, clock.now() + timedelta(days=2, hours=3))
    record = CriminalRecordDetails(certificate_end="canary-checks-details-1")
    make.check(person, other, CheckKind.CRIMINAL_RECORD, record)
    make.check(
        person, other, CheckKind.RIGHT_TO_WORK, RightToWorkDetails(reference="canary-checks-details-2")
    )
    make.check(person, other, CheckKind.WORK_HEALTH, state=CheckState.WITHDRAWN, withdrawn_on=clock.today())
    make.check(person, other, CheckKind.IDENTITY, state=CheckState.AWAITING, outcome=None)
    make.session.commit()


def _owned(session: Session, world: World) -> dict[str, set[int]]:
    """Return the rows of each table that belong to the other organisation, by way of any foreign key."""
    other = world.spots["other organisation"]
    owned = {
        "organisations": {other.organisation.id},
        "people": {other.person.id},
        "accounts": {other.account.id},
    }
    before = -1
    while before != (before := sum(map(len, owned.values()))):
        for table in Base.metadata.sorted_tables:
            _spread(session, table, owned)
    return owned


def _spread(session: Session, table: Table, owned: dict[str, set[int]]) -> None:
    for key in table.foreign_keys:
        if "id" in table.c and owned.get(key.column.table.name):
            owned_ids = select(table.c.id).where(key.parent.in_(owned[key.column.table.name]))
            owned.setdefault(table.name, set()).update(session.scalars(owned_ids))


def test_the_canaries_are_where_pages_would_find_them(canaries: World, session: Session) -> None:
    """The other organisation's people are really called canaries."""
    person = session.get_one(Person, canaries.spots["other organisation"].person.id, populate_existing=True)
    assert CANARY.search(person.family_name)
