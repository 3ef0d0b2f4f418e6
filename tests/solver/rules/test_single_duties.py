"""Rules that look at one duty of a person at a time: roles, readiness, absence, breaks, nights, travel."""

from __future__ import annotations

from typing import Any

from rostering.problem import MINUTES_PER_DAY, Away, Block, Journey, Skill, Stage
from rostering.rules import sentence as said
from rostering.rules import stage_of
from tests.solver.rules.judges import Edge, assert_judged, each, given, roster_of
from tests.solver.small import HOUR

DAY = MINUTES_PER_DAY
DUTY_E1 = (DAY + 7 * HOUR, DAY + 15 * HOUR)
INSULIN: dict[str, Any] = {"changes": {key: {"skills": ("insulin",)} for key in ("E2", "N2", "E5")}}


def skill(**days: Any) -> dict[str, Any]:
    return {"ada": {"skills": (Skill("insulin", note="lapses", **days),)}, **INSULIN}


def blocked(**facts: Any) -> dict[str, Any]:
    return {"ada": {"blocks": (Block(Stage.READY, "placement", "placement ends", **facts),)}}


def away(start_min: int, end_min: int, **facts: Any) -> dict[str, Any]:
    return {"ada": {"away": (Away(start_min, end_min, "leave", "annual leave", **facts),)}}


def breaks(minutes: int = 30, young: int | None = None, **changes: int) -> dict[str, Any]:
    params = {"adult_after_min": 360, "adult_break_min": 20, "young_after_min": 270, "young_break_min": 30}
    return {
        "params": params,
        "ada": {"young_until_day": young},
        "changes": {"S1": {"break_min": minutes, **changes}},
    }


def young_night(start: int = 22 * HOUR, end: int = 6 * HOUR, until: int = 99) -> dict[str, Any]:
    return {
        "params": {"from_minute": start, "to_minute": end},
        "ada": {"young_until_day": until},
    }


def travel(free: int, way: int = 45, unit: int = 15) -> dict[str, Any]:
    return {
        "params": {"free_min": free, "unit_min": unit},
        "ada": {"journeys": (Journey("far", way), Journey("centre", 0))},
        "changes": {"E1": {"site_key": "far"}, "E2": {"site_key": "not on the map"}},
        "labels": {"far": "the far site"},
    }


EDGES = (
    Edge(
        "required_skills",
        "E1 E2",
        2,
        (1, 1, 0),
        lambda to: skill(to_day=to, from_day=-9),
        says="Insulin: lapses.",
        days=(2,),
        shifts=("E2",),
        name="until it lapses",
    ),
    Edge("required_skills", "N2", 3, (1, 1, 0), lambda to: skill(to_day=to), name="on both dates of a night"),
    Edge(
        "required_skills", "E2", 2, (0, 0, 1), lambda start: skill(from_day=start), name="from when it holds"
    ),
    Edge(
        "eligibility",
        "E1 E2",
        2,
        (2, 1, 0),
        lambda start: blocked(from_day=start),
        says="Not ready: placement ends.",
        name="from when it is missing",
    ),
    Edge(
        "eligibility",
        "N2",
        3,
        (1, 1, 0),
        lambda start: blocked(from_day=start),
        name="on both dates of a night",
    ),
    Edge(
        "eligibility",
        "E3 E4",
        4,
        (0, 1, 2),
        lambda to: blocked(from_day=2, to_day=to),
        name="until it is there again",
    ),
    Edge(
        "availability",
        "E1",
        DUTY_E1[1],
        (1, 0, 0),
        lambda start: away(start, 9 * DAY),
        says="Away: annual leave.",
        days=(1,),
        shifts=("E1",),
        name="from when a duty is over",
    ),
    Edge("availability", "E1", DUTY_E1[0], (0, 0, 1), lambda end: away(0, end), name="until a duty begins"),
    Edge(
        "availability",
        "N1",
        2 * DAY + 450,
        (1, 0, 0),
        lambda start: away(start, 9 * DAY),
        name="a night that runs into it",
    ),
    Edge(
        "availability",
        "N1",
        450,
        (1, 0, 0),
        lambda minutes: away(2 * DAY, 9 * DAY, lead_in_min=minutes, words_before="leave from Wednesday"),
        says="Away: leave from Wednesday.",
        name="a night before it that may still end",
    ),
    Edge(
        "availability",
        "E1",
        DUTY_E1[0],
        (1, 1, 0),
        lambda start: away(start, 9 * DAY, lead_in_min=DAY),
        name="a duty that does not begin before it",
    ),
    Edge(
        "breaks",
        "E1",
        20,
        (1, 0, 0),
        lambda minutes: {**breaks(), "changes": {"E1": {"break_min": minutes}}},
        says="The Early on Tuesday 5 January has 19 min of break. Needs 20 min.",
        days=(1,),
        shifts=("E1",),
        name="how long",
    ),
    Edge(
        "breaks",
        "S1",
        360,
        (0, 0, 1),
        lambda length: breaks(0, end_min=DAY + 540 + length),
        name="in a duty how long",
    ),
    Edge(
        "breaks",
        "S1",
        30,
        (1, 0, 0),
        lambda minutes: breaks(minutes, 99, end_min=DAY + 540 + 300),
        name="how long under 18",
    ),
    Edge(
        "breaks",
        "S1",
        270,
        (0, 0, 1),
        lambda length: breaks(29, 99, end_min=DAY + 540 + length),
        name="in a duty how long under 18",
    ),
    Edge(
        "breaks",
        "S1",
        1,
        (0, 0, 1),
        lambda until: breaks(29, until, end_min=DAY + 540 + 400),
        name="until the birthday",
    ),
    Edge(
        "young_night",
        "L1",
        21 * HOUR + 30,
        (1, 0, 0),
        lambda start: young_night(start=start),
        says="Under 18: the Late on Tuesday 5 January reaches into the night.",
        days=(1,),
        shifts=("L1",),
        name="until it begins",
    ),
    Edge(
        "young_night",
        "L1",
        6 * HOUR,
        (1, 0, 0),
        lambda start: {**young_night(), "changes": {"L1": {"start_min": DAY + start}}},
        name="from when it ends",
    ),
    Edge("young_night", "E1", 7 * HOUR, (0, 0, 1), lambda end: young_night(end=end), name="when it ends"),
    Edge(
        "young_night", "N1", 2, (0, 1, 1), lambda until: young_night(until=until), name="until the birthday"
    ),
    Edge(
        "travel",
        "E1 E2 E3",
        45,
        (1, 0, 0),
        travel,
        says="45 min on the road to the far site for the Early on Tuesday 5 January. Agreed is up to 44 min.",
        days=(1,),
        shifts=("E1",),
        name="how far is free",
    ),
    Edge("travel", "E2", 1, (0, 0, 0), travel, name="a way that is not known"),
    Edge("travel", "E1", 45, (1, 1, 2), lambda way: travel(30, way), name="in begun units"),
    Edge("travel", "E1", 15, (2, 1, 1), lambda unit: travel(30, 45, unit), name="how large a unit is"),
)


@each(EDGES)
def test_a_duty_is_allowed_up_to_its_figure(edge: Edge) -> None:
    edge.judge()


def test_a_role_is_needed_only_where_the_duty_asks_for_one() -> None:
    for roles, off in (((), 0), (("carer", "doctor"), 1), (("carer", "nurse"), 0)):
        problem = given("required_skills", changes={"E1": {"roles": roles}}, labels={"carer": "carers"})
        violations = assert_judged(problem, roster_of("E0 E1"), off)
        assert [said(problem, violation) for violation in violations] == ["The duty is for carers."] * off


def test_a_competence_never_held_is_said_so() -> None:
    problem = given("required_skills", ada={"skills": (Skill("wounds"),)}, **INSULIN)
    (violation,) = assert_judged(problem, roster_of("E2"), 1)
    assert said(problem, violation) == "Does not hold insulin."
    assert stage_of(violation) is Stage.COMPETENCE


def test_of_several_notes_about_a_competence_the_last_is_said() -> None:
    skills = (
        Skill("insulin", to_day=1, note="lapsed"),
        Skill("insulin", from_day=3, note="from Thursday"),
        Skill("insulin", from_day=9),
        Skill("wounds", note="for good"),
    )
    problem = given("required_skills", ada={"skills": skills}, **INSULIN)
    (violation,) = assert_judged(problem, roster_of("E2"), 1)
    assert said(problem, violation) == "Insulin: from Thursday."


def test_a_block_is_about_the_host_the_site_and_the_type_that_it_names() -> None:
    for facts, off in (
        ({"host_key": "host"}, 2),
        ({"host_key": "other"}, 0),
        ({"site_key": "centre"}, 2),
        ({"site_key": "far"}, 0),
        ({"type_key": "L"}, 1),
        ({"type_key": "N"}, 0),
    ):
        assert_judged(given("eligibility", **blocked(**facts)), roster_of("E1 L2"), off)


def test_the_first_stage_that_blocks_is_named() -> None:
    stages = (Stage.READY, Stage.TEAM, Stage.COMPETENCE)
    blocks = tuple(Block(stage, stage.value, f"no {stage.value}") for stage in stages)
    problem = given("eligibility", ada={"blocks": blocks})
    (violation,) = assert_judged(problem, roster_of("E1"), 1)
    assert said(problem, violation) == "Not ready: no team."
    assert stage_of(violation) is Stage.TEAM


def test_only_duties_of_another_team_are_mutual_aid() -> None:
    for team, off in (("", 0), ("day team", 1), ("night team", 2)):
        problem = given(
            "mutual_aid",
            hard=False,
            ada={"team_key": team},
            changes={"L2": {"team_key": ""}},
            labels={"night team": "the night team"},
        )
        violations = assert_judged(problem, roster_of("E0 E1 L2 N4"), off)
        if team == "day team":
            assert (
                said(problem, violations[0]) == "Helps out the night team on the Night on Friday 8 January."
            )


def test_a_duty_may_begin_in_the_night_of_its_own_day() -> None:
    for start, end, off in ((0, 4, 1), (6, 22, 0), (5, 22, 1), (6, 23, 1)):
        hours = {"start_min": DAY + start * HOUR, "end_min": DAY + end * HOUR, "work_min": 60}
        facts = {**young_night(), "changes": {"L1": hours}}
        assert_judged(given("young_night", **facts), roster_of("L1"), off)
