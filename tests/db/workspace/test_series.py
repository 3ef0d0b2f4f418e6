"""Several edits in one request: each is saved or refused by itself, and one sent again is saved once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from rostering.rotas.models import RotaAssignment, RotaEdit
from rostering.workspace.services import edits
from rostering.workspace.services.edits import Cell
from rostering.workspace.services.series import Edit, Outcome, carry_out
from tests.factories import Factory
from tests.small_team import MONDAY, SmallTeam
from workforce.accounts.queries import actor_unscoped
from workforce.core.access import Actor
from workforce.core.errors import Conflict
from workforce.readiness.sections import Sections

NONE = Sections([])


@pytest.fixture
def weymouth(make: Factory) -> SmallTeam:
    return SmallTeam(make)


@pytest.fixture
def lead(session: Session, weymouth: SmallTeam) -> Actor:
    return actor_unscoped(session, weymouth.lead())


def put(
    weymouth: SmallTeam, day: int, template_id: int | None, *seen: int | None, locked: bool | None = None
) -> Edit:
    first, *others = seen or (None,)
    cell = Cell(weymouth.nurses[0].id, MONDAY + timedelta(days=day), first, tuple(others))
    return Edit(cell, True, template_id, locked, "")


def sent(session: Session, lead: Actor, weymouth: SmallTeam, *series: Edit) -> list[Outcome]:
    return carry_out(session, NONE, lead, weymouth.rota.id, series)


def test_a_refused_edit_stops_no_other_and_each_says_what_stands_there(
    session: Session, weymouth: SmallTeam, lead: Actor
) -> None:
    """An Early after a Late leaves too little rest, by the rota as the edit before it left it."""
    early, late = weymouth.early.id, weymouth.late.id
    first, second, third = sent(
        session, lead, weymouth, put(weymouth, 0, late), put(weymouth, 1, early), put(weymouth, 2, early)
    )
    assert (first.saved, first.template_id) == (True, late)
    assert (second.saved, second.template_id) == (False, None)
    assert second.words.startswith("Early cannot be put. 9 h 30 rest")
    assert (third.saved, third.template_id) == (True, early)
    assert session.scalar(select(func.count()).select_from(RotaAssignment)) == 2
    assert weymouth.rota.score["unfilled"] == 5 * 28 - 2


def test_an_edit_that_is_sent_again_is_saved_once(session: Session, weymouth: SmallTeam, lead: Actor) -> None:
    edit = put(weymouth, 0, weymouth.late.id)
    assert [sent(session, lead, weymouth, edit)[0].saved for _ in range(2)] == [True, True]
    assert session.scalar(select(func.count()).select_from(RotaEdit)) == 1


def test_what_ones_own_edits_may_have_left_is_no_conflict(
    session: Session, weymouth: SmallTeam, lead: Actor
) -> None:
    early, late = weymouth.early.id, weymouth.late.id
    sent(session, lead, weymouth, put(weymouth, 0, late))
    (outcome,) = sent(session, lead, weymouth, put(weymouth, 0, early, None, late))
    assert (outcome.saved, outcome.template_id) == (True, early)
    (refused,) = sent(session, lead, weymouth, put(weymouth, 0, late, None))
    assert not refused.saved
    assert refused.words.startswith(
        "You changed this cell yourself, perhaps in another window: it is now Early."
    )


def test_a_shift_is_put_and_locked_at_once(session: Session, weymouth: SmallTeam, lead: Actor) -> None:
    (outcome,) = sent(session, lead, weymouth, put(weymouth, 0, weymouth.early.id, locked=True))
    assert (outcome.saved, outcome.locked) == (True, True)
    assert outcome.words.endswith("Early locked.")


def test_a_person_who_is_not_in_the_rota_any_more_is_refused_alone(
    session: Session, make: Factory, weymouth: SmallTeam, lead: Actor
) -> None:
    gone = Edit(Cell(make.person().id, MONDAY, None), True, weymouth.early.id, None, "")
    outcomes = sent(session, lead, weymouth, gone, put(weymouth, 0, weymouth.early.id))
    assert [outcome.saved for outcome in outcomes] == [False, True]


def test_an_undo_that_is_sent_again_takes_back_nothing_more(
    session: Session, weymouth: SmallTeam, lead: Actor
) -> None:
    rota_id = weymouth.rota.id
    sent(session, lead, weymouth, put(weymouth, 0, weymouth.early.id), put(weymouth, 2, weymouth.early.id))
    first, last = session.scalars(select(RotaEdit.id).order_by(RotaEdit.id))
    with pytest.raises(Conflict, match="edited this rota since"):
        edits.undo(session, NONE, lead, rota_id, first)
    assert edits.undo(session, NONE, lead, rota_id, last).startswith("Taken back: day off again")
    assert edits.undo(session, NONE, lead, rota_id, last) == "This was taken back already."
    assert session.scalar(select(func.count()).select_from(RotaAssignment)) == 1


def test_an_undo_that_is_refused_leaves_the_edit_to_be_taken_back(
    session: Session, weymouth: SmallTeam, lead: Actor
) -> None:
    """A Late was cleared; with an Early on the next day it can no longer be put back."""
    karen = weymouth.nurses[0]
    weymouth.put(karen, weymouth.late, 0)
    sent(session, lead, weymouth, put(weymouth, 0, None, weymouth.late.id))
    weymouth.put(karen, weymouth.early, 1)
    with pytest.raises(Conflict, match="Late cannot be put"):
        edits.undo(session, NONE, lead, weymouth.rota.id)
    session.flush()
    (edit,) = session.scalars(select(RotaEdit))
    assert edit.undone_at is None
