"""Administrators look after their organisation and its sites."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tests.factories import Factory
from tests.web.conftest import SignIn
from workforce.core.access import Role
from workforce.organisations.models import Site

CHANGED = {"name": "New name", "mark": "NEW", "full_time_week_hours": "37", "averaging_weeks": "17"}


def test_an_organisation_is_changed(session: Session, sign_in: SignIn, make: Factory) -> None:
    """Hours are kept in minutes."""
    own = make.organisation()
    browser = sign_in.as_role(Role.ORGANISATION_ADMINISTRATOR, organisation_id=own.id)
    assert browser.post(f"/organisations/{own.id}/edit", data=CHANGED).status_code == 302
    session.expire_all()
    assert (own.name, own.full_time_week_min) == ("New name", 2220)


def test_a_name_that_another_has_is_refused_at_its_field(
    session: Session, sign_in: SignIn, make: Factory
) -> None:
    """The database says no, the page says why, and what was typed stays."""
    own = make.organisation()
    make.organisation(name="Taken")
    browser = sign_in.as_role(Role.ORGANISATION_ADMINISTRATOR, organisation_id=own.id)
    answer = browser.post(f"/organisations/{own.id}/edit", data=CHANGED | {"name": "Taken"})
    assert answer.status_code == 409 and "already an organisation with this name" in answer.text
    assert 'value="Taken"' in answer.text


def test_a_site_is_added_and_changed(session: Session, sign_in: SignIn, make: Factory) -> None:
    """Without a neighbourhood too; without a town it is refused."""
    own = make.organisation()
    browser = sign_in.as_role(Role.ORGANISATION_ADMINISTRATOR, organisation_id=own.id)
    address = f"/organisations/{own.id}/sites/add"
    assert "Enter town" in browser.post(address, data={"name": "Sentinel House"}).text
    site = {"name": "Sentinel House", "town": "Poole", "neighbourhood": ""}
    assert browser.post(address, data=site).status_code == 302
    added = session.query(Site).one()
    changed = site | {"town": "Weymouth"}
    assert browser.post(f"/organisations/{own.id}/sites/{added.id}", data=changed).status_code == 302
    session.expire_all()
    assert added.town == "Weymouth"
    assert "Sentinel House" in browser.get(f"/organisations/{own.id}").text
