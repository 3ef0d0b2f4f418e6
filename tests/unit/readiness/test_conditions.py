"""Each condition at its figure, one below and one above, and what it says in each case."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from workforce.readiness.conditions import CONDITIONS, Condition
from workforce.readiness.evidence import Evidence, EvidenceKind


def evidence(**facts: Any) -> Evidence:
    return Evidence(EvidenceKind.CHECK, "check", "A check", date(2026, 3, 31), facts=facts)


def test_a_condition_asks_nothing_unless_it_says_so() -> None:
    nothing = Condition()
    assert nothing.why_not(3, evidence()) == ""
    assert nothing.last_day(3, evidence()) is None
    assert nothing.why_over(3, evidence()) == ""
    assert nothing.have(evidence()) == "A check"


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({}, "It covers 0 years, and 3 are asked for."),
        ({"history_years": 1}, "It covers 1 year, and 3 are asked for."),
        ({"history_years": 2}, "It covers 2 years, and 3 are asked for."),
        ({"history_years": 3}, ""),
        ({"history_years": 4}, ""),
        ({"full_history": True}, ""),
    ],
)
def test_a_history_covers_the_years_that_are_asked_for(facts: dict[str, Any], why: str) -> None:
    assert CONDITIONS["history_years"].why_not(3, evidence(**facts)) == why


@pytest.mark.parametrize(
    ("level", "why"),
    [
        ("basic", "A basic certificate is lower than the standard one that is asked for."),
        ("standard", ""),
        ("enhanced", ""),
    ],
)
def test_a_certificate_has_at_least_the_level(level: str, why: str) -> None:
    assert CONDITIONS["level"].why_not("standard", evidence(level=level)) == why


def test_a_certificate_of_no_level_counts_as_basic() -> None:
    assert CONDITIONS["level"].why_not("basic", evidence()) == ""
    assert CONDITIONS["level"].why_not("standard", evidence()).startswith("A basic certificate")


def test_a_certificate_names_the_workforces_it_lacks() -> None:
    workforces = CONDITIONS["workforces"]
    assert workforces.why_not(["adult"], evidence(workforces=("adult",))) == ""
    assert workforces.why_not(["adult", "child"], evidence(workforces=("adult",))) == (
        "The certificate covers work with adults, not with children. It needs a new application."
    )
    assert workforces.why_not(["adult"], evidence()) == (
        "The certificate covers no workforce, not with adults. It needs a new application."
    )


def test_every_barred_list_that_is_asked_for_was_checked() -> None:
    lists = CONDITIONS["barred_lists"]
    assert lists.why_not(["adult"], evidence(barred_lists=("adult", "child"))) == ""
    assert lists.why_not(["adult", "child"], evidence(barred_lists=("adult",))) == (
        "The barred list for children was not checked."
    )


def test_a_photo_does_until_it_is_as_many_months_old_as_is_asked() -> None:
    """A month that has no such day ends sooner."""
    photo = CONDITIONS["photo_max_age_months"]
    taken = evidence(photo_on=date(2026, 8, 31))
    assert photo.why_not(6, taken) == ""
    assert photo.last_day(6, taken) == date(2027, 2, 28)
    assert photo.why_over(6, taken) == "The photo is more than 6 months old."
    assert photo.have(taken) == "Photo from 31 August 2026"
    assert photo.why_not(6, evidence()) == "There is no dated photo."
    assert photo.have(evidence()) == "A check"


def test_training_does_for_as_many_months_as_a_host_counts_it() -> None:
    age = CONDITIONS["max_age_months"]
    assert age.last_day(12, evidence()) == date(2027, 3, 31)
    assert age.last_day(12, evidence(completed_on=date(2026, 3, 31) - timedelta(days=1))) == date(2027, 3, 30)
    assert age.why_over(12, evidence()) == (
        "This employer asks for it every 12 months. It still counts elsewhere."
    )
    assert age.have(evidence()) == "A check, from 31 March 2026"


@pytest.mark.parametrize(
    ("name", "wanted", "facts", "why"),
    [
        ("full_history", True, {"full_history": True}, ""),
        ("full_history", True, {"starts_on": date(2019, 6, 1)}, "It goes back to June 2019 only."),
        ("reasons_for_leaving", True, {"reasons_for_leaving": True}, ""),
        ("reasons_for_leaving", True, {}, "The reason is not confirmed."),
        ("part", "nurse", {"part": "nurse"}, ""),
        ("part", "nurse", {"part": "midwife"}, "The entry is as midwife, and this role needs nurse."),
        ("no_conditions", True, {}, ""),
        ("no_conditions", True, {"conditions": True}, "The register has set conditions on practice."),
    ],
)
def test_the_other_conditions_say_yes_or_why_not(
    name: str, wanted: object, facts: dict[str, Any], why: str
) -> None:
    assert CONDITIONS[name].why_not(wanted, evidence(**facts)) == why
