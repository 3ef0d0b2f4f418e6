"""Why a duty is unfilled adds up, for every unfilled demand of the demonstration and on its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from rostering.demonstration.sign_ins import sign_ins
from rostering.problem import Stage
from rostering.rotas.models import Rota
from rostering.workspace.queries import Board, board_unscoped
from rostering.workspace.why_unfilled import Considered, WhyUnfilled, considered_for, why_unfilled
from tests.db.demonstration.conftest import TODAY
from workforce.accounts.models import Account
from workforce.accounts.services import open_session
from workforce.core import clock
from workforce.core.db import Database
from workforce.teams.models import TeamMember


@pytest.fixture(scope="module")
def latest(county: Session) -> list[Rota]:
    """The latest published rota of each team."""
    rotas = county.scalars(select(Rota).where(Rota.ends_on >= TODAY).order_by(Rota.starts_on))
    return list({rota.team_id: rota for rota in rotas}.values())


@pytest.fixture
def lead(app: Flask, database: Database, county: Session) -> Iterator[FlaskClient]:
    """A browser of the lead of the first team."""
    account = county.scalars(select(Account).where(Account.email == sign_ins()[0].email)).one()
    with database.inside(county.connection()):
        secret = open_session(county, account, "Test")
        county.commit()
        browser = app.test_client()
        with browser.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = secret, True
        yield browser


def members_on(county: Session, rota: Rota, board: Board, why: WhyUnfilled) -> set[int]:
    """Return who is a member of the team on each day that a duty touches, as its rows in the database say."""
    duty = board.plan.duties[why.current.demand.shifts[0]]
    last = clock.to_london(duty.ends_at).date()
    rows = county.scalars(select(TeamMember).where(TeamMember.team_id == rota.team_id))
    return {
        row.person_id
        for row in rows
        if row.joined_on <= duty.on_date and (row.left_on is None or row.left_on >= last)
    }


def check_sums(county: Session, rota: Rota, board: Board, why: WhyUnfilled) -> None:
    """Fail unless every number of the funnel follows from the one before and the names behind it."""
    names = {key: person.person_id for key, person in board.plan.people.items()}
    first = why.steps[0]
    assert {names[candidate.worker] for candidate in first.left} == members_on(county, rota, board, why)
    assert len(first.left) + len(first.dropped) == len(board.plan.people)
    for before, step in zip(why.steps, why.steps[1:], strict=False):
        assert {candidate.worker for candidate in before.left} == {
            candidate.worker for candidate in [*step.left, *step.dropped]
        }
        assert all(candidate.obstacles[0].stage is step.stage for candidate in step.dropped)
    assert why.could == why.steps[-1].left and all(not candidate.obstacles for candidate in why.could)
    counted = [candidate for candidate in why.steps[5].dropped if candidate.on_duty]
    assert why.steps[5].stage is Stage.WORKING and len(counted) == why.current.has
    dropped = {candidate.worker: candidate for step in why.steps for candidate in step.dropped}
    assert len({unlock.worker for unlock in why.unlocks}) == len(why.unlocks)
    for unlock in why.unlocks:
        assert [obstacle.key for obstacle in dropped[unlock.worker].obstacles] == [unlock.obstacle.key]


def test_every_count_equals_the_names_behind_it(county: Session, app: Flask, latest: list[Rota]) -> None:
    tried = 0
    for rota in latest:
        board = board_unscoped(county, app.extensions["passport_sections"], rota)
        considered: Considered = considered_for(board)
        for key in considered:
            check_sums(county, rota, board, why_unfilled(board, considered, key))
        tried += len(considered)
    assert tried > 20


def test_the_pages_say_these_counts_and_name_everybody(
    county: Session, app: Flask, latest: list[Rota], lead: FlaskClient
) -> None:
    """The page of each twelfth unfilled demand of the first team; every name stands where its count does."""
    rota = latest[0]
    board = board_unscoped(county, app.extensions["passport_sections"], rota)
    considered = considered_for(board)
    for key in list(considered)[::12]:
        why = why_unfilled(board, considered, key)
        answer = lead.get(f"/rotas/{rota.id}/unfilled/{key}")
        assert answer.status_code == 200, answer.text
        page = unescape(lead.get(f"/rotas/{rota.id}/unfilled/{key}").text)
        rows = re.findall(r'<p class="funnel__count">.*?</li>', page, re.S)
        assert len(rows) == len(why.steps)
        for row, step in zip(rows, why.steps, strict=True):
            count = re.search(r"<strong>(\d+)</strong>", row)
            assert count and int(count[1]) == row.count('class="token"') == len(step.left)
            assert row.count('class="token token--out"') == len(step.dropped)
            reasons = row.partition('<div class="funnel__why">')[2]
            for candidate in step.dropped:
                assert board.plan.people[candidate.worker].name in reasons
        headline = re.search(r'<h2 id="funnel">(.*?)</h2>', page)
        assert headline
        if why.could:
            assert headline[1].startswith(f"{len(why.could)} p")
            options = page.partition('<ul class="options">')[2].partition("</ul>")[0]
            assert options.count("<li>") == len(why.could)
        elif why.unlocks:
            assert f": {len(why.unlocks)} p" in headline[1]
        else:
            assert headline[1] == "Nobody is free, and nobody is one step away"
        assert page.count('data-label="Who can do it"') == len(why.unlocks)
