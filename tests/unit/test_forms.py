"""The form adapter: what each field reads, what it says when it cannot, and how the page ties the two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms.fields import SelectChoice

from tests.gallery import SampleForm, create_gallery
from workforce.core import fields
from workforce.core.errors import Invalid
from workforce.core.forms import Form

ANSWERS = {
    "name": " Grace Adeyemi ",
    "email": "Grace@Example.org",
    "password": " secret ",
    "reason": "One\r\ntwo",
    "team": "purbeck",
    "limit": "until",
    "last_day-day": "30",
    "last_day-month": "Sep",
    "last_day-year": "2027",
    "days": "mon",
    "kept": "y",
    "starts": "7.30",
    "hours": "37.5",
    "places": "",
}


@pytest.fixture(scope="module")
def gallery() -> Flask:
    return create_gallery()


@pytest.fixture(autouse=True)
def request_context(gallery: Flask) -> Iterator[None]:
    with gallery.test_request_context("/form", method="POST"):
        yield


def sample(**changes: str) -> SampleForm:
    return SampleForm(formdata=MultiDict(ANSWERS | changes), meta={"csrf": False})


def one_field(field: Any, **answers: str) -> Field:
    form = type("OneField", (Form,), {"asked": field})(formdata=MultiDict(answers), meta={"csrf": False})
    form.validate()
    return form.asked


def drawn(field: Any) -> Element:
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(field())


def test_good_answers_are_read_as_they_were_meant() -> None:
    form = sample()
    assert form.validate(), form.errors
    assert form.data == {
        "name": "Grace Adeyemi",
        "email": "grace@example.org",
        "password": " secret ",
        "reason": "One\ntwo",
        "team": "purbeck",
        "limit": "until",
        "last_day": dt.date(2027, 9, 30),
        "days": ["mon"],
        "kept": True,
        "starts": dt.time(7, 30),
        "hours": Decimal("37.5"),
        "places": None,
    }


def test_nothing_answered_asks_for_each_answer_once() -> None:
    form = SampleForm(formdata=MultiDict({"hours": ""}), meta={"csrf": False})
    assert not form.validate()
    assert list(form.problems()) == [
        ("name", "Enter name"),
        ("email", "Enter email address"),
        ("password", "Enter password"),
        ("reason", "Enter why you ask"),
        ("team", "Choose team"),
        ("limit", "Choose what the service says"),
        ("days", "Choose at least one day"),
        ("kept", "Tick the box when you have kept it"),
        ("starts", "Enter start time"),
        ("hours", "Enter hours a week"),
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": "x" * 201}, "Name must be 200 characters or fewer"),
        ({"email": "grace.example.org"}, "Enter email address in the right form, like name@example.com"),
        ({"team": "mars"}, "Choose team"),
        ({"limit": "maybe"}, "Choose what the service says"),
        ({"days": "sunday"}, "Choose at least one day"),
        ({"last_day-month": ""}, "The last day allowed must include a month"),
        ({"last_day-day": "31"}, "Enter the last day allowed as a real date, for example 30 9 2027"),
        ({"last_day-year": "27"}, "The last day allowed: the year must have 4 numbers, like 2027"),
        ({"starts": "25:00"}, "Enter start time as a time, like 07:30"),
        ({"hours": "many"}, "Enter hours a week as a number, like 7.5"),
        ({"hours": "48.5"}, "Hours a week must be 48 or less"),
        (
            {"hours": "0,5"},
            "Enter hours a week with a full stop for the decimals, like 0.5. "
            "A comma may only stand as in 1,234",
        ),
        (
            {"places": "1,5"},
            "Enter places without a comma, or with commas only between thousands, like 1,234",
        ),
        ({"last_day-day": "1_0"}, "Enter the last day allowed as a real date, for example 30 9 2027"),
        (
            {"last_day-month": "Marzipan"},
            "Enter the last day allowed as a real date, for example 30 9 2027",
        ),
        ({"starts": "24:30"}, "Enter start time as a time, like 07:30"),
        ({"starts": "13pm"}, "Enter start time as a time, like 07:30"),
        ({"places": "0"}, "Places must be 1 or more"),
        ({"places": "1.5"}, "Enter places as a whole number, like 12"),
    ],
)
def test_a_bad_answer_gets_one_plain_sentence(change: dict[str, str], message: str) -> None:
    form = sample(**change)
    assert not form.validate()
    assert [said for _, said in form.problems()] == [message]


@pytest.mark.parametrize("year", ["1900", "2190", "9999", "0001"])
def test_a_year_of_another_age_is_refused(year: str) -> None:
    form = sample(**{"last_day-year": year})
    assert not form.validate()
    ((target, said),) = form.problems()
    assert target == "last_day-day" and "must be on or" in said and "Check the year" in said
    assert {box.get("value") for box in drawn(form.last_day).iter("input")} == {"30", "Sep", year}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("7am", dt.time(7)),
        ("7.30 pm", dt.time(19, 30)),
        ("12 am", dt.time(0)),
        ("12pm", dt.time(12)),
        ("24:00", dt.time(0)),
        ("2400", dt.time(0)),
        ("Midnight", dt.time(0)),
        ("noon", dt.time(12)),
        ("0730", dt.time(7, 30)),
        ("00:00", dt.time(0)),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, read: dt.time) -> None:
    assert one_field(fields.TimeField("Start time"), asked=text).data == read


@pytest.mark.parametrize("month", ["9", "09", "sep", "Sept", "sept.", "September", "SEPTEMBER"])
def test_a_month_may_be_a_word(month: str) -> None:
    answers = {"asked-day": "30", "asked-month": month, "asked-year": "2027"}
    assert one_field(fields.DateField("Last day"), **answers).data == dt.date(2027, 9, 30)


def test_a_bad_answer_stays_on_the_page() -> None:
    form = sample(**{"last_day-day": "31", "hours": "many", "starts": "25:00"})
    form.validate()
    values = {
        box.get("name"): box.get("value")
        for field in (form.last_day, form.hours, form.starts)
        for box in drawn(field).iter("input")
    }
    assert values["last_day-day"] == "31"
    assert values["hours"] == "many"
    assert values["starts"] == "25:00"


def test_a_password_is_never_sent_back() -> None:
    form = sample(name="")
    form.validate()
    assert [box.get("value") for box in drawn(form.password).iter("input")] == [""]


def test_a_question_that_depends_on_another_is_not_asked_of_the_rest() -> None:
    form = sample(**{"limit": "none", "last_day-day": "99"})
    assert form.validate(), form.errors
    assert form.last_day.data is None


def test_a_dependent_question_stands_beneath_its_answer() -> None:
    (answers,) = (part for part in drawn(sample().limit).iter("div") if part.get("class") == "nhsuk-radios")
    none, until, beneath = answers
    assert [box.get("value") for item in (none, until) for box in item.iter("input")] == ["none", "until"]
    assert "last_day-day" in {box.get("id") for box in beneath.iter("input")}


@pytest.mark.parametrize("name", [name for name in ANSWERS if "-" not in name] + ["last_day"])
def test_an_error_leads_to_a_control_that_says_it(name: str) -> None:
    form = sample()
    form.validate()
    form.refuse(Invalid("taken", "Say something else", name))
    target = next(target for target, message in form.problems() if message == "Say something else")
    page = drawn(form[name])
    controls = [part for tag in ("input", "select", "textarea") for part in page.iter(tag)]
    assert target in {control.get("id") for control in controls}
    described = {
        part.get("id"): " ".join("".join(part.itertext()).split()) for part in page.iter() if part.get("id")
    }
    whole = " ".join(part.get("aria-describedby", "") for part in page.iter())
    assert described[f"{name}-error"] == "Error: Say something else"
    assert f"{name}-error" in whole.split()
    assert set(whole.split()) <= set(described)


@pytest.mark.parametrize("name", [name for name in ANSWERS if "-" not in name] + ["last_day"])
def test_every_control_has_a_label_and_every_id_is_used_once(name: str) -> None:
    page = drawn(sample()[name])
    ids = [part.get("id") for part in page.iter() if part.get("id")]
    assert len(ids) == len(set(ids))
    labelled = {label.get("for") for label in page.iter("label")}
    controls = {part.get("id") for tag in ("input", "select", "textarea") for part in page.iter(tag)}
    assert controls == labelled


def test_a_hint_is_read_out_with_its_control() -> None:
    (box,) = drawn(sample().name).iter("input")
    assert box.get("aria-describedby") == "name-hint"
    assert box.get("autocomplete") == "name"


def test_a_question_can_be_the_title_of_the_page() -> None:
    form = sample()
    for field in (form.limit, form.name):
        page = html5lib.parseFragment(field(heading=True), namespaceHTMLElements=False)
        (title,) = page.iter("h1")
        assert "".join(title.itertext()).strip() == field.label.text


def test_a_refusal_without_a_field_stands_above_the_form() -> None:
    form = sample()
    form.validate()
    form.refuse(Invalid("closed", "The rota is published. Ask for a change instead."))
    assert list(form.problems()) == [("", "The rota is published. Ask for a change instead.")]
    assert form.errors


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.lists(st.text(max_size=6), min_size=3, max_size=3), st.text(max_size=8))
def test_no_text_breaks_a_date_or_a_time(boxes: list[str], text: str) -> None:
    """It is read or refused with words, and is always still on the page."""
    answers = {f"asked-{part}": box for part, box in zip(("day", "month", "year"), boxes, strict=True)}
    for field in (
        one_field(fields.DateField("Last day"), **answers),
        one_field(fields.TimeField("Start"), asked=text),
    ):
        assert (field.data is None) <= bool(field.errors)
        assert field() is not None


def test_an_optional_answer_says_so_and_may_be_left_out() -> None:
    field = one_field(fields.DateField("Last day", optional=True))
    assert not field.errors
    assert field.data is None
    assert "Last day (optional)" in field()


def test_a_list_shows_what_is_kept() -> None:
    choices = [SelectChoice("1", "One"), SelectChoice("2", "Two")]
    form = type("Kept", (Form,), {"asked": fields.SelectField("Team", choices=choices, coerce=int)})(
        formdata=None, data={"asked": 2}, meta={"csrf": False}
    )
    options = {part.text: part.get("selected") is not None for part in drawn(form.asked).iter("option")}
    assert options == {"One": False, "Two": True}


def test_a_sentence_about_a_question_names_what_it_asks_for() -> None:
    day = {f"asked-{part}": box for part, box in {"day": "1", "month": "1", "year": "1900"}.items()}
    (said,) = one_field(fields.DateField("2. From which day?"), **day).errors
    assert said.startswith("The day must be on or after ")
    assert one_field(fields.TimeField("From what time?"), asked="25").errors == [
        "Enter the time as a time, like 07:30"
    ]
    assert one_field(fields.WholeNumberField("How many?", maximum=5), asked="6").errors == [
        "The number must be 5 or less"
    ]
    assert one_field(fields.DecimalField("4. Hours"), asked="").errors == ["Enter hours"]


def test_an_abbreviation_keeps_its_capitals_in_a_sentence() -> None:
    assert one_field(fields.TextField("DBS number"), asked="").errors == ["Enter DBS number"]
