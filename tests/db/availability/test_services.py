"""Asking for leave and answering it: who may, what is refused, and that the first answer stands."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from rostering.availability import queries, services
from rostering.availability.models import Leave, LeaveKind, LeaveStatus
from rostering.availability.services import LeaveAsked
from rostering.leave_effects.queries import effects_unscoped
from rostering.rotas.models import RotaStatus
from tests.factories import Factory
from tests.small_team import SmallTeam
from workforce.accounts.models import Account
from workforce.accounts.queries import actor_unscoped
from workforce.core import clock
from workforce.core.access import Actor, Role
from workforce.core.audit import AuditEvent
from workforce.core.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from workforce.people.models import Person

SOON = clock.today() + timedelta(days=50)


@pytest.fixture
def weymouth(make: Factory) -> SmallTeam:
    return SmallTeam(make)


def acting(session: Session, account: Account) -> Actor:
    return actor_unscoped(session, account)


def staff(session: Session, make: Factory, person: Person) -> Actor:
    return acting(session, make.account(person))


def asked(
    first: date = SOON, last: date | None = None, starts: time | None = None, ends: time | None = None
) -> LeaveAsked:
    return LeaveAsked(LeaveKind.ANNUAL, first, last or first, starts, ends)


def ask(session: Session, weymouth: SmallTeam, person: Person) -> Leave:
    return services.ask_leave(session, staff(session, weymouth.make, person), asked())


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (asked(clock.today() - timedelta(days=1)), "first_on"),
        (asked(SOON, SOON - timedelta(days=1)), "last_on"),
        (asked(SOON, SOON + timedelta(days=1), starts=time(9), ends=time(12)), "last_on"),
        (asked(starts=time(12), ends=time(9)), "ends"),
        (asked(starts=time(12)), "starts"),
    ],
)
def test_leave_that_makes_no_sense_is_refused_beside_its_field(
    session: Session, weymouth: SmallTeam, wrong: LeaveAsked, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        services.ask_leave(session, staff(session, weymouth.make, weymouth.nurses[0]), wrong)
    assert refused.value.field == field


def test_the_same_day_cannot_be_asked_for_twice(session: Session, weymouth: SmallTeam) -> None:
    who = staff(session, weymouth.make, weymouth.nurses[0])
    services.ask_leave(session, who, asked())
    with pytest.raises(Conflict, match="already asked for leave"):
        services.ask_leave(session, who, asked(SOON - timedelta(days=2), SOON))


def test_leave_that_was_taken_back_frees_its_days(session: Session, weymouth: SmallTeam) -> None:
    who = staff(session, weymouth.make, weymouth.nurses[0])
    services.withdraw_leave(session, who, services.ask_leave(session, who, asked()).id)
    assert services.ask_leave(session, who, asked()).status is LeaveStatus.ASKED


def test_a_lead_of_the_team_answers(session: Session, weymouth: SmallTeam) -> None:
    leave = ask(session, weymouth, weymouth.nurses[0])
    session.expunge(leave)
    lead = weymouth.lead()
    leave = services.decide_leave(session, acting(session, lead), leave.id, agree=True, answer="Enjoy it")
    assert (leave.status, leave.decided_by_account_id) == (LeaveStatus.AGREED, lead.id)


def test_declining_needs_a_reason(session: Session, weymouth: SmallTeam) -> None:
    leave = ask(session, weymouth, weymouth.nurses[0])
    with pytest.raises(Invalid) as refused:
        services.decide_leave(session, acting(session, weymouth.lead()), leave.id, agree=False, answer="")
    assert refused.value.field == "answer"
    assert leave.status is LeaveStatus.ASKED


def test_the_first_answer_stands(session: Session, weymouth: SmallTeam) -> None:
    leave = ask(session, weymouth, weymouth.nurses[0])
    services.decide_leave(
        session, acting(session, weymouth.lead()), leave.id, agree=False, answer="Three are away"
    )
    with pytest.raises(Conflict, match="Maria Encombe has already answered: declined"):
        services.decide_leave(
            session, acting(session, weymouth.lead("Sara Dunn")), leave.id, agree=True, answer=""
        )


def test_a_lead_of_another_team_cannot_tell_that_the_leave_exists(
    session: Session, make: Factory, weymouth: SmallTeam
) -> None:
    leave = ask(session, weymouth, weymouth.nurses[0])
    stranger = make.account(make.person())
    make.grant(stranger, Role.TEAM_LEAD, team_id=make.team().id)
    with pytest.raises(NotFound):
        services.decide_leave(session, acting(session, stranger), leave.id, agree=True, answer="")


def test_nobody_answers_their_own_leave(session: Session, weymouth: SmallTeam) -> None:
    account = weymouth.make.account(weymouth.nurses[0])
    weymouth.make.grant(account, Role.TEAM_LEAD, team_id=weymouth.team.id)
    lead = acting(session, account)
    leave = services.ask_leave(session, lead, asked())
    with pytest.raises(NotAllowed, match="your own leave"):
        services.decide_leave(session, lead, leave.id, agree=True, answer="")


def test_others_cannot_take_back_my_leave(session: Session, weymouth: SmallTeam) -> None:
    leave = ask(session, weymouth, weymouth.nurses[0])
    with pytest.raises(NotFound):
        services.withdraw_leave(session, staff(session, weymouth.make, weymouth.nurses[1]), leave.id)


def test_the_effect_counts_colleagues_of_the_same_role_who_are_not_away(
    session: Session, weymouth: SmallTeam
) -> None:
    """Four nurses: one asks, one is on agreed leave, so two are left of the three the day needs."""
    karen, grace = weymouth.nurses[:2]
    leave = ask(session, weymouth, grace)
    services.decide_leave(session, acting(session, weymouth.lead()), leave.id, agree=True, answer="")
    (effect,) = effects_unscoped(session, karen.id, SOON, SOON)
    (day,) = effect.days
    assert (day.left, day.needed, day.of) == (2, 3, 4)
    assert effect.short == (day,)
    assert effect.leads == ("Maria Encombe",)


def published(session: Session, weymouth: SmallTeam, first: date) -> Person:
    """Publish a rota in which a nurse has the night that ends on a first day, and the early after it."""
    nurse = weymouth.nurses[0]
    rota = weymouth.make.rota(weymouth.team, first - timedelta(days=7), 7, status=RotaStatus.PUBLISHED)
    later = weymouth.make.rota(weymouth.team, first, 7, status=RotaStatus.PUBLISHED)
    weymouth.put(nurse, weymouth.night, 6, rota)
    weymouth.put(nurse, weymouth.early, 1, later)
    session.flush()
    return nurse


@pytest.mark.parametrize(
    "first", [date(2027, 3, 28), date(2027, 11, 1), date(2027, 1, 1), date(2028, 2, 29), date(2027, 6, 1)]
)
@pytest.mark.parametrize("let", [False, True])
def test_a_published_night_that_ends_on_the_first_morning_clashes_unless_the_team_lets_it(
    session: Session, weymouth: SmallTeam, first: date, let: bool
) -> None:
    """The rota in which it stands ends on the day before the leave."""
    nurse = published(session, weymouth, first)
    services.set_nights_before(session, acting(session, weymouth.lead()), weymouth.team, let)
    (effect,) = effects_unscoped(session, nurse.id, first, first + timedelta(days=2))
    night, early = ("Night", first - timedelta(days=1)), ("Early", first + timedelta(days=1))
    clashing = [(shift.name, shift.on_date) for shift in effect.published]
    assert clashing == ([early] if let else [night, early])
    assert [(shift.name, shift.on_date) for shift in effect.kept] == ([night] if let else [])
    (sick,) = effects_unscoped(session, nurse.id, first, first, kind=LeaveKind.SICKNESS)
    assert [shift.name for shift in sick.published] == ["Night"]


def test_part_of_a_day_of_leave_clashes_with_what_is_worked_then(
    session: Session, weymouth: SmallTeam
) -> None:
    first = date(2027, 6, 1)
    nurse, day = published(session, weymouth, first), first + timedelta(days=1)
    for starts, ends, clashes in (
        (time(15), time(0), False),
        (time(14, 59), time(0), True),
        (time(0, 1), time(7), False),
    ):
        (effect,) = effects_unscoped(session, nurse.id, day, day, starts, ends)
        assert bool(effect.published) is clashes


def test_a_lead_says_whether_the_night_before_leave_is_worked(
    session: Session, make: Factory, weymouth: SmallTeam
) -> None:
    """Nobody else does; the default is that it is not; what was said is in the audit trail."""
    team, lead = weymouth.team, acting(session, weymouth.lead())
    assert not queries.nights_before_unscoped(session, team.id)
    with pytest.raises(NotFound):
        services.set_nights_before(session, staff(session, make, weymouth.nurses[0]), team, True)
    for allowed in (True, False):
        services.set_nights_before(session, lead, team, allowed)
        session.flush()
        assert queries.nights_before_unscoped(session, team.id) is allowed
    events = session.scalars(
        select(AuditEvent.detail).where(AuditEvent.action == "leave_setting.set").order_by(AuditEvent.id)
    )
    assert [detail["nights_before"] for detail in events] == [True, False]


@pytest.mark.parametrize(
    ("starts", "ends", "kept"),
    [
        (time(21), time(7), (time(21), time(7))),
        (time(20), time(0), (time(20), time(0))),
        (time(0), time(7), (time(0), time(7))),
        (time(0), time(0), (None, None)),
        (None, None, (None, None)),
    ],
)
def test_times_one_cannot_work_may_end_the_next_morning(
    session: Session, weymouth: SmallTeam, starts: time | None, ends: time | None, kept: object
) -> None:
    who = staff(session, weymouth.make, weymouth.nurses[0])
    item = services.say_unavailable(
        session, who, first_on=SOON, last_on=SOON, weekday=None, starts=starts, ends=ends
    )
    session.flush()
    assert (item.starts, item.ends) == kept


def test_times_one_cannot_work_that_say_nothing_are_refused(session: Session, weymouth: SmallTeam) -> None:
    who = staff(session, weymouth.make, weymouth.nurses[0])
    same_time = {"weekday": None, "starts": time(9), "ends": time(9)}
    no_such_day = {"weekday": (SOON.weekday() + 1) % 7, "starts": None, "ends": None}
    for wrong, field in ((same_time, "ends"), (no_such_day, "weekday")):
        with pytest.raises(Invalid) as refused:
            services.say_unavailable(session, who, first_on=SOON, last_on=SOON, **wrong)
        assert refused.value.field == field


def test_leave_for_part_of_a_day_may_end_at_midnight(session: Session, weymouth: SmallTeam) -> None:
    who = staff(session, weymouth.make, weymouth.nurses[0])
    leave = services.ask_leave(session, who, asked(starts=time(18), ends=time(0)))
    session.flush()
    assert leave.ends == time(0)


def test_one_wish_a_day(session: Session, weymouth: SmallTeam) -> None:
    who = staff(session, weymouth.make, weymouth.nurses[0])

    def wish() -> None:
        services.ask_for_day(session, who, on_date=SOON, wants_work=False, shift_kind=None, weight=2, note="")

    wish()
    with pytest.raises(DomainError, match="already asked for something on this day"):
        wish()
