"""The authorisation matrix: every view x every role x every place, generated from the URL map.

What is expected stands in policy.toml, apart from the guards in the code. A view that policy.toml does
not list fails; so does one that lets anybody in whom it does not name, or keeps anybody out whom it names.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tests.authorisation.world import PLACES, SAMPLES, World
from tests.factories import Factory
from workforce.accounts.models import Account
from workforce.accounts.services import open_session

POLICY: dict[str, Any] = tomllib.loads(Path(__file__).with_name("policy.toml").read_text(encoding="utf-8"))
WITH_A_PASSPORT = "everyone_with_a_passport"


def routes(app: Flask) -> list[Rule]:
    """Return every route but the static files."""
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def test_the_policy_names_every_view_and_no_other(shared_app: Flask) -> None:
    """A new view needs an entry in policy.toml."""
    assert sorted(POLICY) == sorted({rule.endpoint for rule in routes(shared_app)})


def test_every_argument_of_an_address_has_a_sample(shared_app: Flask) -> None:
    """The world can make a thing for each address."""
    assert {argument for rule in routes(shared_app) for argument in rule.arguments} - set(SAMPLES) == set()


@pytest.fixture
def world(app: Flask, make: Factory) -> World:
    """Yield the two organisations and everybody in them."""
    return World.build(make)


def may(expected: str | dict[str, list[str]], role: str, place: str) -> bool:
    """Tell what the policy says of one cell."""
    if isinstance(expected, str):
        return expected == "everyone" or role not in ("anonymous",)
    places = list(expected.get(role, []))
    if role not in ("anonymous",):
        places += expected.get(WITH_A_PASSPORT, [])
    return place in places


def test_no_cell_is_wrong(app: Flask, session: Session, world: World) -> None:
    """Those whom the policy names get in, and everybody else sees an unknown page."""
    cookies: dict[str, str | None] = {
        role: cookie_of(app, session, account) for role, account in world.actors.items()
    }
    cookies["anonymous"] = None
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


def cookie_of(app: Flask, session: Session, account: Account) -> str:
    """Return the cookie of a browser in which this account is signed in."""
    secret = open_session(session, account, "Test")
    session.commit()
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return str(signer.dumps({"_user_id": secret, "_fresh": True}))


def browser(app: Flask, cookie: str | None) -> FlaskClient:
    """Return a new browser with this cookie, or with none."""
    client = app.test_client()
    if cookie is not None:
        client.set_cookie("session", cookie)
    return client


@contextmanager
def undone(session: Session) -> Iterator[None]:
    """Undo whatever a request writes, so that every cell meets the same world."""
    savepoint = session.connection().begin_nested()
    yield
    savepoint.rollback()


def got_in(status: int, headers: Any) -> bool:
    """Tell whether a view let somebody in; a fault of ours is never an answer."""
    assert status < 500, status
    return status != 404 and "/sign-in?next=" not in headers.get("Location", "")
