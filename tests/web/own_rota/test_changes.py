"""Whose published duties change is told on the home page and in My rota, until they say they saw it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.factories import Factory
from tests.small_team import SmallTeam
from tests.web.conftest import SignIn
from workforce.core import clock
from workforce.core.words import period, short_date

FIRST = clock.today() + timedelta(days=63 - clock.today().weekday())
TOMORROW = FIRST + timedelta(days=1)


@pytest.fixture
def weymouth(make: Factory) -> SmallTeam:
    team = SmallTeam(make, FIRST, 7)
    team.fill()
    return team


@pytest.fixture
def lead(sign_in: SignIn, weymouth: SmallTeam) -> FlaskClient:
    browser = sign_in(weymouth.lead())
    browser.post(f"/rotas/{weymouth.rota.id}/publish", data={"revision": "0", "replaces": ""})
    return browser


def change(lead: FlaskClient, weymouth: SmallTeam, day: int, shift: str, seen: str, rota_id: int = 0) -> None:
    on = FIRST + timedelta(days=day)
    address = f"/rotas/{rota_id or weymouth.rota.id}/people/{weymouth.nurses[0].id}/{on}"
    answer = lead.post(address, data={"seen": seen, "shift": shift, "reason": "Clinic closed"})
    assert answer.status_code == 302


def test_a_first_publication_is_told_with_its_duties(
    lead: FlaskClient, weymouth: SmallTeam, sign_in: SignIn
) -> None:
    home = sign_in.as_person(weymouth.nurses[0]).get("/home").text
    assert f"Your rota for {period(FIRST, FIRST + timedelta(days=6))} is published" in home
    assert f"Weymouth and Portland: 4 duties, the first on {short_date(FIRST)}." in home
    assert "Your rota changed" not in home


def test_a_later_change_is_told_until_it_was_seen(
    lead: FlaskClient, weymouth: SmallTeam, sign_in: SignIn
) -> None:
    change(lead, weymouth, 0, "", str(weymouth.early.id))
    karen, grace = (sign_in.as_person(person) for person in weymouth.nurses[:2])
    home = karen.get("/home").text
    assert f"Your rota changed on {short_date(FIRST)}" in home
    assert "Was Early, is now a day off. Changed by Maria Encombe, today," in home
    assert "“Clinic closed”" in home
    assert "Your rota changed" not in grace.get("/home").text
    page = karen.get("/my-rota").text
    assert "What changed in your rota" in page and "Was Early, is now a day off." in page
    assert "Karen Stone</strong></p>" in lead.get(f"/rotas/{weymouth.rota.id}").text
    last = re.search(r'name="last" value="(\d+)"', page)
    assert last
    assert grace.post("/my-rota/changes/seen", data={"last": last[1]}).status_code == 302
    assert "Your rota changed" in karen.get("/home").text
    noted = karen.post("/my-rota/changes/seen", data={"last": last[1]}, follow_redirects=True).text
    assert (
        "Your team lead can see that you have seen it" in noted and "What changed in your rota" not in noted
    )
    assert "Your rota changed" not in karen.get("/home").text
    weeks = karen.get(f"/my-rota?from={FIRST}").text
    assert "was changed from Early to a day off by Maria Encombe" in weeks
    assert "that you have seen it" in weeks
    assert "not seen yet" not in lead.get(f"/rotas/{weymouth.rota.id}").text


def test_a_new_version_tells_each_person_all_days_together(
    lead: FlaskClient, make: Factory, weymouth: SmallTeam, sign_in: SignIn
) -> None:
    second = make.rota(weymouth.team, FIRST, 7, version=2)
    weymouth.fill(second)
    make.session.commit()
    karen = weymouth.nurses[0]
    for day in (0, 1):
        address = f"/rotas/{second.id}/people/{karen.id}/{FIRST + timedelta(days=day)}"
        lead.post(address, data={"seen": str(weymouth.early.id), "shift": ""})
    sent = {"revision": "2", "replaces": str(weymouth.rota.id), "reason": "Fewer beds"}
    answer = lead.post(f"/rotas/{second.id}/publish", data=sent, follow_redirects=True)
    assert "1 person is told on their home page what changes." in answer.text
    home = sign_in.as_person(karen).get("/home").text
    assert f"Your rota changed on 2 days, the first {short_date(FIRST)}" in home
    assert f"{short_date(FIRST)}: was Early, is now a day off." in home
    assert f"{short_date(TOMORROW)}: was Early, is now a day off." in home
    assert "“Fewer beds”" in home and "is published" not in home
    assert "Your rota changed" not in sign_in.as_person(weymouth.nurses[1]).get("/home").text


def test_a_day_that_is_again_as_it_was_says_so(
    lead: FlaskClient, weymouth: SmallTeam, sign_in: SignIn
) -> None:
    change(lead, weymouth, 0, "", str(weymouth.early.id))
    change(lead, weymouth, 0, str(weymouth.early.id), "")
    home = sign_in.as_person(weymouth.nurses[0]).get("/home").text
    assert "Was changed, and is Early again." in home


def test_what_cannot_be_a_change_is_refused(sign_in: SignIn, make: Factory) -> None:
    assert (
        sign_in.as_person(make.person()).post("/my-rota/changes/seen", data={"last": "x"}).status_code == 400
    )
