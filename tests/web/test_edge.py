"""What may reach the product at all: hosts, proxies, forged forms, text that nothing can read."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from sqlalchemy import select

from app import create_app
from tests.factories import Factory
from workforce.accounts.models import SignInAttempt
from workforce.accounts.passwords import fingerprint
from workforce.core.edge import NUMBER_MAX, whole_number

HEADERS = (
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
    "Referrer-Policy",
    "Permissions-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
)


def test_a_host_that_is_not_ours_is_refused(client: FlaskClient) -> None:
    """No page, and so no private link, names a host that somebody else chose."""
    refused = client.get("/sign-in", headers={"Host": "evil.example"})
    assert (refused.status_code, refused.mimetype) == (400, "text/plain")
    assert "evil.example" not in refused.text


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "Forwarded", "X-Original-Host"])
def test_a_header_does_not_choose_the_host_of_a_link(client: FlaskClient, app: Flask, header: str) -> None:
    """Proxies pass the host on; whoever else names one is not believed."""
    with app.test_request_context(headers={header: "host=evil.example"}):
        assert url_for("accounts.choose_password", secret="s", _external=True).startswith("http://localhost/")


def test_without_a_proxy_nobody_chooses_their_network_address(client: FlaskClient, make: Factory) -> None:
    """The limit on guesses cannot be got round by a header."""
    client.post(
        "/sign-in",
        data={"email": "kim@example.org", "password": "wrong"},
        headers={"X-Forwarded-For": "192.0.2.7"},
    )
    keys = make.session.scalars(select(SignInAttempt.key)).all()
    assert fingerprint("network 127.0.0.1") in keys
    assert fingerprint("network 192.0.2.7") not in keys


def test_behind_a_proxy_the_limit_counts_who_asked_the_proxy() -> None:
    """What the client itself wrote in front of the proxy's own entry counts for nothing."""
    app = create_app({"TRUSTED_PROXIES": 1, "SECRET_KEY": "tests only"})
    app.extensions["database"].dispose()
    seen: dict[str, str] = {}
    fixed: Any = app.wsgi_app
    fixed.app = lambda environ, _start: seen.update(environ)
    fixed({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9, 192.0.2.7"}, None)
    assert seen["REMOTE_ADDR"] == "192.0.2.7"


def test_text_that_no_database_can_keep_is_refused(client: FlaskClient) -> None:
    """A NUL is a bad request wherever it stands."""
    assert client.get("/jobs?area=a%00b").status_code == 400
    assert client.get("/jobs/a%00b").status_code == 400
    assert client.post("/sign-in", data={"email": "a\x00b", "password": "x"}).status_code == 400


def test_an_address_with_an_impossible_number_leads_nowhere(client: FlaskClient, app: Flask) -> None:
    """The largest id that there can be is an address; the next is none."""
    addresses = app.url_map.bind("localhost")
    assert addresses.test(f"/teams/{NUMBER_MAX}")
    assert not addresses.test(f"/teams/{NUMBER_MAX + 1}")


@pytest.mark.parametrize("text", ["", "-1", "+1", "1.5", "²", "٣", str(NUMBER_MAX + 1), "9" * 5000])
def test_what_is_no_number_in_a_query_counts_as_not_given(text: str) -> None:
    """ValueError is what the reader of a query takes for nothing."""
    with pytest.raises(ValueError):
        whole_number(text)


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("GET", "/sign-in"),
        ("GET", "/no-such-page"),
        ("GET", "/home"),
        ("POST", "/sign-in"),
        ("PUT", "/sign-in"),
        ("GET", "/static/css/base.css"),
        ("GET", "/static/no-such-file"),
        ("GET", "/jobs?area=%00"),
        ("GET", "/health"),
    ],
)
def test_every_answer_carries_the_headers(client: FlaskClient, method: str, address: str) -> None:
    """Pages, refusals, redirects, errors and files alike."""
    answer = client.open(address, method=method)
    answer.close()
    assert [name for name in HEADERS if name not in answer.headers] == []
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_a_refused_host_carries_the_headers_too(client: FlaskClient) -> None:
    answer = client.get("/", headers={"Host": "evil.example"})
    assert [name for name in HEADERS if name not in answer.headers] == []


def test_the_cookie_belongs_to_this_host_and_to_no_script(monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside development it travels over TLS alone, and no other host of the domain can plant one."""
    monkeypatch.delenv("DEVELOPMENT", raising=False)
    app = create_app({"SECRET_KEY": "tests only"})
    app.extensions["database"].dispose()
    assert app.config["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert app.config["SESSION_COOKIE_SECURE"] and app.config["SESSION_COOKIE_HTTPONLY"]
    assert app.config["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert app.config["SESSION_COOKIE_DOMAIN"] is None and app.config["SESSION_COOKIE_PATH"] in (None, "/")
