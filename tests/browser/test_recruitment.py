"""From a posted vacancy to a start plan, as a recruiter and a candidate go through it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Site, check_accessibility, check_at_all_widths
from tests.factories import Factory
from tests.recruiting import make_application, make_placement, make_vacancy
from workforce.accounts.models import Account
from workforce.core import clock
from workforce.core.access import SYSTEM, Role
from workforce.readiness.services import load_acceptance_rules
from workforce.recruitment.models import Vacancy

FIRST_DAY = clock.today() + timedelta(days=40)


@pytest.fixture(scope="module")
def recruiter(arranged: Factory) -> Account:
    """A recruiter of the county, two employers with a team and a site, and what employers ask."""
    trust = arranged.organisation(name="Dorset HealthCare")
    firm = arranged.organisation(name="Kingfisher Home Care")
    arranged.team(trust, name="Purbeck team")
    arranged.site(firm, name="Kingfisher office", town="Swanage")
    arranged.job_role(title="Support worker")
    load_acceptance_rules(arranged.session, SYSTEM)
    account = arranged.account(arranged.person(given_name="Nell", family_name="Chubb"))
    arranged.grant(account, Role.RECRUITER)
    arranged.session.commit()
    return account


def fill_date(page: Page, question: str, day: date) -> None:
    boxes = page.get_by_role("group", name=question)
    for name, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(name, exact=True).fill(str(number))


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def add_placement(page: Page, title: str, employer: str, **place: str) -> None:
    page.get_by_label("Name that candidates read").fill(title)
    page.get_by_label("Employer").select_option(label=employer)
    for question, answer in place.items():
        page.get_by_label(question.replace("_", " ")).select_option(label=answer)
    page.get_by_label("Kind of place").select_option("homes")
    page.get_by_label("Places", exact=True).fill("2")
    page.get_by_label("Fewest hours a week").fill("20")
    page.get_by_label("Most hours a week").fill("37.5")
    page.get_by_label("When the work is").fill("days and evenings")
    press(page, "Save")


def post_a_vacancy(page: Page) -> None:
    page.goto("/recruitment/vacancies")
    page.get_by_role("link", name="Post a vacancy").click()
    press(page, "Save as a draft")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check_at_all_widths(page)
    page.get_by_label("Title").fill("Support worker, Purbeck")
    page.get_by_label("Posted by").select_option(label="Dorset HealthCare")
    page.get_by_label("County role").select_option(label="Support worker")
    page.get_by_label("Permanent").check()
    page.get_by_label("Summary").fill("One application, two employers.")
    page.get_by_label("What the person will do").fill("Help people at home")
    page.get_by_label("What you look for").fill("Kindness")
    page.get_by_label("an hour").check()
    page.get_by_label("Lowest pay").fill("12.92")
    page.get_by_label("Highest pay").fill("14.30")
    fill_date(page, "Last day to apply", clock.today() + timedelta(days=10))
    page.get_by_label("Who to ask").fill("Call Moira on 01305 000 000")
    press(page, "Save as a draft")
    add_placement(page, "Purbeck community team", "Dorset HealthCare", Neighbourhood_team="Purbeck team")
    page.get_by_role("link", name="Add a placement").click()
    check_at_all_widths(page)
    add_placement(page, "Swanage home care", "Kingfisher Home Care", Site="Kingfisher office, Swanage")
    press(page, "Publish")
    expect(page.get_by_role("alert")).to_contain_text("Everybody can see it")
    check_at_all_widths(page)


def apply_on_a_phone(page: Page) -> str:
    page.goto("/jobs")
    check_at_all_widths(page)
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("link", name="Support worker, Purbeck").click()
    page.get_by_role("link", name="Choose Purbeck community team").click()
    page.get_by_role("link", name="Choose Swanage home care").click()
    check_at_all_widths(page)
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("link", name="Apply", exact=True).click()
    page.get_by_role("button", name="Up Swanage home care").click()
    expect(page.get_by_role("status")).to_contain_text("Swanage home care is now 1st")
    expect(page.get_by_role("status")).to_be_focused()
    check_at_all_widths(page)
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("link", name="Go on").click()
    page.get_by_label("First name").fill("Tamsin")
    press(page, "Send my application")
    expect(page.get_by_role("link", name="Enter last name")).to_be_visible()
    expect(page.get_by_label("First name")).to_have_value("Tamsin")
    check_accessibility(page)
    page.get_by_label("Last name").fill("Loveless")
    page.get_by_label("Email address").fill("tamsin@example.org")
    page.get_by_label("Yes", exact=True).check()
    for question in page.locator("textarea").all():
        question.fill("I listened, and stayed.")
    page.get_by_label("What I have written is true").check()
    press(page, "Send my application")
    expect(page.get_by_role("heading", name="Application sent")).to_be_visible()
    check_accessibility(page)
    return page.locator(".sent strong").inner_text()


def first_cell(page: Page, name: str) -> Locator:
    return page.get_by_role("rowheader").get_by_role("link", name=name)


def shortlist_and_propose(page: Page, reference: str) -> str:
    page.goto("/recruitment/vacancies")
    page.get_by_role("link", name="Support worker, Purbeck").click()
    first_cell(page, reference).click()
    expect(page.get_by_text("Tamsin")).to_have_count(0)
    check_at_all_widths(page)
    page.get_by_label("Shortlist").check()
    press(page, "Save my decision")
    expect(page.get_by_role("heading", name="Tamsin Loveless")).to_be_visible()
    check_at_all_widths(page)
    page.get_by_role("link", name="Propose a place").click()
    check_at_all_widths(page)
    page.get_by_label("Purbeck community team").check()
    fill_date(page, "First day", FIRST_DAY)
    page.get_by_label("Hours a week").fill("30")
    press(page, "Hold the place and make the link")
    check_at_all_widths(page)
    link = re.search(r"http\S+/place/\S+", page.get_by_label("Message").input_value())
    assert link is not None
    return link[0]


def say_yes(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.get_by_text("Purbeck community team").first).to_be_visible()
    check_at_all_widths(page)
    page.get_by_role("link", name="Say yes").click()
    check_accessibility(page)
    press(page, "Yes, I take this place")
    expect(page.get_by_role("heading", name="You have said yes")).to_be_visible()
    check_accessibility(page)


def complete_the_hire(page: Page) -> None:
    page.goto("/recruitment/vacancies")
    page.get_by_role("link", name="Support worker, Purbeck").click()
    first_cell(page, "Tamsin Loveless").click()
    page.get_by_role("link", name="Complete the hire").click()
    check_at_all_widths(page)
    fill_date(page, "Date of birth", date(1999, 1, 4))
    press(page, "Complete the hire")
    expect(page.get_by_role("heading", name="Hired: Tamsin Loveless")).to_be_visible()
    check_at_all_widths(page)
    page.get_by_role("link", name="Open the start plan").click()
    expect(page.get_by_role("row", name=re.compile("Criminal record"))).to_contain_text("Begin by")
    check_at_all_widths(page)


def test_from_a_vacancy_to_the_first_day(site: Site, recruiter: Account) -> None:
    """Post, apply on a phone, shortlist, propose, accept through the link, hire, start plan."""
    at_work = site.page(recruiter)
    at_work.on("console", lambda message: pytest.fail(message.text) if "Policy" in message.text else None)
    post_a_vacancy(at_work)
    at_home = site.page(width=390)
    at_home.on("console", lambda message: pytest.fail(message.text) if "Policy" in message.text else None)
    reference = apply_on_a_phone(at_home)
    link = shortlist_and_propose(at_work, reference)
    say_yes(at_home, link)
    complete_the_hire(at_work)


@pytest.fixture(scope="module")
def open_vacancy(arranged: Factory) -> Vacancy:
    """An open role with two places, and one application."""
    vacancy = make_vacancy(arranged, title="Carer, Swanage")
    first = make_placement(arranged, vacancy, title="Swanage home care")
    make_placement(arranged, vacancy, title="Wareham community team")
    make_application(arranged, vacancy, first)
    arranged.session.commit()
    return vacancy


def test_a_candidate_applies_without_script(site: Site, open_vacancy: Vacancy) -> None:
    page = site.page(width=390, script=False)
    page.goto(f"/jobs/{open_vacancy.reference}")
    page.get_by_role("link", name="Choose Swanage home care").click()
    page.get_by_role("link", name="Choose Wareham community team").click()
    page.get_by_role("link", name="Apply with these 2").click()
    page.get_by_role("button", name="Down Swanage home care").click()
    expect(page.get_by_role("listitem").filter(has=page.get_by_role("button")).first).to_contain_text(
        "Wareham"
    )
    page.get_by_role("button", name="Remove Wareham").click()
    page.get_by_role("link", name="Undo").click()
    page.get_by_role("link", name="Go on").click()
    press(page, "Send my application")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page.locator("#choice li").first).to_contain_text("Wareham")


def test_pages_that_say_no_are_accessible(site: Site, arranged: Factory, open_vacancy: Vacancy) -> None:
    """A closed role, a filter that fits nothing, and a link that does not work."""
    closed = make_vacancy(arranged, closes_on=clock.today() - timedelta(days=1))
    make_placement(arranged, closed)
    arranged.session.commit()
    page = site.page()
    for address, words in (
        (f"/jobs/{closed.reference}", "This role has closed"),
        ("/jobs?area=Nowhere", "No job is open that fits"),
        ("/place/never-was", "This link does not work"),
    ):
        page.goto(address)
        expect(page.get_by_text(words).first).to_be_visible()
        check_at_all_widths(page)
