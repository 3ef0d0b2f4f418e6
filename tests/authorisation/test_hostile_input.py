"""Nothing that a request can carry makes the product fail: every view meets what no form would send."""

from __future__ import annotations

import io
from random import Random
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.authorisation.conftest import browser, undone
from tests.authorisation.visits import PageForm, endpoint_of, forms_on, visits
from tests.authorisation.world import World

SEED = 20270209
HUGE = "9" * 40
#: What people and programs send when they mean no good, or do not know better.
HOSTILE = (
    "",
    "\x00",
    "a\x00b",
    "x" * 70_000,
    "word " * 3_000,
    HUGE,
    "-" + HUGE,
    "9223372036854775808",
    "2147483648",
    "999999999",
    "-1",
    "0",
    "1e400",
    "NaN",
    "٣",
    "²",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16") * 50,
    "\u202e\u0000\ufeff",
    "%s%n' OR 1=1 --",
    "{{ 7 * 7 }}",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "9999-12-31",
    "0001-01-01",
    "9999",
    "1",
    "31",
    "23:59",
    "[]",
    "organisation 99999999999999999999",
    "team x",
    "d1@",
)
QUERY = (
    "q",
    "page",
    "before",
    "days",
    "day",
    "choice",
    "move",
    "role",
    "area",
    "week",
    "as",
    "state",
    "next",
)

#: Bodies that are not what their type says.
MALFORMED = {
    b"--x\r\nnonsense": "multipart/form-data; boundary=x",
    b"\xff\xfe%zz=%00&&==": "application/x-www-form-urlencoded",
}


class Faults:
    """Sends requests one after another, each undone, and remembers which of them made the product fail."""

    def __init__(self, app: Flask, session: Session, cookies: dict[str, str | None]) -> None:
        self._app, self._session, self._cookies = app, session, cookies
        self.found: list[str] = []

    def send(self, role: str, method: str, address: str, **what: Any) -> TestResponse | None:
        """Send one request; a fault of ours is noted, and never an answer."""
        client: FlaskClient = browser(self._app, self._cookies[role])
        with undone(self._session):
            try:
                response = client.open(address, method=method, **what)
            except Exception as error:  # the tests' application lets faults through
                said = f"{type(error).__name__}: {str(error)[:150]!r}"
                self.found.append(f"{method} {address} as {role} {str(what)[:300]}: {said}")
                return None
        if response.status_code >= 500:
            self.found.append(f"{method} {address} as {role} {str(what)[:300]}: {response.status_code}")
        return response


@pytest.fixture
def faults(app: Flask, session: Session, cookies: dict[str, str | None]) -> Faults:
    """Yield the sender of hostile requests."""
    return Faults(app, session, cookies)


@pytest.mark.long
@pytest.mark.no_cover
def test_no_view_fails_at_what_no_form_would_send(app: Flask, world: World, faults: Faults) -> None:
    """Queries, fields and addresses of every view, mutated from a fixed seed, never cause a fault."""
    chance, seen = Random(SEED), set[str]()
    for visit in visits(app, world):
        if visit.method == "GET":
            page = faults.send(visit.role, "GET", visit.address)
            query = {name: chance.choice(HOSTILE) for name in QUERY}
            faults.send(visit.role, "GET", visit.address, query_string=query)
            for form in forms_on(page.text) if page and page.mimetype == "text/html" else []:
                endpoint = endpoint_of(app, form.action or visit.address, "POST")
                if endpoint and endpoint not in seen:
                    seen.add(endpoint)
                    _mangle(faults, chance, visit.role, form.action or visit.address, form)
        elif visit.rule.endpoint not in seen:
            _mangle(faults, chance, visit.role, visit.address, PageForm(visit.address))
    assert faults.found == []


def _mangle(faults: Faults, chance: Random, role: str, address: str, form: PageForm) -> None:
    """Send a form as it stands, then with one answer after another that makes no sense, and all at once."""
    faults.send(role, "POST", address, data=form.answers)
    for name in form.answers:
        for value in chance.sample(HOSTILE, 2):
            faults.send(role, "POST", address, data=form.answers | {name: value})
    if form.answers:
        faults.send(role, "POST", address, data={name: ["1", "x"] for name in form.answers})
        faults.send(role, "POST", address, data={name: chance.choice(HOSTILE) for name in form.answers})
        files = {name: (io.BytesIO(b"\x00\xff"), "a.txt") for name in form.answers}
        faults.send(role, "POST", address, data=files)
    for body, content_type in MALFORMED.items():
        faults.send(role, "POST", address, data=body, content_type=content_type)
    faults.send(role, "POST", address, json=[1, {"a": None}])
