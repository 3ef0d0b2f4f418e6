"""The workspace without script: the grid says what it shows, a cell is a page, refusals say why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from rostering.rotas.models import Rota
from tests.factories import Factory
from tests.small_team import SmallTeam
from tests.web.conftest import SignIn
from workforce.core import clock
from workforce.people.models import Person

#: A Monday with more notice than the standard.
FIRST = clock.today() + timedelta(days=63 - clock.today().weekday())


@pytest.fixture
def weymouth(make: Factory) -> SmallTeam:
    return SmallTeam(make, FIRST)


@pytest.fixture
def lead(sign_in: SignIn, weymouth: SmallTeam) -> FlaskClient:
    return sign_in(weymouth.lead())


def cell_of(rota: Rota, person: Person, day: int) -> str:
    return f"/rotas/{rota.id}/people/{person.id}/{on(day)}"


def on(day: int) -> date:
    return FIRST + timedelta(days=day)


def test_each_cell_is_a_sentence_and_short_cover_is_said(lead: FlaskClient, weymouth: SmallTeam) -> None:
    weymouth.put(weymouth.nurses[0], weymouth.late, 0, locked=True)
    weymouth.put(weymouth.nurses[0], weymouth.late, 1)  # one day alone would bend a rule of the team
    page = lead.get(f"/rotas/{weymouth.rota.id}").text
    said = f"Monday {FIRST.day} {FIRST:%B}"
    assert f'aria-label="Karen Stone, {said}, Late 13:30 to 21:30, locked."' in page
    assert f'aria-label="Grace Adeyemi, {said}, day off."' in page
    assert "138 of 140 people missing" in page
    assert "63 days’ notice" in page or "notice</strong> if published today" in page


def test_the_three_kinds_of_choice_are_listed_with_reasons(lead: FlaskClient, weymouth: SmallTeam) -> None:
    karen = weymouth.nurses[0]
    weymouth.put(karen, weymouth.late, 0)
    page = lead.get(cell_of(weymouth.rota, karen, 1)).text
    assert "Not lawful: 9 h 30 rest before" in page
    assert "Put<span class" in page
    assert "Day off" in page


def test_a_lawful_choice_is_put_and_the_rota_says_so(lead: FlaskClient, weymouth: SmallTeam) -> None:
    karen = weymouth.nurses[0]
    answer = lead.post(
        cell_of(weymouth.rota, karen, 0),
        data={"seen": "", "shift": str(weymouth.early.id)},
        follow_redirects=True,
    )
    assert "Early put for Karen Stone." in answer.text
    assert "Early 07:00 to 15:00" in answer.text


def test_an_unlawful_choice_is_refused_with_its_reason(lead: FlaskClient, weymouth: SmallTeam) -> None:
    karen = weymouth.nurses[0]
    weymouth.put(karen, weymouth.late, 0)
    answer = lead.post(cell_of(weymouth.rota, karen, 1), data={"seen": "", "shift": str(weymouth.early.id)})
    assert answer.status_code == 409
    assert "Early cannot be put. 9 h 30 rest before" in answer.text


def test_why_unfilled_names_who_drops_out_where(lead: FlaskClient, weymouth: SmallTeam) -> None:
    weymouth.put(weymouth.nurses[0], weymouth.early, 0)
    first = lead.get(f"/rotas/{weymouth.rota.id}/unfilled")
    page = lead.get(first.location).text
    assert "Why is Monday’s early duty unfilled?" in page
    assert "people in other roles" in page
    assert "people could work it" in page


def test_a_rota_is_published_and_staff_see_it(
    lead: FlaskClient, weymouth: SmallTeam, sign_in: SignIn
) -> None:
    weymouth.fill()
    address = f"/rotas/{weymouth.rota.id}/publish"
    assert "Publish this rota" in lead.get(address).text
    answer = lead.post(address, data={"revision": "0", "replaces": "", "reason": ""}, follow_redirects=True)
    assert "Published, with" in answer.text
    karen = sign_in.as_person(weymouth.nurses[0])
    assert "Early</strong>, 07:00 to 15:00" in karen.get("/my-rota").text


def test_a_published_shift_is_changed_with_a_reason_that_staff_see(
    lead: FlaskClient, weymouth: SmallTeam, sign_in: SignIn
) -> None:
    weymouth.fill()
    rota, karen = weymouth.rota, weymouth.nurses[0]
    lead.post(f"/rotas/{rota.id}/publish", data={"revision": "0", "replaces": "", "reason": ""})
    change = {"seen": str(weymouth.early.id), "shift": ""}
    assert "Say why" in lead.post(cell_of(rota, karen, 0), data=change | {"reason": ""}).text
    assert lead.post(cell_of(rota, karen, 0), data=change | {"reason": "Clinic closed"}).status_code == 302
    mine = sign_in.as_person(karen).get(f"/my-rota?from={FIRST}").text
    assert "was changed from Early to a day off" in mine
    assert "“Clinic closed”" in mine


def test_what_breaks_the_law_cannot_be_published(lead: FlaskClient, weymouth: SmallTeam) -> None:
    weymouth.put(weymouth.nurses[0], weymouth.late, 0)
    weymouth.put(weymouth.nurses[0], weymouth.early, 1)
    page = lead.get(f"/rotas/{weymouth.rota.id}/publish").text
    assert "Cannot be published" in page
    assert "Publish this rota" not in page


def test_a_number_of_queries_that_people_do_not_change(
    lead: FlaskClient, make: Factory, weymouth: SmallTeam
) -> None:
    """Twenty people more cost no query more."""
    address = f"/rotas/{weymouth.rota.id}"
    lead.get(address)
    before = _queries(lead, make, address)
    for _ in range(20):
        make.member(weymouth.team, make.employment(make.person(), weymouth.trust, weymouth.nurse))
    make.session.commit()
    assert _queries(lead, make, address) == before


def _queries(lead: FlaskClient, make: Factory, address: str) -> int:
    from sqlalchemy import event

    seen: list[str] = []
    connection = make.session.connection()
    event.listen(connection, "before_cursor_execute", lambda *call: seen.append(call[2]))
    assert lead.get(address).status_code == 200
    return len(seen)


def test_a_day_off_says_what_cover_it_costs(lead: FlaskClient, weymouth: SmallTeam) -> None:
    karen = weymouth.nurses[0]
    weymouth.put(karen, weymouth.early, 0)
    page = lead.get(cell_of(weymouth.rota, karen, 0)).text
    assert "cover −1" in page
