"""The pages about hours, filled, empty, long and wrong."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from rostering.availability.models import Leave, LeaveKind, LeaveStatus
from rostering.hours.models import HoursAdjustment
from rostering.rotas.models import RotaStatus
from tests.browser.conftest import Site, check_at_all_widths
from tests.factories import Factory, london
from tests.small_team import SmallTeam
from workforce.core import clock
from workforce.core.access import Role

MONDAY = date(2026, 9, 28)
LONG = "Stayed for the handover of a person who came back from hospital late in the evening, " * 3


@pytest.fixture(scope="module")
def weymouth(arranged: Factory) -> SmallTeam:
    """Two years of rotas, of which the first nurse has worked one, with leave and adjustments."""
    team = SmallTeam(arranged, MONDAY, 28)
    team.rota.status = RotaStatus.PUBLISHED
    team.fill()
    nurse = team.nurses[0]
    for number in range(1, 26):
        arranged.rota(team.team, MONDAY - timedelta(days=28 * number), status=RotaStatus.PUBLISHED)
    for number in range(4):
        arranged.add(
            Leave(
                person_id=nurse.id,
                kind=list(LeaveKind)[number],
                first_on=MONDAY - timedelta(days=20 - 3 * number),
                last_on=MONDAY - timedelta(days=19 - 3 * number),
                status=LeaveStatus.AGREED,
                asked_at=london(MONDAY),
            )
        )
    for minutes, reversed_at in ((90, None), (-7500, clock.now())):
        arranged.add(
            HoursAdjustment(
                team_id=team.team.id,
                person_id=nurse.id,
                on_date=MONDAY,
                minutes=minutes,
                reason=LONG,
                made_at=clock.now(),
                reversed_at=reversed_at,
            )
        )
    arranged.session.commit()
    return team


def test_people_read_their_hours_at_every_width(site: Site, arranged: Factory, weymouth: SmallTeam) -> None:
    nurse = arranged.account(weymouth.nurses[0])
    newcomer = arranged.account(arranged.person())
    arranged.session.commit()
    page = site.page(nurse)
    for address in ("/my-hours", "/my-hours?page=5"):
        page.goto(address)
        check_at_all_widths(page)
    page = site.page(newcomer)
    page.goto("/my-hours")
    check_at_all_widths(page)


def test_leads_read_hours_and_are_refused_in_words_at_every_width(
    site: Site, arranged: Factory, weymouth: SmallTeam
) -> None:
    lead = weymouth.lead()
    arranged.session.commit()
    page = site.page(lead)
    team, nurse, carer = weymouth.team.id, weymouth.nurses[0].id, weymouth.carers[0].id
    for address in (
        f"/teams/{team}/hours",
        f"/teams/{team}/hours?q=nobody",
        f"/teams/{team}/hours/{nurse}",
        f"/teams/{team}/hours/{carer}",
    ):
        page.goto(address)
        check_at_all_widths(page)
    page.get_by_role("button", name="Put the hours right").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    check_at_all_widths(page)


def test_an_administrator_sets_how_hours_count_at_every_width(
    site: Site, arranged: Factory, weymouth: SmallTeam
) -> None:
    account = arranged.account(arranged.person())
    arranged.grant(account, Role.ORGANISATION_ADMINISTRATOR, organisation_id=weymouth.trust.id)
    arranged.session.commit()
    page = site.page(account)
    page.goto(f"/organisations/{weymouth.trust.id}/hours")
    check_at_all_widths(page)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    check_at_all_widths(page)
