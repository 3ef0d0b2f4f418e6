"""Every macro in every state: accessible, fitting and usable at each width, with and without scripts."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from flask import Flask, Response
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import check_accessibility, check_at_all_widths, serving
from tests.gallery import create_gallery

ERRORS = ("400", "404", "413", "429", "500", "problem", "refused", "session_ended")


@pytest.fixture(scope="module")
def gallery() -> Iterator[str]:
    with serving(create_gallery()) as address:
        yield address


@pytest.fixture
def page(chromium: Browser, gallery: str) -> Iterator[Page]:
    """Yield a window on the gallery that forgives neither failing scripts nor content the policy refuses."""
    with chromium.new_context(base_url=gallery) as context:
        page = context.new_page()
        heard: list[str] = []
        page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: heard.append(str(error)))
        yield page
        assert heard == []


def slow_site() -> Flask:
    """Return a service whose second page begins with a comment and sends its elements half a second later."""
    app = Flask(__name__)

    def parts() -> Iterator[str]:
        yield "<!doctype html><!-- begun -->"
        time.sleep(0.5)
        yield '<html lang="en"><title>Arrived</title><main><h1>Arrived</h1><img src="/none"></main></html>'

    app.add_url_rule(
        "/", "first", lambda: '<html lang="en"><title>First</title><a href="/next">Next</a></html>'
    )
    app.add_url_rule("/next", "next", lambda: Response(parts(), mimetype="text/html"))
    return app


def test_a_page_that_is_still_arriving_after_a_click_is_checked_whole(chromium: Browser) -> None:
    with serving(slow_site()) as address, chromium.new_context(base_url=address) as context:
        page = context.new_page()
        page.goto("/")
        page.get_by_role("link", name="Next").click()
        with pytest.raises(AssertionError, match="image-alt"):
            check_accessibility(page)


def test_every_macro_is_accessible(page: Page) -> None:
    page.goto("/")
    check_at_all_widths(page)


def test_an_empty_form_is_accessible(page: Page) -> None:
    page.goto("/form")
    check_at_all_widths(page)


def test_a_form_with_every_error_is_accessible(page: Page) -> None:
    page.goto("/form")
    page.get_by_label("Allowed until a date").check()
    page.get_by_role("button", name="Verify right to work").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the last day allowed")
    check_at_all_widths(page)


def test_open_menus_are_accessible(page: Page) -> None:
    page.goto("/form")
    page.evaluate("for (const menu of document.querySelectorAll('details.menu')) menu.open = true")
    check_at_all_widths(page)


@pytest.mark.parametrize("name", ERRORS)
def test_each_error_page_is_accessible(page: Page, name: str) -> None:
    page.goto(f"/errors/{name}")
    check_at_all_widths(page)


def test_the_error_summary_takes_the_focus_and_leads_to_the_first_box_of_a_date(page: Page) -> None:
    page.goto("/form")
    page.get_by_label("Allowed until a date").check()
    page.get_by_role("button", name="Verify right to work").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    expect(page).to_have_title("Error: Right to work - Dorset Health and Care Verifier")
    page.get_by_role("link", name="Enter the last day allowed").click()
    expect(page.get_by_label("Day", exact=True)).to_be_focused()


def test_a_dependent_question_appears_with_its_answer(page: Page) -> None:
    page.goto("/form")
    expect(page.get_by_label("Day", exact=True)).to_be_hidden()
    page.get_by_label("Allowed until a date").check()
    expect(page.get_by_label("Day", exact=True)).to_be_visible()
    page.get_by_label("No limit").check()
    expect(page.get_by_label("Day", exact=True)).to_be_hidden()


def test_what_was_done_takes_the_focus(page: Page) -> None:
    page.goto("/")
    expect(page.locator("[data-focus]")).to_be_focused()


def test_the_menu_opens_and_closes_by_keyboard_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/form")
    menu = page.locator(".header__small > summary")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Placements")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Placements")).to_be_hidden()
    expect(menu).to_be_focused()


def test_a_second_press_sends_nothing_twice(page: Page) -> None:
    page.goto("/form")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.evaluate(
        "for (let i = 0; i < 2; i++) document.querySelector('form[data-once] button.button--main').click()"
    )
    page.wait_for_load_state()
    expect(page.locator(".nhsuk-error-summary")).to_be_visible()
    assert len(sent) == 1


def test_every_field_can_be_answered_without_scripts(gallery: str, chromium: Browser) -> None:
    with chromium.new_context(base_url=gallery, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/form")
        page.get_by_label("Allowed until a date").check()
        expect(page.get_by_label("Day", exact=True)).to_be_visible()
        page.locator("summary", has_text="Helen Marsh").click()
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()
