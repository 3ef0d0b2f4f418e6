"""A lead edits by keyboard, is refused, locks, undoes, publishes; staff read their rota and ask for leave."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, check_accessibility, check_at_all_widths
from tests.factories import Factory
from tests.small_team import SmallTeam
from workforce.accounts.models import Account
from workforce.core import clock

#: A Monday with more notice than the standard.
FIRST = clock.today() + timedelta(days=63 - clock.today().weekday())


@pytest.fixture(scope="module")
def weymouth(arranged: Factory) -> SmallTeam:
    """A week's draft in which Karen Stone works two Earlies and then is free."""
    team = SmallTeam(arranged, FIRST, 7)
    team.fill()
    arranged.session.commit()
    return team


@pytest.fixture(scope="module")
def lead(arranged: Factory, weymouth: SmallTeam) -> Account:
    account = weymouth.lead()
    arranged.session.commit()
    return account


@pytest.fixture(scope="module")
def later_draft_id(arranged: Factory, weymouth: SmallTeam) -> int:
    """The draft of a later week, which stays one."""
    draft = arranged.rota(weymouth.team, FIRST + timedelta(days=28), 7)
    arranged.session.commit()
    return draft.id


@pytest.fixture(scope="module")
def nurse(arranged: Factory, weymouth: SmallTeam) -> Account:
    account = arranged.account(weymouth.nurses[0])
    arranged.session.commit()
    return account


def cell(page: Page, name: str, day: int) -> str:
    on = FIRST + timedelta(days=day)
    return f'a[aria-label^="{name}, {on:%A} {on.day} {on:%B}"]'


def test_a_lead_works_by_keyboard_alone(site: Site, weymouth: SmallTeam, lead: Account) -> None:
    """One tab stop, arrows, choices, a refusal in words, a lock, undo, publication."""
    page = site.page(lead)
    page.goto(f"/rotas/{weymouth.rota.id}")
    live = page.locator("#live")
    assert page.locator("td.cell > a[tabindex='0']").count() == 1
    karen = page.locator(cell(page, "Karen Stone", 4))
    karen.focus()
    page.keyboard.press("l")
    expect(live).to_contain_text("Late put for Karen Stone. Cover:")
    expect(karen).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("e")
    expect(live).to_contain_text("Not saved. Early cannot be put. 9 h 30 rest before")
    page.keyboard.press("Enter")
    popover = page.get_by_role("dialog")
    expect(popover).to_contain_text("Not lawful: 9 h 30 rest before")
    check_accessibility(page)
    page.keyboard.press("Escape")
    expect(popover).to_be_hidden()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("k")
    expect(live).to_have_text("Late locked.")
    page.keyboard.press("Delete")
    expect(live).to_contain_text("Unlock it first")
    page.keyboard.press("Control+z")
    expect(live).to_contain_text("the shift is unlocked again")
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keys")).to_be_visible()
    check_accessibility(page)
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Check and publish").first.click()
    check_at_all_widths(page)
    page.get_by_role("button", name="Publish this rota").click()
    expect(page.get_by_role("alert")).to_contain_text("Published, with")
    expect(page.locator("main")).to_contain_text("Published, version 1")


def test_the_rota_and_its_pages_are_accessible_at_every_width(
    site: Site, weymouth: SmallTeam, lead: Account
) -> None:
    page = site.page(lead)
    for address in (
        "/rotas",
        f"/rotas/{weymouth.rota.id}",
        f"/rotas/{weymouth.rota.id}?days=7",
        f"/rotas/{weymouth.rota.id}/unfilled",
        f"/rotas/{weymouth.rota.id}/people/{weymouth.nurses[0].id}/{FIRST}",
        "/leave/to-answer",
        f"/teams/{weymouth.team.id}/leave-setting",
    ):
        page.goto(address)
        check_at_all_widths(page)


def test_the_publish_bar_of_a_phone_never_hides_the_focus(
    site: Site, later_draft_id: int, lead: Account
) -> None:
    page = site.page(lead, width=390)
    page.goto(f"/rotas/{later_draft_id}")
    hidden = """() => {
        const it = document.activeElement.getBoundingClientRect();
        const bar = document.querySelector(".publish-bar");
        return !bar.contains(document.activeElement) && it.top < bar.getBoundingClientRect().bottom
            && it.bottom > bar.getBoundingClientRect().top + 1;
    }"""
    for _ in range(25):
        page.keyboard.press("Tab")
        assert not page.evaluate(hidden), page.evaluate("document.activeElement.outerHTML")


def test_without_script_a_cell_is_a_page(site: Site, weymouth: SmallTeam, lead: Account) -> None:
    page = site.page(lead, script=False)
    page.goto(f"/rotas/{weymouth.rota.id}")
    page.locator(cell(page, "Tom Hallett", 0)).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tom Hallett, Monday")
    expect(page.get_by_text("Day off", exact=True).first).to_be_visible()


def test_staff_read_their_rota_and_ask_for_leave_on_a_phone(
    site: Site, weymouth: SmallTeam, nurse: Account, lead: Account
) -> None:
    page = site.page(nurse, width=390)
    page.goto(f"/my-rota?from={FIRST}")
    expect(page.locator("main")).to_contain_text("Early, 07:00 to 15:00")
    check_at_all_widths(page)
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("link", name="Ask for leave").click()
    page.get_by_role("button", name="See what it would mean").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check_at_all_widths(page)
    page.get_by_label("Annual leave").check()
    on = FIRST + timedelta(days=20)
    for question in ("First day", "Last day"):
        boxes = page.get_by_role("group", name=question)
        for part in ("day", "month", "year"):
            boxes.get_by_label(part.capitalize(), exact=True).fill(str(getattr(on, part)))
    page.get_by_role("button", name="See what it would mean").click()
    expect(page.locator("#effect")).to_contain_text("What it would mean")
    check_at_all_widths(page)
    page.get_by_role("button", name="Ask for this leave").click()
    expect(page.locator("main")).to_contain_text("Waiting for an answer")
    check_at_all_widths(page)
    theirs = site.page(lead)
    theirs.goto("/leave/to-answer")
    theirs.get_by_role("link", name="Karen Stone").click()
    theirs.get_by_role("radio", name="Agree").check()
    check_at_all_widths(theirs)
    theirs.get_by_role("button", name="Send this answer").click()
    page.reload()
    expect(page.locator("main")).to_contain_text("Agreed")


def test_whoever_is_changed_after_publication_is_told_and_says_it_was_seen(
    site: Site, weymouth: SmallTeam, nurse: Account, lead: Account
) -> None:
    """The reason goes with the edit, through the same queue."""
    theirs = site.page(lead)
    theirs.goto(f"/rotas/{weymouth.rota.id}")
    theirs.locator(cell(theirs, "Karen Stone", 0)).click()
    popover = theirs.get_by_role("dialog")
    popover.get_by_label("Why does it change?").fill("Clinic closed")
    popover.get_by_role("button", name="Put Day off").click()
    expect(theirs.locator("#live")).to_contain_text("Day off for Karen Stone, with")
    expect(theirs.locator("#needs")).to_contain_text("They have not said that they have seen it.")
    check_accessibility(theirs)
    page = site.page(nurse, width=390)
    page.goto("/home")
    check_at_all_widths(page)
    page.get_by_role("link", name="Look, and say that you have seen it").click()
    expect(page.locator("#changes")).to_contain_text("Was Early, is now a day off.")
    check_at_all_widths(page)
    page.get_by_role("button", name="I have seen this").click()
    expect(page.locator("#changes")).to_have_count(0)


@pytest.mark.parametrize("address", ["/my-wishes", "/my-other-times", "/my-other-work", "/leave"])
def test_the_small_pages_of_staff_are_accessible(site: Site, nurse: Account, address: str) -> None:
    page = site.page(nurse, width=390)
    page.goto(address)
    check_at_all_widths(page)
