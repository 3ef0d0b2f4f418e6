"""No edit of a rota is lost: typed quickly, on a slow or broken line, on leaving, or beside somebody else."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Dialog, Locator, Page, Route, expect
from sqlalchemy import select

from rostering.rotas.models import RotaAssignment
from rostering.workspace.services import series
from tests.browser.conftest import Site, check_accessibility
from tests.factories import Factory
from tests.small_team import SmallTeam
from workforce.accounts.models import Account
from workforce.core import clock

#: A Monday with more notice than the standard.
FIRST = clock.today() + timedelta(days=63 - clock.today().weekday())


@pytest.fixture(scope="module")
def weymouth(arranged: Factory) -> SmallTeam:
    team = SmallTeam(arranged, FIRST, 7)
    arranged.session.commit()
    return team


@pytest.fixture(scope="module")
def leads(arranged: Factory, weymouth: SmallTeam) -> list[Account]:
    accounts = [weymouth.lead(), weymouth.lead("Sara Dunn")]
    arranged.session.commit()
    return accounts


@pytest.fixture
def draft_id(arranged: Factory, weymouth: SmallTeam, request: pytest.FixtureRequest) -> int:
    """A draft of a week of its own, in which everybody works two Earlies or two Lates in turn."""
    week = len(arranged.session.scalars(select(RotaAssignment.rota_id).distinct()).all()) + 1
    draft = arranged.rota(weymouth.team, FIRST + timedelta(weeks=week), 7)
    weymouth.fill(draft)
    arranged.session.commit()
    return draft.id


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the service take a second more for each request with edits."""
    carry_out: Callable[..., Any] = series.carry_out

    def wait_first(*given: Any) -> Any:
        # The lock of the database is not held meanwhile, or the tests would wait for it as well.
        time.sleep(1)
        return carry_out(*given)

    monkeypatch.setattr(series, "carry_out", wait_first)


def open_rota(site: Site, lead: Account, draft_id: int) -> Page:
    page = site.page(lead)
    page.goto(f"/rotas/{draft_id}")
    return page


def cell(page: Page, weymouth: SmallTeam, nurse: int, day: int) -> Locator:
    return page.locator(f"#c{weymouth.nurses[nurse].id}-{first_day(page) + timedelta(days=day)}")


def first_day(page: Page) -> date:
    ids = page.locator("td.cell > a").first.get_attribute("id") or ""
    return date.fromisoformat(ids.partition("-")[2])


def shifts_of(site: Site, draft_id: int, person_id: int) -> dict[int, int]:
    """Return the shift of each day of a person as the database has it, by number of the day."""
    with site.database.reading() as session:
        rows = session.scalars(
            select(RotaAssignment)
            .where(RotaAssignment.rota_id == draft_id, RotaAssignment.person_id == person_id)
            .order_by(RotaAssignment.on_date)
        ).all()
    return {row.on_date.weekday(): row.shift_template_id for row in rows}


def eventually(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 15
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


def clear_four(page: Page, start: Locator) -> None:
    start.focus()
    for _ in range(4):
        page.keyboard.press("Delete")
        page.keyboard.press("ArrowRight")


@pytest.mark.usefixtures("slowly")
def test_edits_typed_quickly_before_leaving_are_all_saved(
    site: Site, weymouth: SmallTeam, leads: list[Account], draft_id: int
) -> None:
    karen = weymouth.nurses[0].id
    assert set(shifts_of(site, draft_id, karen)) >= {0, 1, 2, 3}
    page = open_rota(site, leads[0], draft_id)
    clear_four(page, cell(page, weymouth, 0, 0))
    expect(page.locator("td.saving")).not_to_have_count(0)
    page.goto("/home")
    eventually(lambda: not set(shifts_of(site, draft_id, karen)) & {0, 1, 2, 3})


@pytest.mark.usefixtures("slowly")
@pytest.mark.parametrize("how", ["reload", "back"])
def test_edits_on_their_way_survive_reload_and_back(
    site: Site, weymouth: SmallTeam, leads: list[Account], draft_id: int, how: str
) -> None:
    page = site.page(leads[0])
    page.goto("/rotas")
    page.goto(f"/rotas/{draft_id}")
    clear_four(page, cell(page, weymouth, 0, 0))
    page.reload() if how == "reload" else page.go_back()
    eventually(lambda: not set(shifts_of(site, draft_id, weymouth.nurses[0].id)) & {0, 1, 2, 3})
    if how == "back":
        page.go_forward()
    expect(page.locator("td.saving")).to_have_count(0, timeout=15000)
    expect(cell(page, weymouth, 0, 0)).to_have_attribute("aria-label", re.compile("day off"))


def test_a_broken_line_is_said_tried_again_and_warned_of(
    site: Site, weymouth: SmallTeam, leads: list[Account], draft_id: int
) -> None:
    karen = weymouth.nurses[0].id
    page = open_rota(site, leads[0], draft_id)
    broken = True

    def answer(route: Route) -> None:
        route.abort() if broken else route.continue_()

    page.route("**/edits", answer)
    start = cell(page, weymouth, 0, 0)
    clear_four(page, start)
    bar = page.locator("#save-bar")
    expect(bar).to_contain_text(
        re.compile(r"No answer from the service\. Next try in \d+ s\. Kept here: 4 edits\.")
    )
    expect(start.locator("xpath=..")).to_have_class(re.compile("saving"))
    check_accessibility(page)
    warned: list[str] = []

    def stay(dialog: Dialog) -> None:
        warned.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.locator("a", has_text="Check and publish").first.click()
    eventually(lambda: page.evaluate("1") == 1 and warned == ["beforeunload"])
    broken = False
    page.locator("#save-again").click()
    expect(bar).to_be_hidden(timeout=15000)
    expect(page.locator("td.saving")).to_have_count(0)
    assert not set(shifts_of(site, draft_id, karen)) & {0, 1, 2, 3}


def test_an_answer_that_is_lost_is_asked_for_again_and_saves_once(
    site: Site, weymouth: SmallTeam, leads: list[Account], draft_id: int
) -> None:
    """The service saves the edit, and its answer never arrives."""
    page = open_rota(site, leads[0], draft_id)
    lost: list[str] = []

    def lose_the_first(route: Route) -> None:
        if not lost:
            lost.append(route.fetch().text())
            route.abort()
        else:
            route.continue_()

    page.route("**/edits", lose_the_first)
    start = cell(page, weymouth, 0, 0)
    start.focus()
    page.keyboard.press("Delete")
    expect(page.locator("#live")).to_have_text("Day off stands there already.", timeout=15000)
    expect(start).to_have_attribute("aria-label", re.compile("day off"))
    assert len(lost) == 1
    page.keyboard.press("Control+z")
    expect(page.locator("#live")).to_contain_text("Taken back")
    eventually(lambda: 0 in shifts_of(site, draft_id, weymouth.nurses[0].id))


def test_an_edit_on_which_the_service_fails_is_refused_alone(
    site: Site, weymouth: SmallTeam, leads: list[Account], draft_id: int
) -> None:
    page = open_rota(site, leads[0], draft_id)
    faulty = str(first_day(page) + timedelta(days=1))

    def answer(route: Route) -> None:
        fails = faulty in (route.request.post_data or "")
        route.fulfill(status=500, body="Oh") if fails else route.continue_()

    page.route("**/edits", answer)
    clear_four(page, cell(page, weymouth, 0, 0))
    expect(page.locator("td.saving")).to_have_count(0, timeout=40000)
    expect(page.locator("td.refused")).to_have_count(1)
    expect(page.locator("#save-bar")).to_contain_text("Something went wrong with this edit on our side.")
    eventually(lambda: set(shifts_of(site, draft_id, weymouth.nurses[0].id)) & {0, 1, 2, 3} == {1})


def test_a_refusal_stands_beside_its_cell_wherever_that_is_in_the_window(
    site: Site, weymouth: SmallTeam, leads: list[Account], draft_id: int
) -> None:
    page = site.page(leads[0])
    page.set_viewport_size({"width": 1440, "height": 500})
    page.goto(f"/rotas/{draft_id}")
    refused = ask_for_too_short_a_rest(site, page, weymouth, draft_id)
    note = page.locator("#refusal-note")
    expect(note).to_be_visible()
    check_accessibility(page)
    beside = note.bounding_box()
    at = refused.bounding_box()
    assert beside and at
    assert beside["y"] >= 0 and beside["y"] + beside["height"] <= 500
    assert abs(beside["y"] - at["y"]) < beside["height"] + 60
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()


def ask_for_too_short_a_rest(site: Site, page: Page, weymouth: SmallTeam, draft_id: int) -> Locator:
    """Ask for an Early on the day after a Late, which leaves nine and a half hours of rest."""
    for number, nurse in enumerate(weymouth.nurses):
        shifts = shifts_of(site, draft_id, nurse.id)
        for day, shift in shifts.items():
            if shift == weymouth.late.id and day < 6 and shifts.get(day + 1) != weymouth.early.id:
                place = cell(page, weymouth, number, day + 1)
                place.focus()
                page.keyboard.press("e")
                expect(page.locator("#refusal-note")).to_contain_text("9 h 30 rest", timeout=15000)
                return place
    raise AssertionError("nobody works a Late")


def test_an_answer_that_comes_late_opens_over_no_other_cell(
    site: Site, weymouth: SmallTeam, leads: list[Account], draft_id: int
) -> None:
    page = open_rota(site, leads[0], draft_id)
    slow = cell(page, weymouth, 0, 0)

    def late(route: Route) -> None:
        time.sleep(1)
        route.continue_()

    page.route("**/people/**", late)
    slow.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(2500)
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(cell(page, weymouth, 0, 1)).to_be_focused()


@pytest.mark.usefixtures("slowly")
def test_an_answer_that_comes_late_does_not_replace_a_newer_state(
    site: Site, weymouth: SmallTeam, leads: list[Account], draft_id: int
) -> None:
    """Day off, and while that is being saved the Early again: the cell shows it all the time."""
    page = open_rota(site, leads[0], draft_id)
    place = cell(page, weymouth, 0, 0)
    place.focus()
    page.keyboard.press("Delete")
    expect(page.locator("#save-bar")).to_be_visible()
    page.wait_for_timeout(300)
    page.keyboard.press("e")
    for _ in range(20):
        assert place.inner_text() == "E"
        page.wait_for_timeout(100)
    expect(page.locator("td.saving")).to_have_count(0, timeout=15000)
    assert place.inner_text() == "E"
    assert shifts_of(site, draft_id, weymouth.nurses[0].id)[0] == weymouth.early.id


def test_the_second_of_two_leads_is_told_who_was_first_and_sees_it(
    site: Site, weymouth: SmallTeam, leads: list[Account], draft_id: int
) -> None:
    first, second = (open_rota(site, lead, draft_id) for lead in leads)
    ours, theirs = (cell(page, weymouth, 0, 0) for page in (first, second))
    ours.focus()
    first.keyboard.press("Delete")
    expect(first.locator("#live")).to_contain_text("Day off put")
    theirs.focus()
    second.keyboard.press("n")
    note = second.locator("#refusal-note")
    expect(note).to_contain_text("Maria Encombe changed this cell while you were at it: it is now day off.")
    expect(theirs).to_have_attribute("aria-label", re.compile("day off"))
    assert theirs.inner_text() == ""


def test_a_stale_window_of_ones_own_is_told_too(
    site: Site, weymouth: SmallTeam, leads: list[Account], draft_id: int
) -> None:
    now, stale = (open_rota(site, leads[0], draft_id) for _ in range(2))
    cell(now, weymouth, 0, 0).focus()
    now.keyboard.press("Delete")
    expect(now.locator("#live")).to_contain_text("Day off put")
    cell(stale, weymouth, 0, 0).focus()
    stale.keyboard.press("n")
    expect(stale.locator("#refusal-note")).to_contain_text("You changed this cell yourself")


def test_a_double_click_opens_one_cell_and_puts_one_shift(
    site: Site, weymouth: SmallTeam, leads: list[Account], draft_id: int
) -> None:
    page = open_rota(site, leads[0], draft_id)
    place = cell(page, weymouth, 0, 0)
    place.dblclick()
    popover = page.get_by_role("dialog")
    expect(popover).to_contain_text("Karen Stone")
    popover.get_by_role("button", name="Put Day off").dblclick()
    expect(page.locator("#live")).to_contain_text("Day off put for Karen Stone.")
    page.wait_for_timeout(1000)
    expect(popover).to_be_hidden()
    expect(place).to_have_attribute("aria-label", re.compile("day off"))


def test_whoever_was_signed_out_keeps_the_edits_for_afterwards(
    site: Site, weymouth: SmallTeam, leads: list[Account], draft_id: int
) -> None:
    page = open_rota(site, leads[0], draft_id)
    cookies = page.context.cookies()
    page.context.clear_cookies()
    cell(page, weymouth, 0, 0).focus()
    page.keyboard.press("Delete")
    expect(page.locator("#save-bar")).to_contain_text(
        "You were signed out, or this rota is not yours to change any more. Kept here: 1 edit."
    )
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    eventually(lambda: 0 not in shifts_of(site, draft_id, weymouth.nurses[0].id))
    expect(page.locator("td.saving")).to_have_count(0)
