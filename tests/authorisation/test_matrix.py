"""The authorisation matrix: every view x every role x every place, generated from the URL map.

What is expected stands in policy.toml, apart from the guards in the code. A view that policy.toml does
not list fails; so does one that lets anybody in whom it does not name, or keeps anybody out whom it names.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from flask import Flask, render_template
from flask_login import current_user
from sqlalchemy.orm import Session

from tests.authorisation.conftest import browser, undone
from tests.authorisation.policy import POLICY, WITH_A_PASSPORT, routes
from tests.authorisation.world import PLACES, SAMPLES, SCOPES, World
from workforce.core import web
from workforce.core.access import Role
from workforce.core.navigation import area_of_request


def test_the_policy_names_every_view_and_no_other(shared_app: Flask) -> None:
    """A new view needs an entry in policy.toml."""
    assert set(POLICY) == {rule.endpoint for rule in routes(shared_app)}


def test_every_argument_of_an_address_has_a_sample(shared_app: Flask) -> None:
    """The world can make a thing for each address."""
    assert {argument for rule in routes(shared_app) for argument in rule.arguments} - set(SAMPLES) == set()


def test_every_role_has_an_actor() -> None:
    """A role that nobody holds in the world is not tried on any view."""
    assert {*SCOPES, Role.STAFF} == set(Role)


def may(expected: str | dict[str, list[str]], role: str, place: str) -> bool:
    """Tell what the policy says of one cell."""
    if isinstance(expected, str):
        return expected == "everyone" or role not in ("anonymous",)
    places = list(expected.get(role, []))
    if role not in ("anonymous",):
        places += expected.get(WITH_A_PASSPORT, [])
    return place in places


@pytest.fixture
def refusals_are_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw an error page once for each who meets it in each area: thousands of cells show the same ones."""

    @cache
    def once(template: str, _who: str | None, _area: str) -> str:
        return render_template(template)

    def draw(template: str, **shown: Any) -> str:
        if shown:
            return render_template(template, **shown)
        return once(template, current_user.get_id(), area_of_request().name)

    monkeypatch.setattr(web, "render_template", draw)


@pytest.mark.no_cover  # other tests cover what these thousands of requests go through
@pytest.mark.usefixtures("refusals_are_drawn_once")
def test_no_cell_is_wrong(app: Flask, session: Session, world: World, cookies: dict[str, str | None]) -> None:
    """Those whom the policy names get in, and everybody else sees an unknown page."""
    wrong = []
    for rule in routes(app):
        expected = POLICY.get(rule.endpoint)
        if expected is None:
            continue
        for place in PLACES if rule.arguments else ("self",):
            values = {argument: world.id_of(argument, place) for argument in rule.arguments}
            with app.test_request_context():
                address = app.url_map.bind("localhost").build(rule.endpoint, values)
            for role, cookie in cookies.items():
                method = "GET" if "GET" in (rule.methods or set()) else "POST"
                with undone(session):
                    response = browser(app, cookie).open(address, method=method)
                if got_in(response.status_code, response.headers) != may(expected, role, place):
                    wrong.append(f"{method} {rule.endpoint} as {role}, {place}: {response.status_code}")
    assert wrong == []


def got_in(status: int, headers: Any) -> bool:
    """Tell whether a view let somebody in; a fault of ours is never an answer."""
    assert status < 500, status
    return status != 404 and "/sign-in?next=" not in headers.get("Location", "")
