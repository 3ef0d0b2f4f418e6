"""A lead asks for a rota, watches it and stops it."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from rostering.rotas.models import RotaStatus
from rostering.runs.models import Run, RunSnapshot, RunStatus, RunStep
from tests.small_team import SmallTeam
from tests.web.conftest import SignIn
from workforce.core import clock
from workforce.core.access import Role
from workforce.core.jobs import Job

ASKED = {
    "starts_on-day": "1",
    "starts_on-month": "2",
    "starts_on-year": "2027",
    "weeks": "4",
    "seconds": "60",
    "seed": "41",
}


def generate(lead: FlaskClient, small: SmallTeam, **changes: str):
    return lead.post(f"/teams/{small.team.id}/rotas/generate", data=ASKED | changes)


@pytest.fixture
def run(session: Session, lead: FlaskClient, small: SmallTeam) -> Run:
    """A run under way, whose best rota leaves 5 unfilled and costs 2,336 where 2,251 is the least."""
    generate(lead, small)
    run = session.scalars(select(Run)).one()
    run.status, run.started_at = RunStatus.RUNNING, clock.now()
    for at_ms, best, bound, unfilled in ((0, None, 0, None), (900, 6000, 1500, 31), (1800, 2336, 2251, 5)):
        phase = "improving" if best else "reading"
        step = {"at_ms": at_ms, "best": best, "bound": bound, "unfilled": unfilled, "phase": phase}
        session.add(RunStep(run_id=run.id, amounts={"minimum_cover": unfilled or 0}, **step))
    rows = [[small.nurses[0].id, small.early.id, "2027-02-01"]]
    size = {"rules": 30, "people": 8, "duties": 300, "requests": 60, "locked": 0}
    session.add(RunSnapshot(run_id=run.id, size=size, best_rows=rows, short_days={"2027-02-02": 5}))
    session.commit()
    return run


def test_asking_stores_a_run_and_returns_at_once(
    session: Session, lead: FlaskClient, small: SmallTeam
) -> None:
    response = generate(lead, small)
    run = session.scalars(select(Run)).one()
    assert response.headers["Location"] == f"/teams/{small.team.id}/runs/{run.id}"
    assert (run.starts_on, run.ends_on, run.seed) == (date(2027, 2, 1), date(2027, 2, 28), 41)
    assert session.get_one(Job, run.job_id).payload == {"run_id": run.id}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"starts_on-month": "13"}, "Enter first day as a real date"),
        ({"weeks": "0"}, "How many weeks must be 1 or more"),
        ({"weeks": "40"}, "How many weeks must be 12 or less"),
        ({"seconds": "1"}, "Choose how long may it search?"),
        ({"seed": "-4"}, "Seed must be 0 or more"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    session: Session, lead: FlaskClient, small: SmallTeam, changes: dict[str, str], words: str
) -> None:
    response = generate(lead, small, **changes)
    assert words in response.text
    assert "There is a problem" in response.text
    assert session.scalars(select(Run)).all() == []


def test_the_same_days_are_made_once_at_a_time(session: Session, lead: FlaskClient, small: SmallTeam) -> None:
    generate(lead, small)
    assert "already being made" in generate(lead, small).text
    assert len(session.scalars(select(Run)).all()) == 1


def test_days_of_a_published_rota_are_not_made_again(lead: FlaskClient, small: SmallTeam) -> None:
    """A rota that starts in the middle of a published one would promise its people twice."""
    small.rota.status = RotaStatus.PUBLISHED
    small.make.session.commit()
    asked = {"starts_on-day": "25", "starts_on-month": "1"}
    assert "4 to 31 January 2027 is published already" in generate(lead, small, **asked).text


def test_the_page_proposes_the_days_after_the_last_rota(lead: FlaskClient, small: SmallTeam) -> None:
    small.rota.status = RotaStatus.PUBLISHED
    small.rota.starts_on, small.rota.ends_on = date(2035, 1, 1), date(2035, 1, 28)
    small.make.session.commit()
    page = lead.get(f"/teams/{small.team.id}/rotas/generate").text
    assert 'name="starts_on-day" type="text" value="29"' in page or 'value="29"' in page


def test_improving_a_draft_keeps_its_days(session: Session, lead: FlaskClient, small: SmallTeam) -> None:
    lead.post(f"/teams/{small.team.id}/rotas/{small.rota.id}/improve", data={"seconds": "30", "seed": "1"})
    run = session.scalars(select(Run)).one()
    assert (run.from_rota_id, run.starts_on, run.ends_on) == (
        small.rota.id,
        small.rota.starts_on,
        small.rota.ends_on,
    )


def test_the_run_says_how_near_it_is(lead: FlaskClient, run: Run) -> None:
    page = lead.get(f"/teams/{run.team_id}/runs/{run.id}").text
    assert "Within 3.6% of the best possible" in page
    assert "5 of 300 needed duties unfilled" in page
    assert "First lawful rota: 31 unfilled" in page
    assert "Nothing can be under 2,251" in page
    assert 'hx-trigger="every 2s"' in page and 'hx-trigger="every 15s"' in page


def test_the_same_is_there_as_a_table(lead: FlaskClient, run: Run) -> None:
    page = lead.get(f"/teams/{run.team_id}/runs/{run.id}?as=table").text
    assert '<td data-label="Nothing can be under">2,251</td>' in page
    assert '<svg class="run-chart' not in page


def test_what_moves_comes_alone_until_the_state_changes(
    session: Session, lead: FlaskClient, run: Run
) -> None:
    """Once it has ended, the page asks for itself again."""
    address = f"/teams/{run.team_id}/runs/{run.id}/now?state=running"
    moving = lead.get(address)
    assert 'id="progress" class="card run-progress" hx-swap-oob="true"' in moving.text
    assert "<html" not in moving.text and "HX-Refresh" not in moving.headers
    run.status = RunStatus.FINISHED
    session.commit()
    assert lead.get(address).headers["HX-Refresh"] == "true"


@pytest.mark.parametrize(("keep", "words"), [("yes", "saves what it has"), ("no", "Nothing is saved")])
def test_stopping_asks_the_worker(
    session: Session, lead: FlaskClient, run: Run, keep: str, words: str
) -> None:
    response = lead.post(
        f"/teams/{run.team_id}/runs/{run.id}/stop", data={"keep": keep}, follow_redirects=True
    )
    session.refresh(run)
    assert run.stop_asked_at is not None and run.stop_keep is (keep == "yes")
    assert words in response.text
    assert "It was asked to stop" in response.text


def test_a_rota_that_was_made_says_what_would_help_most(
    session: Session, lead: FlaskClient, small: SmallTeam, run: Run
) -> None:
    session.get_one(RunSnapshot, run.id).costly_demands = [
        "One more nurse would save 40 points. Nobody else can."
    ]
    session.commit()
    address = f"/teams/{run.team_id}/runs/{run.id}"
    assert "What would help most" not in lead.get(address).text
    run.status, run.rota_id = RunStatus.FINISHED, small.rota.id
    session.commit()
    page = lead.get(address).text
    assert "What would help most" in page
    assert "<strong>One more nurse would save 40 points.</strong>" in page
    assert "Nobody else can." in page


def test_no_rota_is_explained(session: Session, lead: FlaskClient, run: Run) -> None:
    session.query(RunStep).delete()
    run.status, run.message = RunStatus.INFEASIBLE, "Karen Stone is locked on two duties at once."
    session.commit()
    page = lead.get(f"/teams/{run.team_id}/runs/{run.id}").text
    assert "No lawful rota" in page and "Karen Stone is locked on two duties at once." in page


def test_the_home_page_says_how_it_went(session: Session, lead: FlaskClient, run: Run) -> None:
    assert "A rota is being made" in lead.get("/home").text
    run.status, run.ended_at = RunStatus.FAILED, clock.now()
    session.commit()
    assert "No rota could be made" in lead.get("/home").text


@pytest.mark.parametrize("status", [RunStatus.RUNNING, RunStatus.FINISHED])
def test_the_home_page_forgets_a_failure_once_a_rota_for_some_of_its_days_is_made(
    session: Session, lead: FlaskClient, small: SmallTeam, run: Run, status: RunStatus
) -> None:
    run.status, run.ended_at = RunStatus.FAILED, clock.now()
    session.commit()
    generate(lead, small, weeks="2")
    later = session.scalars(select(Run).where(Run.id != run.id)).one()
    later.status, later.ended_at = RunStatus.STOPPED, clock.now()
    session.commit()
    assert "No rota could be made" in lead.get("/home").text
    later.status, later.ended_at = status, clock.now()
    later.rota_id = small.rota.id if status is RunStatus.FINISHED else None
    session.commit()
    assert "No rota could be made" not in lead.get("/home").text


def test_a_run_of_another_team_does_not_exist(sign_in: SignIn, make, run: Run) -> None:
    """Not even under the address of one's own team."""
    other_team = make.team()
    browser = sign_in.as_role(Role.TEAM_LEAD, team_id=other_team.id)
    assert browser.get(f"/teams/{other_team.id}/runs/{run.id}").status_code == 404
    assert browser.get(f"/teams/{run.team_id}/runs/{run.id}").status_code == 404
