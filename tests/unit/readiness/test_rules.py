"""Readiness: lawful and unlawful cases of every condition, and the days on which evidence counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workforce.checks.details import CriminalRecordDetails, DBSLevel, Group, HistoryDetails, IdentityDetails
from workforce.readiness.conditions import CONDITIONS
from workforce.readiness.evidence import Evidence, EvidenceKind, Requirement
from workforce.readiness.rules import all_intervals, assess, intervals

DAY = date(2026, 11, 3)
DBS = CriminalRecordDetails(DBSLevel.ENHANCED, (Group.ADULT,), (Group.ADULT,))


def held(code: str = "cstf.fire_safety", **values: Any) -> Evidence:
    """Return evidence that has counted for two years and has no end, unless told otherwise."""
    defaults: dict[str, Any] = {
        "kind": EvidenceKind.TRAINING,
        "label": "Fire safety",
        "valid_from": date(2024, 11, 3),
    }
    return Evidence(code=code, **defaults | values)


def wanted(code: str = "cstf.fire_safety", lead_days: int = 0, **conditions: Any) -> Requirement:
    """Return a requirement with these conditions."""
    return Requirement(EvidenceKind.TRAINING, code, "Fire safety", conditions, lead_days=lead_days)


def record(details: CriminalRecordDetails | HistoryDetails | IdentityDetails) -> Evidence:
    """Return a verified check with these details."""
    return held("check", facts=details.facts(), summary=details.summary())


def test_an_adult_dbs_is_accepted_for_an_adult_role() -> None:
    """Level, workforce and list all match."""
    asked = wanted("check", level="enhanced", workforces=["adult"], barred_lists=["adult"])
    assert assess([asked], [record(DBS)], DAY).ready


def test_an_adult_dbs_is_refused_for_a_child_role_though_in_date() -> None:
    """The published example: the same certificate says nothing about children."""
    readiness = assess([wanted("check", level="enhanced", workforces=["child"])], [record(DBS)], DAY)
    assert not readiness.ready and not readiness.gaps[0].ran_out
    assert readiness.gaps[0].have == "Enhanced, adults, with adults’ barred list"
    assert "covers work with adults, not with children" in readiness.gaps[0].why


@pytest.mark.parametrize(
    ("conditions", "details"),
    [
        ({"level": "standard"}, DBS),
        ({"history_years": 3}, HistoryDetails(starts_on=date(2019, 6, 1), checked_on=date(2022, 9, 1))),
        ({"history_years": 3}, HistoryDetails(is_full=True)),
        ({"full_history": True}, HistoryDetails(is_full=True)),
        ({"reasons_for_leaving": True}, HistoryDetails(reasons_confirmed=True)),
        ({"photo_max_age_months": 12}, IdentityDetails(photo_on=date(2025, 11, 3))),
    ],
)
def test_what_meets_a_condition(conditions: dict[str, Any], details: Any) -> None:
    """The lawful case of each condition on checks."""
    assert assess([wanted("check", **conditions)], [record(details)], DAY).ready


@pytest.mark.parametrize(
    ("conditions", "details", "why"),
    [
        ({"level": "enhanced"}, CriminalRecordDetails(DBSLevel.STANDARD), "lower than the enhanced one"),
        ({"barred_lists": ["child"]}, DBS, "barred list for children was not checked"),
        (
            {"history_years": 3},
            HistoryDetails(starts_on=date(2020, 9, 2), checked_on=date(2022, 9, 1)),
            "covers 1 year",
        ),
        ({"full_history": True}, HistoryDetails(starts_on=date(2019, 6, 1)), "goes back to June 2019 only"),
        ({"reasons_for_leaving": True}, HistoryDetails(is_full=True), "not confirmed"),
        (
            {"photo_max_age_months": 12},
            IdentityDetails(photo_on=date(2025, 11, 2)),
            "more than 12 months old",
        ),
        ({"photo_max_age_months": 12}, IdentityDetails(), "no dated photo"),
    ],
)
def test_what_breaks_a_condition(conditions: dict[str, Any], details: Any, why: str) -> None:
    """The unlawful case of each condition on checks, with its reason in words."""
    readiness = assess([wanted("check", **conditions)], [record(details)], DAY)
    assert why in readiness.gaps[0].why


def test_an_nhs_history_of_three_years_is_not_enough_for_care() -> None:
    """The NHS standard is met, Schedule 3 is not: the whole history and why the last care job ended."""
    nhs = record(HistoryDetails(starts_on=date(2019, 6, 1), checked_on=date(2022, 9, 1), references=2))
    assert assess([wanted("check", history_years=3)], [nhs], DAY).ready
    care = assess([wanted("check", full_history=True), wanted("check", reasons_for_leaving=True)], [nhs], DAY)
    assert [gap.requirement.conditions for gap in care.gaps] == [
        {"full_history": True},
        {"reasons_for_leaving": True},
    ]


def test_a_registration_in_another_part_or_with_conditions_is_a_gap() -> None:
    """A nursing associate is no nurse, and a condition on practice is for people to weigh."""
    entry = held("nmc", facts={"part": "nursing associate", "conditions": True})
    assert assess([wanted("nmc", part="nursing associate")], [entry], DAY).ready
    assert (
        "this role needs adult nurse" in assess([wanted("nmc", part="adult nurse")], [entry], DAY).gaps[0].why
    )
    assert "conditions on practice" in assess([wanted("nmc", no_conditions=True)], [entry], DAY).gaps[0].why


def test_evidence_counts_until_the_end_of_its_last_day() -> None:
    """The published question about fire training that expires on the day of the shift, answered."""
    fire = held(valid_until=DAY)
    assert assess([wanted()], [fire], DAY).ready
    after = assess([wanted()], [fire], DAY + timedelta(days=1))
    assert after.gaps[0].ran_out and after.gaps[0].why == "It is valid until 3 November 2026 and no longer."


def test_a_host_may_ask_for_training_more_often() -> None:
    """A local rule shortens what counts there, and says that nothing is lost elsewhere."""
    moving = held(valid_from=date(2025, 6, 3), valid_until=date(2028, 6, 3))
    assert assess([wanted()], [moving], DAY).ready
    gap = assess([wanted(max_age_months=12)], [moving], DAY).gaps[0]
    assert gap.ran_out and "every 12 months" in gap.why and "still counts elsewhere" in gap.why
    assert gap.have == "Fire safety, from 3 June 2025"


def test_readiness_says_what_runs_out_first() -> None:
    """The earliest end of all requirements, with its name."""
    readiness = assess(
        [wanted(), replace(wanted("cstf.resuscitation"), label="Resuscitation")],
        [
            held(valid_until=date(2027, 5, 1)),
            held("cstf.resuscitation", valid_until=date(2026, 11, 27)),
        ],
        DAY,
    )
    assert readiness.ready_until == date(2026, 11, 27)
    assert readiness.runs_out == "Resuscitation"


def test_nothing_runs_out_while_something_is_missing() -> None:
    """The day to wait for is that on which the gap is closed."""
    readiness = assess([wanted(), wanted("cstf.resuscitation")], [held(valid_until=date(2027, 5, 1))], DAY)
    assert [met.until for met in readiness.met] == [date(2027, 5, 1)]
    assert readiness.ready_until is None and readiness.runs_out == ""


def test_what_has_no_end_never_runs_out() -> None:
    """Evidence without an end stays so, whatever else is held with it."""
    endless = [held(), held(valid_from=DAY, valid_until=date(2027, 5, 1)), held(valid_from=DAY)]
    readiness = assess([wanted()], endless, DAY)
    assert readiness.met[0].until is None and readiness.ready_until is None
    assert intervals(wanted(), endless, DAY, date(2028, 1, 1)) == [(DAY, date(2028, 1, 1))]
    after_a_gap = [
        held(valid_until=date(2025, 1, 1)),
        held(valid_from=DAY),
        held(valid_from=date(2027, 1, 1)),
    ]
    assert intervals(wanted(), after_a_gap, DAY, date(2028, 1, 1)) == [(DAY, date(2028, 1, 1))]


def test_a_renewal_already_done_extends_readiness() -> None:
    """Two stretches that follow one another are one."""
    readiness = assess(
        [wanted()],
        [
            held(valid_until=date(2026, 11, 27)),
            held(valid_from=date(2026, 11, 28), valid_until=date(2027, 11, 27)),
        ],
        DAY,
    )
    assert readiness.ready_until == date(2027, 11, 27)


def test_a_gap_says_the_earliest_day() -> None:
    """The slowest of the gaps decides the start."""
    readiness = assess([wanted("a", lead_days=3), wanted("b", lead_days=10)], [], DAY)
    assert [gap.have for gap in readiness.gaps] == ["Nothing yet", "Nothing yet"]
    assert readiness.earliest_start_on == DAY + timedelta(days=10)


def test_what_starts_later_is_waited_for() -> None:
    """A check that counts from tomorrow closes its own gap tomorrow."""
    readiness = assess([wanted(lead_days=10)], [held(valid_from=DAY + timedelta(days=1))], DAY)
    assert readiness.earliest_start_on == DAY + timedelta(days=1)


def test_intervals_cut_to_the_period_and_leave_out_the_gap_between() -> None:
    """A rota that straddles a lapse sees both sides of it."""
    evidence = [held(valid_until=date(2026, 11, 10)), held(valid_from=date(2026, 11, 15))]
    assert intervals(wanted(), evidence, date(2026, 11, 1), date(2026, 11, 28)) == [
        (date(2026, 11, 1), date(2026, 11, 10)),
        (date(2026, 11, 15), date(2026, 11, 28)),
    ]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 11, 1), date(2026, 11, 10), []),
        (date(2026, 11, 1), date(2026, 11, 11), [(date(2026, 11, 11), date(2026, 11, 11))]),
        (date(2026, 11, 1), date(2026, 11, 12), [(date(2026, 11, 11), date(2026, 11, 12))]),
        (date(2026, 11, 19), date(2026, 11, 30), [(date(2026, 11, 19), date(2026, 11, 20))]),
        (date(2026, 11, 20), date(2026, 11, 30), [(date(2026, 11, 20), date(2026, 11, 20))]),
        (date(2026, 11, 21), date(2026, 11, 30), []),
    ],
)
def test_evidence_is_of_no_use_to_a_period_that_it_only_comes_near(
    first: date, last: date, expected: list[tuple[date, date]]
) -> None:
    """Evidence from 11 to 20 November, in periods that end and begin around these days."""
    evidence = [held(valid_from=date(2026, 11, 11), valid_until=date(2026, 11, 20))]
    assert intervals(wanted(), evidence, first, last) == expected
    assert all_intervals([wanted()], evidence, first, last) == expected


@pytest.mark.parametrize(
    ("ends_on", "starts_on", "expected"),
    [
        (date(2026, 11, 9), date(2026, 11, 10), []),
        (date(2026, 11, 10), date(2026, 11, 10), [(date(2026, 11, 10), date(2026, 11, 10))]),
        (date(2026, 11, 11), date(2026, 11, 10), [(date(2026, 11, 10), date(2026, 11, 11))]),
    ],
)
def test_two_requirements_are_met_together_on_the_days_they_share(
    ends_on: date, starts_on: date, expected: list[tuple[date, date]]
) -> None:
    """Whichever of the two is asked first."""
    evidence = [held("a", valid_until=ends_on), held("b", valid_from=starts_on)]
    for asked in ([wanted("a"), wanted("b")], [wanted("b"), wanted("a")]):
        assert all_intervals(asked, evidence, date(2026, 11, 1), date(2026, 11, 28)) == expected


def test_stretches_are_joined_only_where_no_day_is_left_out() -> None:
    """1 to 5 holds 2 to 3, 7 is followed by 8 to 10, which hold 9, and 6 and 11 are left out."""
    november = [(1, 5), (2, 3), (7, 7), (8, 10), (9, 9), (12, 13)]
    evidence = [
        held(valid_from=date(2026, 11, first), valid_until=date(2026, 11, last)) for first, last in november
    ]
    readiness = intervals(wanted(), evidence, date(2026, 11, 1), date(2026, 11, 28))
    assert [(start.day, end.day) for start, end in readiness] == [(1, 5), (7, 10), (12, 13)]


def test_what_meets_a_requirement_is_what_counts_on_the_day() -> None:
    """Not what has run out, and not what lacks a condition."""
    asked = wanted(part="nurse")
    evidence = [
        held(valid_until=DAY - timedelta(days=1), facts={"part": "nurse"}),
        held(facts={"part": "midwife"}),
        held(valid_until=DAY, facts={"part": "nurse"}),
    ]
    assert assess([asked], evidence, DAY).met[0].by is evidence[2]


def test_a_gap_waits_for_the_first_of_what_starts_later() -> None:
    """Two that are to come, the later one told first."""
    later = [held(valid_from=DAY + timedelta(days=ahead)) for ahead in (5, 2)]
    gap = assess([wanted(lead_days=10)], later, DAY).gaps[0]
    assert (gap.earliest_on, gap.why) == (date(2026, 11, 5), "It counts from 5 November 2026.")
    assert assess([wanted(lead_days=1)], later, DAY).gaps[0].earliest_on == date(2026, 11, 4)


def test_a_gap_tells_what_ran_out_last() -> None:
    """Not what began last: the longer one was renewed early and then outlived."""
    over = [
        held(valid_from=date(2025, 1, 1), valid_until=date(2026, 10, 1), summary="a year"),
        held(valid_from=date(2025, 6, 1), valid_until=date(2026, 6, 1), summary="an update"),
    ]
    for evidence in (over, over[::-1]):
        gap = assess([wanted()], evidence, DAY).gaps[0]
        assert (gap.have, gap.why) == ("a year", "It is valid until 1 October 2026 and no longer.")


def test_a_photo_that_is_too_old_is_told_by_its_day() -> None:
    """The check itself is still valid."""
    photo = record(IdentityDetails(photo_on=date(2025, 11, 2)))
    gap = assess([wanted("check", photo_max_age_months=12)], [photo], DAY).gaps[0]
    assert gap.have == "Photo from 2 November 2025" and gap.ran_out


def test_of_what_never_does_the_nearest_is_told_with_every_reason() -> None:
    """The one that meets more conditions, and of two alike the younger."""
    near = held(facts={"part": "nurse", "conditions": True}, summary="near")
    far = held(facts={"part": "midwife", "conditions": True}, valid_from=DAY, summary="far")
    asked = wanted(part="nurse", no_conditions=True)
    for evidence in ([near, far], [far, near]):
        assert assess([asked], evidence, DAY).gaps[0].have == "near"
    assert assess([asked], [far], DAY).gaps[0].why == (
        "The entry is as midwife, and this role needs nurse. The register has set conditions on practice."
    )
    younger = replace(near, valid_from=DAY, summary="younger")
    assert assess([asked], [near, younger], DAY).gaps[0].have == "younger"


days = st.integers(0, 40).map(lambda offset: DAY + timedelta(days=offset))
spans = st.tuples(days, days).map(sorted)


@given(st.lists(spans, max_size=4), st.lists(spans, max_size=4), days)
def test_intervals_and_assess_never_disagree(one: Any, two: Any, day: date) -> None:
    """A day lies within the common intervals exactly when a person is ready on it."""
    evidence = [held("a", valid_from=first, valid_until=last) for first, last in one]
    evidence += [held("b", valid_from=first, valid_until=last) for first, last in two]
    asked = [wanted("a"), wanted("b")]
    spans_of_readiness = all_intervals(asked, evidence, DAY, DAY + timedelta(days=40))
    assert assess(asked, evidence, day).ready == any(
        first <= day <= last for first, last in spans_of_readiness
    )


def test_every_condition_has_a_case_here() -> None:
    """A new condition needs its lawful and its unlawful test."""
    assert set(CONDITIONS) == {
        "level",
        "workforces",
        "barred_lists",
        "history_years",
        "full_history",
        "reasons_for_leaving",
        "photo_max_age_months",
        "max_age_months",
        "part",
        "no_conditions",
    }


def test_a_maximum_age_counts_from_the_day_it_was_done_not_from_an_agreement() -> None:
    """What counts by a young agreement is as old as what it comes from."""
    item = held(valid_from=date(2026, 6, 1), facts={"completed_on": date(2025, 6, 1)})
    requirement = wanted(max_age_months=12)
    assert not assess([requirement], [item], date(2026, 6, 2)).ready
    assert assess([requirement], [item], date(2026, 6, 1)).ready
