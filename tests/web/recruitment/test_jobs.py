"""The public pages: what everybody may see, choosing and ordering places, and the application."""

from __future__ import annotations

import html
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import Factory
from tests.recruiting import make_placement, make_vacancy
from workforce.core import clock
from workforce.recruitment import rules
from workforce.recruitment.models import Application, Vacancy, VacancyPlacement
from workforce.recruitment.rules import VacancyStatus

ANSWERS = {
    "given_name": "Tamsin",
    "family_name": "Loveless",
    "email": "Tamsin@Example.org",
    "phone": "",
    "right_to_work": "yes",
    "passport_number": "",
    "answer_1": "I stayed.",
    "answer_2": "I would listen.",
    "answer_3": "I would say so.",
    "is_true": "y",
    "form_key": "one form",
}


def two_places(make: Factory) -> tuple[Vacancy, VacancyPlacement, VacancyPlacement]:
    vacancy = make_vacancy(make)
    first = make_placement(make, vacancy, title="Swanage home care")
    second = make_placement(make, vacancy, title="Wareham community team")
    make.session.commit()
    return vacancy, first, second


def send(client: FlaskClient, vacancy: Vacancy, *chosen: VacancyPlacement, **changes: Any) -> Any:
    places = "&".join(f"choice={placement.id}" for placement in chosen)
    data = {name: value for name, value in (ANSWERS | changes).items() if value is not None}
    return client.post(f"/jobs/{vacancy.reference}/apply?{places}", data=data)


def test_open_roles_are_listed_and_can_be_narrowed(client: FlaskClient, make: Factory) -> None:
    swanage, poole = make_vacancy(make, title="Job in Swanage"), make_vacancy(make, title="Job in Poole")
    make_placement(make, swanage, site_id=make.site(town="Swanage").id)
    make_placement(make, poole, site_id=make.site(town="Poole").id)
    make.session.commit()
    assert {"Job in Swanage", "Job in Poole"} <= set(re.findall(r"Job in \w+", client.get("/jobs").text))
    assert re.findall(r"Job in \w+", client.get("/jobs?area=Poole").text) == ["Job in Poole"]
    of_role = client.get(f"/jobs?role={swanage.job_role_id}").text
    assert re.findall(r"Job in \w+", of_role) == ["Job in Swanage"]
    assert "No job is open that fits" in client.get("/jobs?area=Nowhere&role=abc").text


@pytest.mark.parametrize("status", [VacancyStatus.DRAFT, VacancyStatus.WITHDRAWN])
def test_what_is_not_public_looks_like_what_never_was(
    client: FlaskClient, make: Factory, status: VacancyStatus
) -> None:
    vacancy = make_vacancy(make, status=status, title="Secret role")
    make_placement(make, vacancy)
    make.session.commit()
    hidden, unknown = client.get(f"/jobs/{vacancy.reference}"), client.get("/jobs/J-AAAAAA")
    assert (hidden.status_code, hidden.text) == (404, unknown.text)
    assert "Secret role" not in client.get("/jobs").text


def test_a_closed_role_says_so_and_takes_nothing(client: FlaskClient, make: Factory) -> None:
    vacancy = make_vacancy(make, closes_on=clock.today() - timedelta(days=1))
    placement = make_placement(make, vacancy)
    make.session.commit()
    page = client.get(f"/jobs/{vacancy.reference}").text
    assert "This role has closed" in page
    assert "ld+json" not in page
    assert send(client, vacancy, placement).status_code == 409
    assert make.session.scalar(select(Application)) is None


def test_search_engines_read_the_same_facts(client: FlaskClient, make: Factory) -> None:
    """The data cannot break out of its script element, whatever a recruiter typed."""
    vacancy = make_vacancy(make, summary="Kind </script><script>alert(1)</script> people")
    make_placement(make, vacancy, places=3, site_id=make.site(town="Swanage").id)
    make.session.commit()
    page = client.get(f"/jobs/{vacancy.reference}").text
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert script is not None
    posting = json.loads(script[1])
    assert posting["description"].startswith("Kind </script>")
    assert posting["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "minValue": 12.92,
        "maxValue": 14.3,
        "unitText": "HOUR",
    }
    assert posting["jobLocation"][0]["address"]["addressLocality"] == "Swanage"
    assert posting["totalJobOpenings"] == 3
    assert posting["validThrough"].startswith(str(vacancy.closes_on))


def order_of(page: str) -> list[str]:
    return re.findall(r"<h2>(.*?)</h2>", page)[:2]


def test_places_move_without_script_and_the_move_is_said(client: FlaskClient, make: Factory) -> None:
    vacancy, first, second = two_places(make)
    address = f"/jobs/{vacancy.reference}/order?choice={first.id}&choice={second.id}"
    assert order_of(client.get(address).text) == [first.title, second.title]
    moved = client.get(f"{address}&move=up-{second.id}").text
    assert order_of(moved) == [second.title, first.title]
    assert "Wareham community team is now 1st" in moved
    undo = re.search(r'href="([^"]+)">Undo', moved)
    assert undo is not None
    assert order_of(client.get(html.unescape(undo[1])).text) == [first.title, second.title]


def test_removing_the_last_place_leads_back_to_the_role(client: FlaskClient, make: Factory) -> None:
    vacancy, first, _ = two_places(make)
    address = f"/jobs/{vacancy.reference}/order?choice={first.id}&move=remove-{first.id}"
    assert client.get(address).headers["Location"].endswith("#places")


def test_an_application_arrives_in_the_order_of_choice(client: FlaskClient, make: Factory) -> None:
    vacancy, first, second = two_places(make)
    response = send(client, vacancy, second, first)
    sent = make.session.scalars(select(Application)).one()
    assert [choice.vacancy_placement_id for choice in sent.choices] == [second.id, first.id]
    assert sent.email == "tamsin@example.org"
    assert sent.answers[rules.QUESTIONS[0]] == "I stayed."
    confirmation = client.get(response.headers["Location"]).text
    assert sent.reference in confirmation


def test_the_confirmation_opens_only_where_it_was_sent(app: Any, client: FlaskClient, make: Factory) -> None:
    vacancy, first, _ = two_places(make)
    where = send(client, vacancy, first).headers["Location"]
    assert app.test_client().get(where).status_code == 404


def test_nothing_is_lost_when_something_is_missing(client: FlaskClient, make: Factory) -> None:
    vacancy, first, second = two_places(make)
    response = send(client, vacancy, second, first, answer_2="", is_true=None)
    assert response.status_code == 400
    assert "There is a problem" in response.text
    assert 'href="#answer_2">Answer the second question' in response.text
    assert 'href="#is_true">Tick the box' in response.text
    for kept in ("Tamsin", "Loveless", "I stayed.", "I would say so.", "one form"):
        assert kept in response.text
    assert response.text.index("<li>Wareham community team") < response.text.index("<li>Swanage home care")
    assert make.session.scalar(select(Application)) is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"email": "not an address"}, "name@example.com"),
        ({"passport_number": "D 1234 5678 0"}, "Enter the passport number as it is on the passport"),
        ({"right_to_work": "perhaps"}, "Choose whether you can work in the UK now"),
        ({"answer_1": "x" * 1501}, "1500 characters or fewer"),
    ],
)
def test_an_answer_that_cannot_be_is_explained_beside_its_field(
    client: FlaskClient, make: Factory, changes: dict[str, str], words: str
) -> None:
    vacancy, first, _ = two_places(make)
    response = send(client, vacancy, first, **changes)
    assert response.status_code == 400
    assert words in response.text


def test_an_application_without_a_place_is_refused_in_words(client: FlaskClient, make: Factory) -> None:
    vacancy, _, _ = two_places(make)
    response = send(client, vacancy)
    assert response.status_code == 400
    assert "Choose at least one of the places on offer" in response.text


def test_too_many_applications_from_one_address_are_refused_and_kept_on_the_page(
    client: FlaskClient, make: Factory
) -> None:
    vacancy, first, _ = two_places(make)
    for number in range(rules.APPLICATIONS_PER_HOUR_MAX):
        assert send(client, vacancy, first, form_key=f"form {number}").status_code == 302
    response = send(client, vacancy, first, form_key="one more")
    assert response.status_code == 429
    assert "wait an hour" in response.text
    assert "I would listen." in response.text


def test_a_candidate_cannot_set_what_the_form_does_not_ask(client: FlaskClient, make: Factory) -> None:
    vacancy, first, _ = two_places(make)
    send(client, vacancy, first, status="hired", reference="A-MINE", vacancy_id="99", employment_id="1")
    sent = make.session.scalars(select(Application)).one()
    assert (sent.status.value, sent.vacancy_id, sent.employment_id) == ("submitted", vacancy.id, None)
    assert sent.reference != "A-MINE"
