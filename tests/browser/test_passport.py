"""A verifier closes somebody's last gap, and both see readiness turn."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, check_at_all_widths
from tests.factories import Factory
from workforce.accounts.models import Account
from workforce.checks.details import CheckKind
from workforce.checks.models import CheckState
from workforce.core import clock
from workforce.core.access import Role
from workforce.organisations.models import Organisation
from workforce.readiness.evidence import EvidenceKind
from workforce.readiness.models import AcceptanceRule


@pytest.fixture(scope="module")
def trust(arranged: Factory) -> Organisation:
    """An employer that asks for the right to work and a fit report."""
    found = arranged.organisation(name="Dorset HealthCare")
    for kind in (CheckKind.RIGHT_TO_WORK, CheckKind.WORK_HEALTH):
        arranged.add(
            AcceptanceRule(
                organisation_id=found.id,
                key=kind.value,
                kind=EvidenceKind.CHECK,
                code=kind.value,
                label=kind.label,
                need=f"{kind.label}, verified",
                closed_by="you, then your employer",
                lead_days=2,
                valid_from=clock.today() - timedelta(days=1),
                source="The trust's board",
            )
        )
    return found


@pytest.fixture(scope="module")
def staff(arranged: Factory, trust: Organisation) -> Account:
    """Sunita Mathew, who has one check and waits for the other."""
    person = arranged.person(given_name="Sunita", family_name="Mathew")
    arranged.employment(person, trust)
    arranged.check(person, trust, CheckKind.WORK_HEALTH)
    arranged.check(
        person,
        trust,
        CheckKind.RIGHT_TO_WORK,
        state=CheckState.AWAITING,
        outcome=None,
        verified_on=None,
        valid_from=None,
        note="Gave a share code today",
    )
    return arranged.account(person)


@pytest.fixture(scope="module")
def verifier(arranged: Factory, trust: Organisation, staff: Account) -> Account:
    """Helen Marsh, who verifies for the trust."""
    account = arranged.account(arranged.person(given_name="Helen", family_name="Marsh"))
    arranged.grant(account, Role.VERIFIER, organisation_id=trust.id)
    arranged.session.commit()
    return account


def open_check(page: Page) -> None:
    """Go from the work-list to the open check."""
    page.goto("/work-list")
    page.get_by_role("link", name="Verify Right to work of Sunita Mathew").click()


def test_a_gap_is_closed_and_readiness_follows(site: Site, staff: Account, verifier: Account) -> None:
    """The person sees one gap; the verifier answers, sees the effect first, verifies; the gap is gone."""
    own = site.page(staff)
    own.goto("/passport/")
    expect(own.get_by_text("1 gap")).to_be_visible()
    check_at_all_widths(own)

    page = site.page(verifier)
    open_check(page)
    check_at_all_widths(page)
    page.get_by_role("button", name="Verify right to work").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check_at_all_widths(page)

    page.get_by_label("Yes, in person").check()
    page.get_by_label("Allowed until a date").check()
    for part, value in (("Day", "30"), ("Month", "9"), ("Year", str(clock.today().year + 1))):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_label("None", exact=True).check()
    page.get_by_label("I did this check myself today").check()
    page.get_by_role("button", name="See what this will do").click()
    expect(page.get_by_text("This was the last gap")).to_be_visible()
    expect(page.get_by_label("Yes, in person")).to_be_checked()
    check_at_all_widths(page)
    page.get_by_role("button", name="Verify right to work").click()
    expect(page.get_by_text("Readiness follows at once")).to_be_visible()
    check_at_all_widths(page)

    own.reload()
    expect(own.get_by_text("1 of 1")).to_be_visible()
    expect(own.get_by_text("Helen Marsh").first).to_be_visible()
    own.get_by_role("link", name="Dorset HealthCare").click()
    check_at_all_widths(own)


@pytest.mark.parametrize(
    "path", ["/people", "/placements", "/work-list/running-out", "/passport/jobs/", "/passport/elsewhere"]
)
def test_the_other_pages_hold_at_every_width(site: Site, verifier: Account, path: str) -> None:
    """Lists and forms, with people and without."""
    page = site.page(verifier)
    page.goto(path)
    check_at_all_widths(page)


def test_verifying_needs_no_script(site: Site, verifier: Account) -> None:
    """Without scripts the form is whole: every question is there and an error is said."""
    page = site.page(verifier, script=False)
    page.goto("/people")
    page.get_by_role("link", name="Mathew, Sunita").click()
    page.get_by_role("link", name="Verify again Work health").click()
    page.get_by_role("button", name="Verify work health").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page.get_by_role("link", name="Choose what occupational health said")).to_be_visible()
