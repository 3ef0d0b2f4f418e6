"""A lead looks at the team, says what it needs, has a rota made, watches it, stops it and opens the draft."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import expect

from rostering.worker import QueueWorker
from tests.browser.conftest import Site, check_at_all_widths
from tests.factories import Factory
from tests.small_team import SmallTeam
from workforce.accounts.models import Account
from workforce.readiness.sections import Sections


@pytest.fixture(scope="module")
def small(arranged: Factory) -> SmallTeam:
    team = SmallTeam(arranged)
    arranged.competence(code="county.insulin", title="Insulin")
    arranged.session.commit()
    return team


@pytest.fixture(scope="module")
def lead(small: SmallTeam) -> Account:
    account = small.lead()
    small.make.session.commit()
    return account


@pytest.fixture
def worker(site: Site) -> Iterator[None]:
    """A worker beside the web server."""
    running = QueueWorker(site.database, Sections([]), 1, lambda: ThreadPoolExecutor(1))
    thread = threading.Thread(target=running.run)
    thread.start()
    yield
    running.end()
    thread.join()


def test_the_pages_of_a_team(site: Site, small: SmallTeam, lead: Account) -> None:
    """Each is accessible and stays inside the window at every width."""
    member_id = small.make.members_of(small.team)[0].id
    # Reading has opened a transaction that would keep every request from writing.
    small.make.session.commit()
    page = site.page(lead)
    here = f"/teams/{small.team.id}"
    for path in (
        "",
        "/members/add?q=karen",
        f"/members/{member_id}",
        "/shifts",
        "/shifts/add",
        f"/shifts/{small.early.id}",
        f"/shifts/{small.early.id}/needs",
        "/sites",
        "/rules",
        "/rules/weekends",
        "/rules/daily_rest",
        "/rotas",
        "/rotas/generate",
        f"/rotas/{small.rota.id}/improve",
    ):
        page.goto(here + path)
        check_at_all_widths(page)


def test_what_is_wrong_is_said_and_leads_to_its_place(site: Site, small: SmallTeam, lead: Account) -> None:
    """The link in the summary moves the focus to the cell."""
    page = site.page(lead)
    page.goto(f"/teams/{small.team.id}/shifts/{small.late.id}/needs")
    cell = page.get_by_label("Minimum on Sunday, row 1")
    cell.fill("seven")
    page.get_by_role("button", name="Save").click()
    check_at_all_widths(page)
    page.get_by_role("link", name="Enter minimum on Sunday, row 1 as a whole number, like 12").click()
    expect(cell).to_be_focused()
    expect(cell).to_have_value("seven")


def test_from_nothing_to_a_draft(site: Site, small: SmallTeam, lead: Account, worker: None) -> None:
    """Everything moves by itself, and the stop button keeps its place and the focus while it does."""
    page = site.page(lead)
    page.goto(f"/teams/{small.team.id}/rotas")
    page.get_by_role("link", name="Make a rota").click()
    page.get_by_label("Day", exact=True).fill("1")
    page.get_by_label("Month", exact=True).fill("3")
    page.get_by_label("Year", exact=True).fill("2027")
    page.get_by_label("How long may it search?").select_option("300")
    page.get_by_role("button", name="Make this rota").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Making a rota", timeout=15_000)
    expect(page.locator("#progress h2")).to_have_text(
        re.compile(r"Within .*% of the best possible"), timeout=20_000
    )
    check_at_all_widths(page)
    stop = page.get_by_role("button", name="Stop and keep this rota")
    stop.focus()
    elapsed = page.locator("#clock dd").first.inner_text()
    expect(page.locator("#clock dd").first).not_to_have_text(elapsed, timeout=8000)
    expect(stop).to_be_focused()

    page.get_by_role("link", name="Show as a table").click()
    expect(page.get_by_role("table", name="How the rota got better")).to_be_visible()
    check_at_all_widths(page)

    page.get_by_role("button", name="Stop and keep this rota").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stopped, and kept", timeout=15_000)
    check_at_all_widths(page)
    page.get_by_role("link", name="Open Draft 1").click()
    expect(page).to_have_url(re.compile(r"/rotas/\d+"))


def test_without_script_a_link_brings_the_news(
    site: Site, small: SmallTeam, lead: Account, worker: None
) -> None:
    """Asking, looking again and stopping are plain links and forms."""
    page = site.page(lead, script=False)
    page.goto(f"/teams/{small.team.id}/rotas/{small.rota.id}/improve")
    page.get_by_role("button", name="Make a new draft").click()
    for _ in range(100):
        page.get_by_role("link", name="Refresh").click()
        if "of the best possible" in page.locator("#progress h2").inner_text():
            break
        page.wait_for_timeout(200)
    page.get_by_role("button", name="Stop and keep nothing").click()
    for _ in range(50):
        page.wait_for_timeout(200)
        page.reload()
        if page.get_by_role("heading", level=1).inner_text() == "Stopped, nothing kept":
            return
    pytest.fail("it did not stop")
