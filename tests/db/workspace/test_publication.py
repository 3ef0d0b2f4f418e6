"""Publication: all at once or not at all, with notice measured, and never a silent change afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from rostering.bookings.models import Booking
from rostering.rotas.models import Rota, RotaChange, RotaStatus
from rostering.workspace.services.edits import Cell
from rostering.workspace.services.publication import publication_check_unscoped, publish
from rostering.workspace.services.published import change
from tests.factories import Factory, london
from tests.small_team import MONDAY, SmallTeam
from workforce.accounts.queries import actor_unscoped
from workforce.core.access import Actor
from workforce.core.errors import Conflict, Invalid
from workforce.readiness.sections import Sections

NONE = Sections([])
#: 45 days before the first day of the rota.
EARLY_ENOUGH = MONDAY - timedelta(days=45)


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with today(EARLY_ENOUGH):
        yield


@contextmanager
def today(day: date) -> Iterator[None]:
    with time_machine.travel(london(day, 10), tick=False):
        yield


@pytest.fixture
def weymouth(make: Factory) -> SmallTeam:
    return SmallTeam(make)


@pytest.fixture
def lead(session: Session, weymouth: SmallTeam) -> Actor:
    return actor_unscoped(session, weymouth.lead())


def bookings(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Booking)) or 0


def publish_it(
    session: Session, lead: Actor, rota: Rota, replaced: int | None = None, reason: str = ""
) -> Rota:
    return publish(
        session,
        NONE,
        lead,
        rota.id,
        seen_revision=rota.revision,
        seen_replaced_id=replaced,
        reason=reason,
    )


def test_publishing_books_every_shift_for_its_employer(
    session: Session, weymouth: SmallTeam, lead: Actor
) -> None:
    weymouth.fill()
    publish_it(session, lead, weymouth.rota)
    assert weymouth.rota.status is RotaStatus.PUBLISHED
    assert weymouth.rota.notice_days == 45
    assert bookings(session) == 28 * 4
    sam = session.scalars(select(Booking).where(Booking.person_id == weymouth.carers[0].id)).first()
    assert sam is not None
    assert (sam.organisation_id, sam.work_min) == (weymouth.firm.id, 450)
    assert sam.label in ("Early, Westhaven Hospital", "Late, Westhaven Hospital")


def test_a_shift_is_booked_for_the_employer_of_its_day(
    session: Session, weymouth: SmallTeam, lead: Actor, make: Factory
) -> None:
    """Sam works for the firm to day 13 and for the trust from day 14."""
    sam, change = weymouth.carers[0], MONDAY + timedelta(days=14)
    (member,) = [member for member in make.members_of(weymouth.team) if member.person_id == sam.id]
    member.employment.ended_on = change - timedelta(days=1)
    employment = make.employment(sam, weymouth.trust, weymouth.carer, started_on=change)
    make.member(weymouth.team, employment, joined_on=change)
    weymouth.put(sam, weymouth.early, 13)
    weymouth.put(sam, weymouth.early, 14)
    publish_it(session, lead, weymouth.rota)
    booked = session.scalars(
        select(Booking.organisation_id).where(Booking.person_id == sam.id).order_by(Booking.starts_at)
    )
    assert list(booked) == [weymouth.firm.id, weymouth.trust.id]


def test_what_breaks_the_law_is_not_published(session: Session, weymouth: SmallTeam, lead: Actor) -> None:
    weymouth.put(weymouth.nurses[0], weymouth.late, 0)
    weymouth.put(weymouth.nurses[0], weymouth.early, 1)
    (broken,) = publication_check_unscoped(session, NONE, weymouth.rota).broken
    assert broken.rule == "daily_rest"
    with pytest.raises(Conflict, match="Karen Stone"):
        publish_it(session, lead, weymouth.rota)
    assert bookings(session) == 0


def test_short_notice_needs_a_reason(session: Session, weymouth: SmallTeam, lead: Actor) -> None:
    weymouth.put(weymouth.nurses[0], weymouth.late, 0)
    with today(MONDAY - timedelta(days=31)):
        with pytest.raises(Invalid) as refused:
            publish_it(session, lead, weymouth.rota)
        assert refused.value.field == "reason"
        publish_it(session, lead, weymouth.rota, reason="Ward closed")
    assert (weymouth.rota.notice_days, weymouth.rota.short_notice_reason) == (31, "Ward closed")


def test_the_standard_notice_needs_none(session: Session, weymouth: SmallTeam, lead: Actor) -> None:
    weymouth.put(weymouth.nurses[0], weymouth.late, 0)
    with today(MONDAY - timedelta(days=42)):
        assert publish_it(session, lead, weymouth.rota).status is RotaStatus.PUBLISHED


def test_work_booked_elsewhere_stops_it_and_nothing_is_half_saved(
    session: Session, make: Factory, weymouth: SmallTeam, lead: Actor
) -> None:
    weymouth.put(weymouth.nurses[0], weymouth.late, 0)
    weymouth.put(weymouth.nurses[1], weymouth.late, 1)
    make.booking(weymouth.nurses[1], make.organisation(), london(MONDAY + timedelta(days=1), 12))
    with pytest.raises(Conflict, match="Grace Adeyemi"):
        publish_it(session, lead, weymouth.rota)
    assert bookings(session) == 1
    assert weymouth.rota.status is RotaStatus.DRAFT


def test_a_rota_changed_since_it_was_checked_is_not_published(
    session: Session, weymouth: SmallTeam, lead: Actor
) -> None:
    weymouth.put(weymouth.nurses[0], weymouth.late, 0)
    seen = weymouth.rota.revision
    weymouth.rota.revision += 1
    with pytest.raises(Conflict, match="after you checked it"):
        publish(session, NONE, lead, weymouth.rota.id, seen_revision=seen, seen_replaced_id=None, reason="")


def test_a_new_version_takes_the_place_of_the_old_and_each_person_sees_what_changed(
    session: Session, make: Factory, weymouth: SmallTeam, lead: Actor
) -> None:
    karen, grace = weymouth.nurses[:2]
    weymouth.put(karen, weymouth.late, 0)
    weymouth.put(grace, weymouth.late, 1)
    old = publish_it(session, lead, weymouth.rota)
    new = make.rota(weymouth.team, MONDAY, version=2)
    weymouth.put(karen, weymouth.early, 0, new)
    weymouth.put(grace, weymouth.late, 1, new)
    with pytest.raises(Conflict, match="just been published"):
        publish_it(session, lead, new, reason="Karen asked")
    publish_it(session, lead, new, replaced=old.id, reason="Karen asked")
    assert old.status is RotaStatus.CLOSED
    assert bookings(session) == 2
    (told,) = session.scalars(select(RotaChange))
    assert (told.person_id, told.was, told.became, told.reason) == (karen.id, "Late", "Early", "Karen asked")
    assert told.notice_min == (45 * 24 - 3) * 60


def test_a_new_version_leaves_what_has_begun_as_it_was_published(
    session: Session, make: Factory, weymouth: SmallTeam, lead: Actor
) -> None:
    """Karen worked Monday's Late, Grace has Tuesday's; the draft gives Monday to Tom, Tuesday to Josie."""
    karen, grace, tom, josie = weymouth.nurses
    weymouth.put(karen, weymouth.late, 0)
    weymouth.put(grace, weymouth.late, 1)
    old = publish_it(session, lead, weymouth.rota)
    new = make.rota(weymouth.team, MONDAY, version=2)
    weymouth.put(tom, weymouth.late, 0, new)
    weymouth.put(josie, weymouth.late, 1, new)
    with today(MONDAY + timedelta(days=1)):
        ready = publication_check_unscoped(session, NONE, new)
        assert ready.kept == 2 and ready.comparison is not None
        assert [person.name for person in ready.comparison.people] == ["Grace Adeyemi", "Josie Legg"]
        publish_it(session, lead, new, replaced=old.id, reason="Grace asked")
    booked = session.execute(select(Booking.person_id, Booking.starts_at).order_by(Booking.starts_at)).all()
    assert [tuple(row) for row in booked] == [
        (karen.id, london(MONDAY, 13, 30)),
        (josie.id, london(MONDAY + timedelta(days=1), 13, 30)),
    ]
    told = session.scalars(select(RotaChange.person_id).order_by(RotaChange.person_id)).all()
    assert list(told) == sorted([grace.id, josie.id])


def test_a_published_shift_is_changed_with_a_reason_and_its_booking_moves(
    session: Session, weymouth: SmallTeam, lead: Actor
) -> None:
    karen = weymouth.nurses[0]
    weymouth.put(karen, weymouth.late, 0)
    rota = publish_it(session, lead, weymouth.rota)
    cell = Cell(karen.id, MONDAY, weymouth.late.id)
    with pytest.raises(Invalid) as refused:
        change(session, NONE, lead, rota.id, cell, weymouth.early.id, "")
    assert refused.value.field == "reason"
    said = change(session, NONE, lead, rota.id, cell, weymouth.early.id, "Late is over-full")
    assert said == "Early for Karen Stone, with 44 days’ notice."
    (booking,) = session.scalars(select(Booking))
    assert booking.starts_at == london(MONDAY, 7)
    assert booking.label == "Early, Westhaven Hospital"
    change(session, NONE, lead, rota.id, Cell(karen.id, MONDAY, weymouth.early.id), None, "Not needed")
    assert bookings(session) == 0
    assert [change.became for change in session.scalars(select(RotaChange).order_by(RotaChange.id))] == [
        "Early",
        "",
    ]


def test_a_shift_that_has_begun_stays(session: Session, weymouth: SmallTeam, lead: Actor) -> None:
    karen = weymouth.nurses[0]
    weymouth.put(karen, weymouth.late, 0)
    rota = publish_it(session, lead, weymouth.rota)
    with time_machine.travel(london(MONDAY, 14)), pytest.raises(Conflict, match="has begun"):
        change(session, NONE, lead, rota.id, Cell(karen.id, MONDAY, weymouth.late.id), None, "Ill")
