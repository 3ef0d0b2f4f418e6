"""The world of the authorisation tests, and browsers for everybody in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.authorisation.visits import PageForm, endpoint_of, forms_on, visits
from tests.authorisation.world import World
from tests.factories import Factory
from workforce.accounts.models import Account
from workforce.accounts.services import open_session


@pytest.fixture
def world(app: Flask, make: Factory) -> World:
    """Yield the two organisations and everybody in them."""
    return World.build(make)


@pytest.fixture
def cookies(app: Flask, session: Session, world: World) -> dict[str, str | None]:
    """Yield the cookie of each actor of the world, and none for anonymous."""
    found: dict[str, str | None] = {
        role: cookie_of(app, session, account) for role, account in world.actors.items()
    }
    return found | {"anonymous": None}


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
        client.set_cookie(app.config["SESSION_COOKIE_NAME"], cookie)
    return client


@contextmanager
def undone(session: Session) -> Iterator[None]:
    """Undo whatever a request writes, so that every cell meets the same world."""
    savepoint = session.connection().begin_nested()
    yield
    savepoint.rollback()


def forms_of_pages(
    app: Flask, session: Session, world: World, cookies: dict[str, str | None]
) -> dict[str, tuple[str, str, PageForm]]:
    """Return a form for each view that takes one from a page: who sends it, where to, and likely answers."""
    found: dict[str, tuple[str, str, PageForm]] = {}
    for visit in visits(app, world):
        if visit.method == "GET":
            with undone(session):
                page = browser(app, cookies[visit.role]).get(visit.address)
            for form in forms_on(page.text) if page.mimetype == "text/html" else []:
                address = form.action or visit.address
                if endpoint := endpoint_of(app, address, "POST"):
                    found[endpoint] = (visit.role, address, form)
    return found
