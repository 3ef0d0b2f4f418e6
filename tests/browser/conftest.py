"""A real server and a real headless Chromium, with an accessibility check for every page state.

Browser tests run against a database of their own, which each test module arranges once: pages are served
by threads of this process, so what a test arranges must be committed.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from werkzeug.serving import make_server

from app import create_app
from tests.factories import Factory
from workforce.accounts.models import Account
from workforce.accounts.services import open_session
from workforce.core.commands import upgrade
from workforce.core.db import Database

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: `make test` checks pages as wide as a phone, where most goes wrong; `make test-long` at every width.
WIDTHS = (390, 768, 1440) if os.environ.get("EVERY_WIDTH") else (390,)
HEIGHTS = {390: 844, 768: 1024, 1440: 1000}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that `-m "not browser"` leaves them out."""
    for item in items:
        if "/tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright_here() -> Iterator[Playwright]:
    """Yield Playwright's driver."""
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="session")
def chromium(playwright_here: Playwright) -> Iterator[Browser]:
    """Yield Debian's Chromium, or skip with the reason that it is not there."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
    if not Path(path).exists():
        pytest.skip("Chromium is not installed")
    browser = playwright_here.chromium.launch(executable_path=path, args=FLAGS)
    yield browser
    browser.close()


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve the application on a free port of this machine and yield its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


class Site:
    """The running service, its database, and browsers on it."""

    def __init__(self, app: Flask, address: str, database: Database, browser: Browser) -> None:
        self.app = app
        self.address = address
        self.database = database
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    def page(self, account: Account | None = None, width: int = 1440, *, script: bool = True) -> Page:
        """Return a new browser window, signed in as `account` if one is given."""
        context = self._browser.new_context(
            base_url=self.address,
            viewport={"width": width, "height": HEIGHTS.get(width, 1000)},
            java_script_enabled=script,
        )
        self._contexts.append(context)
        if account is not None:
            context.add_cookies([{"name": "session", "value": self._cookie(account), "url": self.address}])
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"a script failed: {error}"))
        return page

    def _cookie(self, account: Account) -> str:
        with self.database.writing() as session:
            secret = open_session(session, session.merge(account, load=False), "Test")
        signer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        return str(signer.dumps({"_user_id": secret, "_fresh": True}))

    def close_pages(self) -> None:
        """Close every window that was opened."""
        while self._contexts:
            self._contexts.pop().close()


@pytest.fixture(scope="module")
def running_site(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Site]:
    """Yield the service on an empty migrated database of this module."""
    url = f"sqlite:///{tmp_path_factory.mktemp('site')}/site.sqlite"
    app = create_app(
        {
            "TESTING": True,
            "SECRET_KEY": "tests only",
            "DATABASE_URL": url,
            "DEVELOPMENT": True,
            "SESSION_COOKIE_NAME": "session",
            "SESSION_COOKIE_SECURE": False,
        }
    )
    database: Database = app.extensions["database"]
    upgrade(database)
    with serving(app) as address:
        yield Site(app, address, database, chromium)
    database.dispose()


@pytest.fixture
def site(running_site: Site) -> Iterator[Site]:
    """Yield the service; windows that the test opens are closed after it."""
    yield running_site
    running_site.close_pages()


@pytest.fixture(scope="module")
def arranged(running_site: Site) -> Iterator[Factory]:
    """Yield a factory whose rows the service sees once `arranged.session.commit()` was called."""
    with running_site.database.new_session(writes=True) as session:
        session.info["arranges"] = True
        yield Factory(session)


def check_accessibility(page: Page) -> None:
    """Fail if axe finds anything against WCAG 2.2 A and AA, or if the page scrolls sideways."""
    options = {
        "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        # What it finds good is a great deal to send, and nobody reads it.
        "resultTypes": ["violations"],
    }
    # A click returns once the next document is begun; until that has arrived, axe finds no root element.
    page.wait_for_load_state()
    results = Axe().run(page, options=options)
    found = [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]
    assert found == [], "\n".join(found)
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"the page is {wider} px wider than the window"


def check_at_all_widths(page: Page) -> None:
    """Check the page as it stands at 390 pixels and, where EVERY_WIDTH is set, at 768 and 1440 pixels too."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        check_accessibility(page)
