"""What a first view costs, and what browsers may keep."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import TOP

FIRST_VIEW_BYTES = 100 * 1024
SHEET = "/static/css/base.css"
OWN_SCRIPT_BYTES = 30 * 1024


@pytest.fixture
def fetch(client: FlaskClient) -> Callable[..., TestResponse]:
    """Yield a browser that understands compression and lets go of each file."""

    def get(address: str, encoding: str = "gzip", **headers: str) -> TestResponse:
        response = client.get(address, headers={"Accept-Encoding": encoding, **headers}, buffered=True)
        response.close()
        return response

    return get


def test_a_first_view_is_light(client: FlaskClient, fetch: Callable[..., TestResponse]) -> None:
    page = client.get("/sign-in").text
    addresses = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page))
    assert len(addresses) > 5
    light = [address for address in addresses if ".woff2" not in address]
    # The page's script imports the design system's and, where a page watches something, htmx comes with it.
    light += [f"/static/vendor/{name}.js" for name in ("nhsuk-frontend", "htmx")]
    weight = len(gzip.compress(page.encode())) + sum(len(fetch(address).data) for address in light)
    assert weight <= FIRST_VIEW_BYTES


def test_our_own_scripts_are_small() -> None:
    assert sum(path.stat().st_size for path in Path(TOP, "static", "js").rglob("*.js")) <= OWN_SCRIPT_BYTES


def test_what_is_compressed_is_the_file(fetch: Callable[..., TestResponse]) -> None:
    packed, plain = fetch(SHEET), fetch(SHEET, encoding="identity")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(packed.data) == plain.data == Path(TOP, "static/css/base.css").read_bytes()


def test_an_address_that_names_its_content_is_kept(app: Flask, fetch: Callable[..., TestResponse]) -> None:
    with app.test_request_context():
        address = url_for("static", filename="css/base.css")
    assert re.fullmatch(SHEET + r"\?v=[0-9a-f]{12}", address)
    assert "immutable" in fetch(address).headers["Cache-Control"]


def test_an_address_without_it_is_asked_for_again(fetch: Callable[..., TestResponse]) -> None:
    first = fetch(SHEET)
    assert "immutable" not in first.headers["Cache-Control"]
    assert fetch(SHEET, **{"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_the_font_has_one_address(app: Flask, fetch: Callable[..., TestResponse]) -> None:
    with app.test_request_context():
        address = url_for("static", filename="vendor/atkinson-hyperlegible-next.woff2")
    assert "../vendor/atkinson-hyperlegible-next.woff2" in fetch(SHEET, encoding="identity").text
    assert address == "/static/vendor/atkinson-hyperlegible-next.woff2"
    assert "max-age=86400" in fetch(address).headers["Cache-Control"]
