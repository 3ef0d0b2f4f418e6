"""People tell their own history, and see what nobody has explained."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from tests.factories import Factory
from tests.web.conftest import SignIn
from workforce.employments.models import HistoryEntry

CARING = {
    "kind": "other",
    "place": "Caring for my father",
    "started_on-day": "1",
    "started_on-month": "1",
    "started_on-year": "2019",
    "ended_on-day": "5",
    "ended_on-month": "1",
    "ended_on-year": "2020",
}


def test_a_gap_is_explained(session: Session, sign_in: SignIn, make: Factory) -> None:
    """The page names the gap; its link brings the dates; the explanation closes it."""
    person = make.employment(ended_on=date(2018, 12, 31), started_on=date(2015, 1, 1)).person
    make.employment(person, started_on=date(2020, 1, 6))
    browser = sign_in.as_person(person)
    page = browser.get("/passport/jobs/").text
    assert "1 gap" in page and "1 January 2019 to 5 January 2020" in page
    form = browser.get("/passport/jobs/add?from=2019-01-01&to=2020-01-05").text
    assert 'value="2019"' in form and 'value="2020"' in form
    assert browser.post("/passport/jobs/add", data=CARING).status_code == 302
    assert "Gaps to explain" not in browser.get("/passport/jobs/").text


def test_a_job_needs_its_role_and_why_it_ended(session: Session, sign_in: SignIn, make: Factory) -> None:
    """Nothing is saved without, and each says so at its field."""
    answer = sign_in.as_person(make.person()).post("/passport/jobs/add", data=CARING | {"kind": "job"})
    assert answer.status_code == 400
    assert "Say why you left" in answer.text and "Say what you did there" in answer.text
    assert session.query(HistoryEntry).count() == 0


def test_the_last_day_comes_after_the_first(session: Session, sign_in: SignIn, make: Factory) -> None:
    """The error stands at the last day, and nothing is lost."""
    answers = CARING | {"ended_on-year": "2018"}
    answer = sign_in.as_person(make.person()).post("/passport/jobs/add", data=answers)
    assert answer.status_code == 400 and "on or after the first day" in answer.text
    assert "Caring for my father" in answer.text


def test_only_ones_own_entry_is_removed(session: Session, sign_in: SignIn, make: Factory) -> None:
    """Somebody else's does not exist for them."""
    person = make.person()
    own, other = make.history_entry(person), make.history_entry(make.person())
    browser = sign_in.as_person(person)
    assert browser.post(f"/passport/jobs/{other.id}/remove").status_code == 404
    assert browser.post(f"/passport/jobs/{own.id}/remove").status_code == 302
    assert [entry.id for entry in session.query(HistoryEntry)] == [other.id]
