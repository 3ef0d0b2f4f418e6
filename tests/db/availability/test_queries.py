"""Who is away when, as rotas are told."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from rostering.availability.models import Leave, LeaveKind, LeaveStatus, Unavailability
from rostering.availability.queries import away_unscoped
from tests.factories import Factory, london

MONDAY = date(2027, 1, 18)
SUNDAY = date(2027, 1, 24)


def test_agreed_leave_and_weekly_ties_are_away(session: Session, make: Factory) -> None:
    person = make.person()
    make.add(
        Leave(
            person_id=person.id,
            kind=LeaveKind.ANNUAL,
            first_on=date(2027, 1, 15),
            last_on=date(2027, 1, 19),
            status=LeaveStatus.AGREED,
            asked_at=london(MONDAY),
        )
    )
    make.add(Unavailability(person_id=person.id, first_on=date(2026, 1, 1), weekday=2))
    away = away_unscoped(session, [person.id], MONDAY, SUNDAY)[person.id]
    assert [item.words for item in away] == ["annual leave 15 to 19 January", "cannot work 20 January"]


@pytest.mark.parametrize("status", [LeaveStatus.ASKED, LeaveStatus.DECLINED, LeaveStatus.WITHDRAWN])
def test_leave_that_is_not_agreed_keeps_nobody_off_a_rota(
    session: Session, make: Factory, status: LeaveStatus
) -> None:
    person = make.person()
    make.add(
        Leave(
            person_id=person.id,
            kind=LeaveKind.ANNUAL,
            first_on=MONDAY,
            last_on=SUNDAY,
            status=status,
            asked_at=london(MONDAY),
        )
    )
    assert away_unscoped(session, [person.id], MONDAY, SUNDAY) == {}


def test_the_reason_of_sickness_and_other_leave_is_kept_from_the_rota(
    session: Session, make: Factory
) -> None:
    person = make.person()
    make.add(
        Leave(
            person_id=person.id,
            kind=LeaveKind.SICKNESS,
            first_on=MONDAY,
            last_on=MONDAY,
            note="flu",
            status=LeaveStatus.AGREED,
            asked_at=london(MONDAY),
        )
    )
    (away,) = away_unscoped(session, [person.id], MONDAY, SUNDAY)[person.id]
    assert away.words == "away 18 January"
