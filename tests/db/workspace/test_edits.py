"""Edits of drafts: lawful ones are kept and scored, others refused in words, the second editor is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from rostering.rotas.models import RotaAssignment, RotaStatus
from rostering.workspace.services import edits
from rostering.workspace.services.edits import Cell
from tests.factories import Factory
from tests.small_team import MONDAY, SmallTeam
from workforce.accounts.models import Account
from workforce.accounts.queries import actor_unscoped
from workforce.core.access import Actor, Role
from workforce.core.errors import Conflict, NotFound
from workforce.people.models import Person
from workforce.readiness.sections import Sections

NONE = Sections([])


@pytest.fixture
def weymouth(make: Factory) -> SmallTeam:
    return SmallTeam(make)


@pytest.fixture
def lead(session: Session, weymouth: SmallTeam) -> Actor:
    return acting(session, weymouth.lead())


def acting(session: Session, account: Account) -> Actor:
    return actor_unscoped(session, account)


def cell(person: Person, day: int, seen: int | None = None) -> Cell:
    return Cell(person.id, MONDAY + timedelta(days=day), seen)


def standing(session: Session, weymouth: SmallTeam, person: Person, day: int) -> RotaAssignment | None:
    return session.scalar(
        select(RotaAssignment).where(
            RotaAssignment.rota_id == weymouth.rota.id,
            RotaAssignment.person_id == person.id,
            RotaAssignment.on_date == MONDAY + timedelta(days=day),
        )
    )


def test_a_lawful_shift_is_put_said_and_scored(session: Session, weymouth: SmallTeam, lead: Actor) -> None:
    karen = weymouth.nurses[0]
    said = edits.put(session, NONE, lead, weymouth.rota.id, cell(karen, 0), weymouth.late.id)
    kept = standing(session, weymouth, karen, 0)
    assert kept is not None
    assert kept.shift_template_id == weymouth.late.id
    assert said.startswith("Late put for Karen Stone. Cover: Monday 4 short.")
    assert weymouth.rota.score["unfilled"] == 5 * 28 - 1


def test_too_short_a_rest_is_refused_with_the_hours(
    session: Session, weymouth: SmallTeam, lead: Actor
) -> None:
    karen = weymouth.nurses[0]
    weymouth.put(karen, weymouth.late, 0)
    with pytest.raises(Conflict, match=r"Early cannot be put\. .*9 h 30") as refused:
        edits.put(session, NONE, lead, weymouth.rota.id, cell(karen, 1), weymouth.early.id)
    assert refused.value.code == "not_lawful"
    assert standing(session, weymouth, karen, 1) is None


def test_a_duty_is_replaced_or_cleared(session: Session, weymouth: SmallTeam, lead: Actor) -> None:
    karen, rota = weymouth.nurses[0], weymouth.rota
    weymouth.put(karen, weymouth.late, 0)
    edits.put(session, NONE, lead, rota.id, cell(karen, 0, weymouth.late.id), weymouth.early.id)
    kept = standing(session, weymouth, karen, 0)
    assert kept is not None
    assert kept.shift_template_id == weymouth.early.id
    edits.put(session, NONE, lead, rota.id, cell(karen, 0, weymouth.early.id), None)
    assert standing(session, weymouth, karen, 0) is None


def test_the_second_of_two_editors_is_told_who_was_first(
    session: Session, weymouth: SmallTeam, lead: Actor
) -> None:
    karen, rota = weymouth.nurses[0], weymouth.rota
    edits.put(session, NONE, lead, rota.id, cell(karen, 0), weymouth.late.id)
    sara = acting(session, weymouth.lead("Sara Dunn"))
    with pytest.raises(Conflict, match=r"Maria Encombe changed this cell .* it is now Late") as told:
        edits.put(session, NONE, sara, rota.id, cell(karen, 0), weymouth.early.id)
    assert told.value.code == "changed_by_another"


def test_a_locked_shift_stays(session: Session, weymouth: SmallTeam, lead: Actor) -> None:
    karen, rota = weymouth.nurses[0], weymouth.rota
    weymouth.put(karen, weymouth.late, 0)
    here = cell(karen, 0, weymouth.late.id)
    assert edits.lock(session, lead, rota.id, here, locked=True) == "Late locked."
    with pytest.raises(Conflict, match="Unlock it first"):
        edits.put(session, NONE, lead, rota.id, here, None)
    edits.lock(session, lead, rota.id, here, locked=False)
    edits.put(session, NONE, lead, rota.id, here, None)
    assert standing(session, weymouth, karen, 0) is None


def test_undo_takes_back_ones_own_last_edit(session: Session, weymouth: SmallTeam, lead: Actor) -> None:
    karen, grace, rota = *weymouth.nurses[:2], weymouth.rota
    edits.put(session, NONE, lead, rota.id, cell(karen, 0), weymouth.late.id)
    sara = acting(session, weymouth.lead("Sara Dunn"))
    edits.put(session, NONE, sara, rota.id, cell(grace, 0), weymouth.early.id)
    assert "day off again for Karen Stone, Monday 4 January" in edits.undo(session, NONE, lead, rota.id)
    assert standing(session, weymouth, karen, 0) is None
    assert standing(session, weymouth, grace, 0) is not None
    with pytest.raises(Conflict, match="nothing of yours"):
        edits.undo(session, NONE, lead, rota.id)


def test_undo_does_not_run_over_what_somebody_did_since(
    session: Session, weymouth: SmallTeam, lead: Actor
) -> None:
    karen, rota = weymouth.nurses[0], weymouth.rota
    edits.put(session, NONE, lead, rota.id, cell(karen, 0), weymouth.late.id)
    sara = acting(session, weymouth.lead("Sara Dunn"))
    edits.put(session, NONE, sara, rota.id, cell(karen, 0, weymouth.late.id), weymouth.early.id)
    with pytest.raises(Conflict, match="Sara Dunn changed this cell"):
        edits.undo(session, NONE, lead, rota.id)


def test_a_published_rota_is_not_edited_silently(session: Session, weymouth: SmallTeam, lead: Actor) -> None:
    weymouth.rota.status = RotaStatus.PUBLISHED
    with pytest.raises(Conflict, match="This rota is published"):
        edits.put(session, NONE, lead, weymouth.rota.id, cell(weymouth.nurses[0], 0), weymouth.late.id)


def test_a_lead_of_another_team_cannot_tell_that_the_rota_exists(
    session: Session, make: Factory, weymouth: SmallTeam
) -> None:
    account = make.account(make.person())
    make.grant(account, Role.TEAM_LEAD, team_id=make.team().id)
    with pytest.raises(NotFound):
        edits.put(
            session,
            NONE,
            acting(session, account),
            weymouth.rota.id,
            cell(weymouth.nurses[0], 0),
            weymouth.late.id,
        )


def test_only_people_and_days_of_the_rota(
    session: Session, make: Factory, weymouth: SmallTeam, lead: Actor
) -> None:
    with pytest.raises(NotFound):
        edits.put(session, NONE, lead, weymouth.rota.id, cell(make.person(), 0), weymouth.late.id)
    with pytest.raises(NotFound):
        edits.put(session, NONE, lead, weymouth.rota.id, cell(weymouth.nurses[0], 28), weymouth.late.id)
