"""A draft beside the published rota that it would replace: better or worse, by which rule, and for whom."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from rostering.rotas.models import Rota, RotaAssignment, RotaStatus
from rostering.workspace.comparison import Comparison
from rostering.workspace.services.edits import Cell
from rostering.workspace.services.publication import publication_check_unscoped, publish
from rostering.workspace.services.published import change
from tests.factories import Factory
from tests.small_team import SmallTeam
from workforce.accounts.queries import actor_unscoped
from workforce.core import clock
from workforce.core.access import Actor
from workforce.core.errors import Conflict
from workforce.readiness.sections import Sections

NONE = Sections([])
FIRST = clock.today() + timedelta(days=70 - clock.today().weekday())


@pytest.fixture
def weymouth(make: Factory) -> SmallTeam:
    return SmallTeam(make, FIRST, 7)


@pytest.fixture
def lead(session: Session, weymouth: SmallTeam) -> Actor:
    return actor_unscoped(session, weymouth.lead())


@pytest.fixture
def draft(session: Session, make: Factory, weymouth: SmallTeam, lead: Actor) -> Rota:
    """A second version, the same as the first, which is published."""
    weymouth.fill()
    publish(session, NONE, lead, weymouth.rota.id, seen_revision=0, seen_replaced_id=None, reason="")
    again = make.rota(weymouth.team, FIRST, 7, version=2)
    weymouth.fill(again)
    return again


def clear(session: Session, rota: Rota, day: int, person_id: int) -> None:
    on = FIRST + timedelta(days=day)
    session.delete(
        session.scalars(
            select(RotaAssignment).where(
                RotaAssignment.rota_id == rota.id,
                RotaAssignment.person_id == person_id,
                RotaAssignment.on_date == on,
            )
        ).one()
    )
    session.flush()


def compared(session: Session, draft: Rota) -> Comparison:
    comparison = publication_check_unscoped(session, NONE, draft).comparison
    assert comparison is not None
    return comparison


def test_the_same_rota_is_neither_better_nor_worse(session: Session, draft: Rota) -> None:
    comparison = compared(session, draft)
    assert (comparison.more_unfilled, comparison.more_points) == (0, 0)
    assert not comparison.better and not comparison.worse
    assert comparison.rules == () and comparison.people == ()


def test_one_person_fewer_is_worse_and_says_for_whom_what_changes(
    session: Session, weymouth: SmallTeam, draft: Rota
) -> None:
    karen = weymouth.nurses[0]
    clear(session, draft, 1, karen.id)
    comparison = compared(session, draft)
    assert comparison.more_unfilled == 1 and comparison.more_points > 0 and comparison.worse
    cover = next(rule for rule in comparison.rules if rule.title == "Minimum cover")
    assert cover.new_cost > cover.old_cost
    (person,) = comparison.people
    assert person.name == "Karen Stone"
    assert [(change.on, change.was, change.became) for change in person.days] == [
        (FIRST + timedelta(days=1), "Early", "")
    ]
    assert person.notice_days == (FIRST - clock.today()).days + 1


def test_one_person_more_is_better(session: Session, weymouth: SmallTeam, draft: Rota) -> None:
    """Nobody works the Nights; Sunday's is taken by whoever is free before it."""
    free = next(
        nurse
        for nurse in weymouth.nurses
        if not session.scalars(
            select(RotaAssignment).where(
                RotaAssignment.rota_id == draft.id,
                RotaAssignment.person_id == nurse.id,
                RotaAssignment.on_date >= FIRST + timedelta(days=5),
            )
        ).all()
    )
    weymouth.put(free, weymouth.night, 6, draft)
    comparison = compared(session, draft)
    assert comparison.more_unfilled == -1 and comparison.better and comparison.duties == 1


def test_what_was_changed_after_the_comparison_is_not_run_over(
    session: Session, weymouth: SmallTeam, lead: Actor, draft: Rota
) -> None:
    seen = weymouth.rota.revision
    cell = Cell(weymouth.nurses[0].id, FIRST, weymouth.early.id)
    change(session, NONE, lead, weymouth.rota.id, cell, None, "Clinic closed")
    with pytest.raises(Conflict, match="Version 1 was changed after you compared the two"):
        publish(
            session,
            NONE,
            lead,
            draft.id,
            seen_revision=0,
            seen_replaced_id=weymouth.rota.id,
            seen_replaced_revision=seen,
            reason="Fewer gaps",
        )
    assert weymouth.rota.status is RotaStatus.PUBLISHED
