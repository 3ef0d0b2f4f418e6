"""Work elsewhere: booked once, refused where it overlaps, and taken away only by its owner."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from rostering.bookings.models import Booking
from rostering.bookings.services import book_commitment, free_commitment
from tests.factories import Factory, london
from workforce.accounts.queries import actor_unscoped
from workforce.core import clock
from workforce.core.access import Actor
from workforce.core.errors import Conflict, Invalid, NotFound
from workforce.employments.models import Employment

DAY = clock.today() + timedelta(days=30)


@pytest.fixture
def employment(make: Factory) -> Employment:
    return make.employment()


@pytest.fixture
def who(session: Session, make: Factory, employment: Employment) -> Actor:
    return actor_unscoped(session, make.account(employment.person))


def book(
    session: Session, who: Actor, employment: Employment, starts_at: datetime, hours: int = 8
) -> Booking:
    return book_commitment(
        session,
        who,
        employment_id=employment.id,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=hours),
        break_min=30,
        label="Clinic",
    )


def test_a_duty_elsewhere_is_booked_without_its_break(
    session: Session, who: Actor, employment: Employment
) -> None:
    booking = book(session, who, employment, london(DAY))
    assert (booking.work_min, booking.organisation_id) == (450, employment.organisation_id)


def test_an_overlap_is_refused_with_what_and_when(
    session: Session, who: Actor, employment: Employment
) -> None:
    book(session, who, employment, london(DAY, 8))
    with pytest.raises(Conflict, match=r"Clinic, \w+ \d+ \w+, 08:00 to 16:00"):
        book(session, who, employment, london(DAY, 15))


def test_a_duty_that_starts_when_another_ends_is_booked(
    session: Session, who: Actor, employment: Employment
) -> None:
    book(session, who, employment, london(DAY, 8), hours=4)
    assert book(session, who, employment, london(DAY, 12), hours=4).id


def test_only_for_an_employer_one_has(session: Session, make: Factory, who: Actor) -> None:
    with pytest.raises(Invalid) as refused:
        book(session, who, make.employment(), london(DAY))
    assert refused.value.field == "employment_id"


def test_others_cannot_take_a_duty_away(
    session: Session, make: Factory, who: Actor, employment: Employment
) -> None:
    booking = book(session, who, employment, london(DAY))
    with pytest.raises(NotFound):
        free_commitment(session, actor_unscoped(session, make.account(make.person())), booking.id)
    free_commitment(session, who, booking.id)
    assert session.get(Booking, booking.id) is None
