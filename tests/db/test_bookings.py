"""Nobody is promised to two places at once, whoever asks and however many ask together."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from rostering.bookings.models import Booking
from tests.conftest import empty_postgres
from tests.factories import Factory, london
from workforce.core.commands import upgrade
from workforce.core.db import Database, lock_people
from workforce.core.errors import from_integrity_error

MONDAY = date(2026, 11, 23)


def test_back_to_back_bookings_are_lawful_for_the_database(session: Session, make: Factory) -> None:
    """One duty may start at the instant at which another ends."""
    person, trust = make.person(), make.organisation()
    make.booking(person, trust, london(MONDAY, 8), hours=8)
    make.booking(person, trust, london(MONDAY, 16), hours=4)


@pytest.mark.parametrize("hour", [1, 7, 10, 15])
def test_an_overlap_is_refused_in_words(session: Session, make: Factory, hour: int) -> None:
    """Overlap from the left, from the right or inside is refused, and the person at the page is told why."""
    person, trust, firm = make.person(), make.organisation(), make.organisation()
    make.booking(person, trust, london(MONDAY, 8), hours=8)
    with pytest.raises(IntegrityError) as refused:
        make.booking(person, firm, london(MONDAY, hour), hours=8)
    assert from_integrity_error(refused.value).code == "double_booking"


def test_a_booking_cannot_be_moved_onto_another(session: Session, make: Factory) -> None:
    """Changing the times of a booking is held to the same rule as making one."""
    person, trust = make.person(), make.organisation()
    make.booking(person, trust, london(MONDAY, 8), hours=8)
    later = make.booking(person, trust, london(MONDAY, 20), hours=4)
    later.starts_at = london(MONDAY, 12)
    with pytest.raises(IntegrityError, match="bookings_no_double_booking"):
        session.flush()


def test_two_people_may_work_at_the_same_time(session: Session, make: Factory) -> None:
    """The rule is about one person, not about one place."""
    trust = make.organisation()
    make.booking(make.person(), trust, london(MONDAY))
    make.booking(make.person(), trust, london(MONDAY))


@pytest.mark.parametrize(
    "kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], ids=["sqlite", "postgres"]
)
def test_of_two_who_book_at_once_exactly_one_wins(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Two organisations race for the same hours of the same person, 60 times over."""
    races = 60
    url = f"sqlite:///{tmp_path}/race.sqlite"
    if kind == "postgres":
        url = request.getfixturevalue("postgres_url")
        empty_postgres(url)
    database = Database(url)
    upgrade(database)
    with database.new_session(writes=True) as session:
        session.info["arranges"] = True
        make = Factory(session)
        person_id = make.person().id
        organisation_ids = [make.organisation().id, make.organisation().id]
        session.commit()

    def book(race: int, organisation_id: int) -> str:
        starts_at = london(MONDAY) + timedelta(days=race)
        with database.new_session(writes=True) as session:
            session.info["arranges"] = True
            lock_people(session, [person_id])
            session.add(
                Booking(
                    person_id=person_id,
                    organisation_id=organisation_id,
                    starts_at=starts_at,
                    ends_at=starts_at + timedelta(hours=8),
                    work_min=480,
                    label="Duty",
                )
            )
            try:
                session.commit()
            except IntegrityError as error:
                return from_integrity_error(error).code
        return "booked"

    with ThreadPoolExecutor(4) as pool:
        outcomes = [
            [
                future.result()
                for future in [
                    pool.submit(book, race, organisation_id) for organisation_id in organisation_ids
                ]
            ]
            for race in range(races)
        ]
    with database.reading() as session:
        booked = session.scalar(select(func.count()).select_from(Booking))
    database.dispose()
    assert booked == races
    assert all(sorted(outcome) == ["booked", "double_booking"] for outcome in outcomes)
