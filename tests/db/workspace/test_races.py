"""Two leads need the same people at once: exactly one wins, and the other is told in words."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from rostering.bookings.models import Booking
from rostering.rotas.models import Rota, RotaAssignment, RotaStatus
from rostering.workspace.services import edits
from rostering.workspace.services.edits import Cell
from rostering.workspace.services.publication import publish
from rostering.workspace.services.series import Edit, carry_out
from tests.db.conftest import together
from tests.factories import Factory
from tests.small_team import SmallTeam
from workforce.accounts.queries import actor_unscoped
from workforce.core import clock
from workforce.core.access import Actor, Role
from workforce.core.audit import AuditEvent
from workforce.core.db import Database, lock_account
from workforce.core.errors import Conflict, from_integrity_error
from workforce.readiness.sections import Sections

NONE = Sections([])
RACES = 30
FIRST = clock.today() + timedelta(days=70 - clock.today().weekday())


def attempt_to_publish(database: Database, lead: Actor, rota_id: int) -> str:
    """Publish in a transaction of its own; return what the lead learns."""
    try:
        with database.writing() as session:
            publish(session, NONE, lead, rota_id, seen_revision=0, seen_replaced_id=None, reason="")
    except Conflict as told:
        return told.code
    except IntegrityError as error:
        return from_integrity_error(error).code
    return "published"


def test_two_teams_that_share_a_nurse_cannot_both_publish_her(own_database: Database) -> None:
    """Each race is a week of its own, so that the winner of one does not decide the next."""
    with own_database.new_session(writes=True) as session:
        session.info["arranges"] = True
        make = Factory(session)
        weymouth = SmallTeam(make, FIRST, 7)
        karen = weymouth.nurses[0]
        mid_dorset = make.team(weymouth.trust, (weymouth.site,), name="Mid Dorset")
        make.member(mid_dorset, make.employment(karen, weymouth.trust, weymouth.nurse))
        early = make.shift_template(mid_dorset, weymouth.site)
        make.demand(early)
        leads = [actor_unscoped(session, weymouth.lead()), _lead_of(make, mid_dorset.id)]
        pairs = []
        for race in range(RACES):
            monday = FIRST + timedelta(weeks=race + 1)
            first, second = make.rota(weymouth.team, monday, 7), make.rota(mid_dorset, monday, 7)
            make.assignment(first, karen, weymouth.early, monday)
            make.assignment(second, karen, early, monday)
            pairs.append((first.id, second.id))
        session.commit()
    outcomes = [
        together(
            partial(attempt_to_publish, own_database, leads[0], first),
            partial(attempt_to_publish, own_database, leads[1], second),
        )
        for first, second in pairs
    ]
    assert [outcome.count("published") for outcome in outcomes] == [1] * RACES
    # Whoever comes late is told by the rules, or by the lock on the person if both had looked before.
    assert {code for outcome in outcomes for code in outcome} <= {"published", "double_booking", "not_lawful"}
    with own_database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Booking)) == RACES
        published = select(func.count()).where(Rota.status == RotaStatus.PUBLISHED)
        assert session.scalar(published) == RACES


def test_of_two_versions_published_at_once_one_is(own_database: Database) -> None:
    with own_database.new_session(writes=True) as session:
        session.info["arranges"] = True
        make = Factory(session)
        team = SmallTeam(make, FIRST, 7)
        leads = [actor_unscoped(session, team.lead(name)) for name in ("Maria Encombe", "Sara Dunn")]
        pairs = []
        for race in range(RACES):
            monday = FIRST + timedelta(weeks=race + 1)
            versions = [make.rota(team.team, monday, 7, version=number) for number in (1, 2)]
            for rota, nurse in zip(versions, team.nurses, strict=False):
                make.assignment(rota, nurse, team.early, monday)
            pairs.append([rota.id for rota in versions])
        session.commit()
    outcomes = [
        together(
            *(
                partial(attempt_to_publish, own_database, lead, rota)
                for lead, rota in zip(leads, pair, strict=True)
            )
        )
        for pair in pairs
    ]
    assert [sorted(outcome) for outcome in outcomes] == [["already_published", "published"]] * RACES


def test_of_two_who_edit_one_cell_at_once_one_is_told(own_database: Database) -> None:
    with own_database.new_session(writes=True) as session:
        session.info["arranges"] = True
        team = SmallTeam(Factory(session), FIRST, 28)
        leads = [actor_unscoped(session, team.lead(name)) for name in ("Maria Encombe", "Sara Dunn")]
        rota_id, people = team.rota.id, [person.id for person in team.nurses]
        shifts = [team.early.id, team.late.id]
        session.commit()

    def attempt(lead: Actor, person_id: int, on: date, shift_id: int) -> str:
        try:
            with own_database.writing() as session:
                edits.put(session, NONE, lead, rota_id, Cell(person_id, on, None), shift_id)
        except Conflict as told:
            return told.code
        return "put"

    outcomes = [
        together(
            *(
                partial(attempt, lead, people[race % 4], FIRST + timedelta(days=2 * (race // 4)), shift)
                for lead, shift in zip(leads, shifts, strict=True)
            )
        )
        for race in range(16)
    ]
    assert [sorted(outcome) for outcome in outcomes] == [["changed_by_another", "put"]] * 16
    with own_database.reading() as session:
        assert session.scalar(select(func.count()).select_from(RotaAssignment)) == 16


def test_twenty_edits_of_one_lead_at_once_are_all_saved_and_audited(own_database: Database) -> None:
    with own_database.new_session(writes=True) as session:
        session.info["arranges"] = True
        team = SmallTeam(Factory(session), FIRST, 28)
        lead = actor_unscoped(session, team.lead())
        rota_id, people, early = team.rota.id, [person.id for person in team.nurses], team.early.id
        session.commit()

    def attempt(number: int) -> str:
        cell = Cell(people[number % 4], FIRST + timedelta(days=2 * (number // 4)), None)
        with own_database.writing() as session:
            lock_account(session, lead.account_id)
            (outcome,) = carry_out(session, NONE, lead, rota_id, [Edit(cell, True, early, None, "")])
            return outcome.words

    said = together(*(partial(attempt, number) for number in range(20)))
    assert all(words.startswith("Early put for") for words in said)
    with own_database.reading() as session:
        assert session.scalar(select(func.count()).select_from(RotaAssignment)) == 20
        edited = select(func.count()).select_from(AuditEvent).where(AuditEvent.action == "rota.edited")
        assert session.scalar(edited) == 20
        assert session.scalar(select(Rota.revision).where(Rota.id == rota_id)) == 20


def _lead_of(make: Factory, team_id: int) -> Actor:
    account = make.account(make.person())
    make.grant(account, Role.TEAM_LEAD, team_id=team_id)
    return actor_unscoped(make.session, account)
