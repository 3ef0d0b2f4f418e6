"""The pages of leave: the effect comes before the button, and nothing is lost on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from rostering.rotas.models import RotaStatus
from tests.factories import Factory
from tests.small_team import SmallTeam
from tests.web.conftest import SignIn
from workforce.core import clock

SOON = clock.today() + timedelta(days=50)
DAYS = {
    f"{field}-{part}": str(getattr(SOON, part))
    for field in ("first_on", "last_on")
    for part in ("day", "month", "year")
}
ANNUAL = {"kind": "annual", "starts": "", "ends": "", "note": "", **DAYS}


def test_leave_is_asked_seen_and_agreed(make: Factory, sign_in: SignIn) -> None:
    """The whole way: a nurse looks, asks; the lead agrees; the nurse reads it."""
    weymouth = SmallTeam(make)
    nurse, lead = sign_in.as_person(weymouth.nurses[0]), sign_in(weymouth.lead())
    looked = nurse.post("/leave/ask", data=ANNUAL | {"step": "look", "looked": ""})
    assert "Ask for this leave" in looked.text
    assert "just enough" in looked.text
    done = nurse.post("/leave/ask", data=ANNUAL | {"step": "ask", "looked": f"{SOON}/{SOON}"})
    assert done.location == "/leave"
    waiting = lead.get("/leave/to-answer").text
    assert "Karen Stone" in waiting
    number = waiting.split('href="/leave/to-answer/')[1].split('"')[0]
    answered = lead.post(f"/leave/to-answer/{number}", data={"decision": "agree", "answer": "Enjoy it"})
    assert answered.location == "/leave/to-answer"
    mine = nurse.get("/leave").text
    assert "Agreed" in mine
    assert "Enjoy it" in mine


def test_the_button_does_nothing_for_days_whose_effect_was_not_shown(make: Factory, sign_in: SignIn) -> None:
    """Whoever changes the days after looking looks again first."""
    nurse = sign_in.as_person(SmallTeam(make).nurses[0])
    page = nurse.post("/leave/ask", data=ANNUAL | {"step": "ask", "looked": "2020-01-01/2020-01-02"})
    assert "Ask for this leave" in page.text
    assert "You have not asked for any leave" in nurse.get("/leave").text


def test_a_wrong_date_keeps_what_was_entered(make: Factory, sign_in: SignIn) -> None:
    nurse = sign_in.as_person(SmallTeam(make).nurses[0])
    page = nurse.post("/leave/ask", data=ANNUAL | {"first_on-day": "32", "note": "Please"})
    assert "There is a problem" in page.text
    assert "Please</textarea>" in page.text


def test_staff_do_not_see_what_leads_answer(make: Factory, sign_in: SignIn) -> None:
    nurse = sign_in.as_person(SmallTeam(make).nurses[0])
    assert nurse.get("/leave/to-answer").status_code == 404


def test_work_elsewhere_and_wishes_are_kept_and_shown(make: Factory, sign_in: SignIn) -> None:
    weymouth = SmallTeam(make)
    nurse = sign_in.as_person(weymouth.nurses[0])
    on = {key.replace("first_on", "on_date"): value for key, value in DAYS.items() if "first_on" in key}
    wish = nurse.post("/my-wishes", data=on | {"wants": "work", "shift_kind": "early", "weight": "3"})
    assert wish.location == "/my-wishes"
    assert "An early" in nurse.get("/my-wishes").text
    employer = nurse.get("/my-other-work").text.split('<option value="')[2].split('"')[0]
    duty = {
        "employment_id": employer,
        "label": "Clinic",
        "starts": "09:00",
        "ends": "17:00",
        "break_min": "30",
    }
    assert nurse.post("/my-other-work", data=on | duty).location == "/my-other-work"
    refused = nurse.post("/my-other-work", data=on | duty | {"label": "Ward"}).text
    assert "You are already booked to work then: Clinic" in refused
    assert 'value="Ward"' in refused


def test_times_one_cannot_work_need_an_end_or_a_weekday(make: Factory, sign_in: SignIn) -> None:
    nurse = sign_in.as_person(SmallTeam(make).nurses[0])
    days = {key: value for key, value in DAYS.items() if "first_on" in key}
    empty = {"last_on-day": "", "last_on-month": "", "last_on-year": "", "starts": "", "ends": ""}
    assert (
        "choose one day of the week"
        in nurse.post("/my-other-times", data=days | empty | {"weekday": ""}).text
    )
    assert nurse.post("/my-other-times", data=days | empty | {"weekday": "2"}).location == "/my-other-times"
    assert "Wednesdays, all day" in nurse.get("/my-other-times").text


def test_times_one_cannot_work_say_when_they_end(make: Factory, sign_in: SignIn) -> None:
    """Over midnight and to midnight; what cannot be is said beside its field and stays."""
    nurse = sign_in.as_person(SmallTeam(make).nurses[0])
    for starts, ends, said in (
        ("21:00", "07:00", "21:00 to 07:00 the next morning"),
        ("8pm", "midnight", "20:00 to midnight"),
        ("20.30", "24:00", "20:30 to midnight"),
    ):
        kept = nurse.post("/my-other-times", data=DAYS | {"weekday": "", "starts": starts, "ends": ends})
        assert kept.location == "/my-other-times"
        assert said in nurse.get("/my-other-times").text
    refused = nurse.post("/my-other-times", data=DAYS | {"weekday": "", "starts": "9", "ends": "9"}).text
    assert 'id="ends-error"' in refused and "must differ from the start" in refused


def test_a_lead_says_how_the_team_goes_about_the_night_before_leave(make: Factory, sign_in: SignIn) -> None:
    weymouth = SmallTeam(make)
    lead, nurse = sign_in(weymouth.lead()), sign_in.as_person(weymouth.nurses[0])
    address = f"/teams/{weymouth.team.id}/leave-setting"
    assert address in lead.get(f"/teams/{weymouth.team.id}/rules").text
    assert 'value="no" checked' in lead.get(address).text
    empty = lead.post(address, data={})
    assert empty.status_code == 400 and "Choose yes or no" in empty.text
    assert lead.post(address, data={"nights_before": "yes"}).status_code == 302
    assert 'value="yes" checked' in lead.get(address).text
    assert nurse.get(address).status_code == 404
    assert nurse.post(address, data={"nights_before": "no"}).status_code == 404


@pytest.mark.parametrize("let", [False, True])
def test_whoever_asks_reads_what_becomes_of_the_night_before(
    session: Session, make: Factory, sign_in: SignIn, let: bool
) -> None:
    weymouth = SmallTeam(make, SOON - timedelta(days=7), 7)
    weymouth.rota.status = RotaStatus.PUBLISHED
    weymouth.put(weymouth.nurses[0], weymouth.night, 6)
    session.commit()
    lead, nurse = sign_in(weymouth.lead()), sign_in.as_person(weymouth.nurses[0])
    lead.post(f"/teams/{weymouth.team.id}/leave-setting", data={"nights_before": "yes" if let else "no"})
    page = nurse.post("/leave/ask", data=ANNUAL | {"step": "look", "looked": ""}).text
    assert ("You still work the night before" in page) is let
    assert ("on a published rota for 1 shift" in page) is not let
