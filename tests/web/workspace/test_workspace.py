"""The workspace without script: the grid says what it shows, a cell is a page, refusals say why."""

from __future__ import annotations

import json
import re
from datetime import date, time, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from rostering.rotas.models import Rota
from rostering.workspace.services import series
from tests.factories import Factory
from tests.small_team import SmallTeam
from tests.web.conftest import SignIn
from workforce.core import clock
from workforce.core.words import short_date
from workforce.people.models import Person

#: A Monday with more notice than the standard.
FIRST = clock.today() + timedelta(days=63 - clock.today().weekday())
NOTICE = (FIRST - clock.today()).days


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
    assert f"<strong>{NOTICE} days’ notice</strong> if published today" in page
    assert "42 is the standard" in page


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
    assert "4 people in other roles" in page
    assert "Registered nurse: Grace Adeyemi, Josie Legg, Karen Stone, Tom Hallett" in page
    assert "4 people could work it" in page


def test_why_unfilled_counts_who_is_left_and_what_would_open_how_much(
    lead: FlaskClient, make: Factory, weymouth: SmallTeam
) -> None:
    """Sam works that Late and Karen an Early; Ann is in the team and has no placement with the trust.

    Five posts on 28 days are 140, and two of them are filled. A placement opens to Ann the 56 Earlies and
    Lates of care workers, without the one that Sam has.
    """
    ann = make.person(given_name="Ann", family_name="Rideout")
    make.member(weymouth.team, make.employment(ann, weymouth.firm, weymouth.carer))
    weymouth.put(weymouth.nurses[0], weymouth.early, 0)
    weymouth.put(weymouth.carers[0], weymouth.late, 0)
    page = lead.get(lead.get(f"/rotas/{weymouth.rota.id}/unfilled").location).text
    assert "Needs 1: Care worker. Has 0." in page
    assert "3 people could work it" in page and "4 people in other roles" in page
    left = re.findall(r'<p class="funnel__count"><strong>(\d+)</strong>', page)
    assert left == [
        "9",
        "5",
        "5",
        "4",
        "4",
        "3",
        "3",
        "3",
    ]  # team, role, skills, ready, here, free, law, rules
    assert "Unfilled duties it opens, of 138" in page
    opened = re.search(
        r'Ann Rideout.*?data-label="Unfilled duties it opens"><strong>(\d+)</strong>', page, re.S
    )
    assert opened and opened[1] == "55"
    assert page.count('class="opened"') == 55 and page.count('class="closed"') == 83


def test_the_measures_of_a_rota_are_those_of_its_duties(lead: FlaskClient, weymouth: SmallTeam) -> None:
    """Two duties of 7.5 hours; eight people have 150 hours in four weeks, at least 135, in whole hours."""
    weymouth.put(weymouth.nurses[0], weymouth.early, 0)
    weymouth.put(weymouth.nurses[1], weymouth.late, 0)
    page = lead.get(f"/rotas/{weymouth.rota.id}").text
    assert "<strong>138 of 140 people missing</strong>" in page and "Needs you <strong>138</strong>" in page
    assert "8 people, 2 employers" in page
    assert "<strong>1066 hours off contract</strong>" in page  # 6 x 135 + 2 x 127.5, rounded up
    assert "1186 hours off target" in page  # 6 x 150 + 2 x 142.5, rounded up
    assert "<strong>2 days too few in a row</strong>" in page  # a day alone is one too few


def test_what_is_published_is_told_in_figures_first(lead: FlaskClient, weymouth: SmallTeam) -> None:
    """All Earlies and Lates are filled: the 28 Nights of a nurse are not."""
    weymouth.fill()
    page = lead.get(f"/rotas/{weymouth.rota.id}/publish").text
    assert "28 people missing" in page and "And 18 more." in page
    assert f"{NOTICE} days’ notice" in page and "42 days is the standard" in page


def test_a_rota_is_published_and_staff_see_it(
    lead: FlaskClient, weymouth: SmallTeam, sign_in: SignIn
) -> None:
    weymouth.fill()
    address = f"/rotas/{weymouth.rota.id}/publish"
    assert "Publish this rota" in lead.get(address).text
    answer = lead.post(address, data={"revision": "0", "replaces": "", "reason": ""}, follow_redirects=True)
    assert f"Published, with {NOTICE} days’ notice" in answer.text
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


def test_a_reason_is_asked_for_where_one_is_needed_and_said_before(
    lead: FlaskClient, make: Factory, weymouth: SmallTeam
) -> None:
    """Enough notice and nothing to replace: no question. Otherwise one that has to be answered."""
    weymouth.fill()
    address = f"/rotas/{weymouth.rota.id}/publish"
    assert 'name="reason"' not in lead.get(address).text
    lead.post(address, data={"revision": "0", "replaces": ""})
    second = make.rota(weymouth.team, FIRST, 28, version=2)
    weymouth.fill(second)
    make.session.commit()
    address = f"/rotas/{second.id}/publish"
    page = lead.get(address).text
    assert "Why does it change?" in page and "(optional)" not in page
    sent = {
        "revision": "0",
        "replaces": str(weymouth.rota.id),
        "replaces_revision": str(weymouth.rota.revision),
    }
    refused = lead.post(address, data=sent | {"reason": " "})
    assert refused.status_code == 400 and "Say why, so that staff can read it" in refused.text
    assert lead.post(address, data=sent | {"reason": "Fewer gaps"}).status_code == 302


def test_what_replaces_a_better_rota_is_compared_first(
    lead: FlaskClient, make: Factory, weymouth: SmallTeam
) -> None:
    """The second version leaves a duty unfilled that the first has filled."""
    weymouth.fill()
    lead.post(f"/rotas/{weymouth.rota.id}/publish", data={"revision": "0", "replaces": ""})
    second = make.rota(weymouth.team, FIRST, 28, version=2)
    weymouth.fill(second)
    make.session.commit()
    lead.post(cell_of(second, weymouth.nurses[0], 0), data={"seen": str(weymouth.early.id), "shift": ""})
    page = lead.get(f"/rotas/{second.id}/publish").text
    assert "Draft 2 is worse than version 1, which is published" in page
    assert "1 more person would be missing." in page
    assert "What changes: 1 duty, 1 person" in page
    assert f"{short_date(FIRST)}: Early becomes day off." in page
    assert f"{NOTICE} days’ notice, given" in page


def test_an_empty_rota_says_before_that_it_is_not_published(lead: FlaskClient, weymouth: SmallTeam) -> None:
    page = lead.get(f"/rotas/{weymouth.rota.id}/publish").text
    assert "There is nobody in this rota yet." in page and "Publish this rota" not in page


def test_a_rota_has_one_name_on_every_page(lead: FlaskClient, weymouth: SmallTeam) -> None:
    """Draft 1 until it is published, and version 1 from then on."""
    weymouth.fill()
    rota = weymouth.rota
    pages = [
        f"/rotas/{rota.id}",
        f"/rotas/{rota.id}/unfilled",
        cell_of(rota, weymouth.nurses[0], 0),
        f"/rotas/{rota.id}/publish",
        "/rotas",
        f"/teams/{rota.team_id}/rotas",
        f"/teams/{rota.team_id}/rotas/{rota.id}/improve",
    ]
    for address in pages:
        page = lead.get(address, follow_redirects=True).text
        assert "Draft 1" in page and "ersion 1" not in page, address
    lead.post(f"/rotas/{rota.id}/publish", data={"revision": "0", "replaces": "", "reason": ""})
    for address in pages:
        page = lead.get(address, follow_redirects=True).text
        assert "ersion 1" in page and "Draft 1" not in page, address


def test_what_breaks_the_law_cannot_be_published(lead: FlaskClient, weymouth: SmallTeam) -> None:
    weymouth.put(weymouth.nurses[0], weymouth.late, 0)
    weymouth.put(weymouth.nurses[0], weymouth.early, 1)
    page = lead.get(f"/rotas/{weymouth.rota.id}/publish").text
    assert "Cannot be published: 1 thing breaks a rule that must be kept" in page
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


def test_edits_are_answered_as_data(lead: FlaskClient, weymouth: SmallTeam) -> None:
    karen = weymouth.nurses[0]
    edits = [
        {"person": str(karen.id), "day": str(on(day)), "seen": [""], "shift": str(shift.id)}
        for day, shift in enumerate((weymouth.late, weymouth.early))
    ]
    address = f"/rotas/{weymouth.rota.id}/edits"
    answer = json.loads(lead.post(address, data={"edits": json.dumps(edits)}).text)
    first, second = answer["outcomes"]
    assert first["saved"] and first["cell"] == f"c{karen.id}-{on(0)}"
    assert first["shift"] == str(weymouth.late.id)
    assert not second["saved"] and "9 h 30 rest" in second["words"] and second["shift"] == ""
    page = lead.get(f"/rotas/{weymouth.rota.id}").text
    assert f'data-undo="{answer["undo"]}"' in page
    undone = json.loads(lead.post(f"{address}/undo", data={"edit": answer["undo"]}).text)
    assert undone["outcomes"][0]["words"].startswith("Taken back") and undone["undo"] == ""


def test_a_database_that_takes_nothing_now_is_said_and_nothing_is_saved(
    lead: FlaskClient, weymouth: SmallTeam, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_given: object) -> None:
        raise OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))

    monkeypatch.setattr(series, "carry_out", locked)
    answer = lead.post(f"/rotas/{weymouth.rota.id}/edits", data={"edits": "[]"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "The service is busy" in answer.text and "was not saved" in answer.text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[1]",
        '[{"person": "1"}]',
        '[{"person": "x", "day": "2027-01-04", "seen": [""]}]',
        "[" * 9999,
    ],
)
def test_edits_that_cannot_be_read_are_refused(lead: FlaskClient, weymouth: SmallTeam, text: str) -> None:
    answer = lead.post(f"/rotas/{weymouth.rota.id}/edits", data={"edits": text})
    assert 400 <= answer.status_code < 500


def test_the_lead_is_told_what_the_skipped_hour_does_to_duties(sign_in: SignIn, make: Factory) -> None:
    april = date(clock.today().year + 1, 4, 1)
    spring = april - timedelta(days=april.isoweekday() % 7 or 7)
    team = SmallTeam(make, spring - timedelta(days=6))
    team.early.starts, team.early.ends, team.early.break_min = time(1), time(2), 0
    make.session.flush()
    lead = sign_in(team.lead())
    for page in ("", "/publish"):
        text = lead.get(f"/rotas/{team.rota.id}{page}").text
        assert f"Early (01:00 to 02:00) is left out on Sunday {spring.day} March" in text
