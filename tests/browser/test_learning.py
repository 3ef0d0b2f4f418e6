"""An assessor signs off on a phone without JavaScript; a coordinator works from the board."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect

from competences.apprenticeships.models import Apprenticeship
from competences.frameworks.models import CompetenceKind
from tests.browser.conftest import Site, check_at_all_widths
from tests.factories import Factory
from workforce.accounts.models import Account
from workforce.core import clock
from workforce.core.access import Role


def test_signing_off_on_a_phone_without_javascript(site: Site, arranged: Factory) -> None:
    """Three steps: what was seen, how they can do it, signed; then it is in the passport."""
    trust = arranged.organisation(name="Dorset HealthCare")
    rosie, aleena = (
        arranged.employment(arranged.person(given_name=name), trust).person for name in ("Rosie", "Aleena")
    )
    insulin = arranged.competence(title="Insulin by pen", steps=["Asks first", "Gives the dose"])
    arranged.sign_off(insulin, rosie)
    arranged.assessor_right(rosie, insulin, organisation_id=trust.id)
    assessor, learner = arranged.account(rosie), arranged.account(aleena)
    arranged.grant(assessor, Role.ASSESSOR, organisation_id=trust.id)
    arranged.session.commit()

    page = site.page(assessor, width=390, script=False)
    page.goto("/assess/")
    page.get_by_label("Find a person").fill("aleena")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=aleena.name).click()
    page.get_by_role("link", name="Insulin by pen").click()
    expect(page.get_by_text("You may sign this off")).to_be_visible()
    page.get_by_label("Asks first").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. Carry on when you next see it.")).to_be_visible()

    page.get_by_role("link", name="Insulin by pen").click()
    expect(page.get_by_text("1 thing still to see before you can sign")).to_be_visible()
    page.get_by_label("Gives the dose").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Sign off").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose how they can do this")
    page.get_by_label("Alone").check()
    page.get_by_label("I watched this myself").check()
    page.get_by_role("button", name="Sign off").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Signed off")

    passport = site.page(learner, width=390)
    passport.goto("/passport/")
    expect(passport.locator("#competences")).to_contain_text("Insulin by pen")
    expect(passport.locator("#competences")).to_contain_text("Works alone")

    check_at_all_widths(passport)

    page = site.page(assessor)
    for path in (f"/assess/people/{aleena.id}", f"/assess/people/{aleena.id}/{insulin.id}", "/assess/"):
        page.goto(path)
        check_at_all_widths(page)


def test_a_long_list_of_training_is_folded_on_a_phone(site: Site, arranged: Factory) -> None:
    """Four rows, then a box that shows them all; nothing is folded on a wide page."""
    person = arranged.person()
    for number in range(1, 7):
        course = arranged.competence(kind=CompetenceKind.TRAINING, title=f"Course {number}")
        arranged.training(course, person)
    account = arranged.account(person)
    arranged.session.commit()
    page = site.page(account, width=390, script=False)
    page.goto("/passport/")
    last = page.get_by_text("Course 6")
    expect(last).to_be_hidden()
    page.get_by_label("Show all 6").check()
    expect(last).to_be_visible()
    wide = site.page(account)
    wide.goto("/passport/")
    expect(wide.get_by_text("Course 6")).to_be_visible()
    check_at_all_widths(wide)


def coordinator_and_apprentice(arranged: Factory) -> tuple[Account, Apprenticeship]:
    """Arrange an apprentice half-way through with a third of the hours, and their coordinator."""
    today = clock.today()
    employer = arranged.organisation(name="Kingfisher Home Care")
    items = arranged.framework()
    for number in (1, 2):
        arranged.competence(items, code=f"{items.code}.K{number}", level="K", title=f"Knowledge {number}")
    apprentice = arranged.apprenticeship(
        employer,
        arranged.employment(arranged.person(given_name="Jess"), employer).person,
        arranged.standard(framework_id=items.id),
        started_on=today - timedelta(days=182),
        planned_end_on=today + timedelta(days=182),
    )
    for week in range(1, 20):
        arranged.learning(apprentice, 5, on_day=today - timedelta(weeks=week))
    account = arranged.account(arranged.person(given_name="Moira"))
    arranged.grant(account, Role.COORDINATOR, organisation_id=employer.id)
    arranged.session.commit()
    return account, apprentice


def test_a_coordinator_from_the_board_to_a_recorded_review(site: Site, arranged: Factory) -> None:
    """The board says what is late; recording it changes what the board says."""
    account, apprentice = coordinator_and_apprentice(arranged)
    page = site.page(account)
    page.goto("/apprentices")
    row = page.get_by_role("row").filter(has_text="Jess")
    expect(row).to_contain_text("Late by 98 days")
    check_at_all_widths(page)
    page.set_viewport_size({"width": 1440, "height": 1000})
    row.get_by_role("link", name="Record it").click()
    today = clock.today()
    for label, value in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        page.get_by_label(label).fill(str(value))
    page.get_by_label("What was agreed").fill("Two study days a month")
    page.get_by_role("button", name="Record this review").click()
    expect(page.get_by_text("It needs three signatures.")).to_be_visible()
    page.get_by_label("The employer").check()
    page.get_by_label("Name of the person who signed").fill("Karen Dibben")
    page.get_by_role("button", name="Record this signature").click()
    expect(page.get_by_text("Karen Dibben")).to_be_visible()
    check_at_all_widths(page)
    page.goto("/apprentices")
    expect(page.get_by_role("row").filter(has_text="Jess")).not_to_contain_text("Late")

    base = f"/apprentices/{apprentice.id}"
    for path in (base, f"{base}/hours", f"{base}/plan", f"{base}/breaks", "/apprentices/reviews"):
        page.goto(path)
        check_at_all_widths(page)
    for path in ("/apprentices/add", "/apprentices/standards", "/assessors/"):
        page.goto(path)
        check_at_all_widths(page)


def test_an_apprentice_logs_hours_by_keyboard(site: Site, arranged: Factory) -> None:
    """What was added waits for the coordinator, and says so."""
    person = arranged.person()
    arranged.apprenticeship(person=person)
    account = arranged.account(person)
    arranged.session.commit()
    page = site.page(account, width=390)
    page.goto("/learning/")
    check_at_all_widths(page)
    today = clock.today()
    page.get_by_label("Day", exact=True).focus()
    for value in (today.day, today.month, today.year, "2.5", "Study day on medicines"):
        page.keyboard.type(str(value))
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Added. It counts once your coordinator has confirmed it.")).to_be_visible()
    expect(page.get_by_text("With your coordinator")).to_be_visible()
