"""A person signs in with the keyboard alone, and sees what needs them."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Site, check_at_all_widths
from tests.factories import Factory

PASSWORD = "three calm herons"


def test_signing_in_by_keyboard(site: Site, arranged: Factory) -> None:
    """Errors are summed up and take the focus; the right password leads home; signing out leads back."""
    arranged.account(arranged.person(given_name="Kim"), PASSWORD, email="kim@example.org")
    arranged.session.commit()
    page = site.page(width=390)
    page.goto("/")
    expect(page).to_have_title("Sign in - Dorset Health and Care Workforce")
    check_at_all_widths(page)

    page.get_by_label("Password", exact=True).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Enter email address")
    check_at_all_widths(page)

    page.get_by_label("Email address").fill("kim@example.org")
    page.get_by_label("Password", exact=True).fill("something else")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Email address or password is wrong")

    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello Kim")
    check_at_all_widths(page)


def test_the_pages_of_every_footer(site: Site) -> None:
    """They are open to everybody and accessible, and so is the page that says there is none."""
    page = site.page()
    for path in ("/accessibility", "/privacy", "/help", "/no-such-page"):
        page.goto(path)
        check_at_all_widths(page)


def test_my_account_and_my_trail(site: Site, arranged: Factory) -> None:
    """What is known about one's own sign-ins can be read by everybody concerned."""
    account = arranged.account(arranged.person())
    arranged.session.commit()
    page = site.page(account)
    for path in ("/my-account", "/audit/mine"):
        page.goto(path)
        check_at_all_widths(page)
