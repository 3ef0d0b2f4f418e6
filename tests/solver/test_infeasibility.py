"""Conflicts: what is planted is found, nothing in it is superfluous, and it is said in words."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from rostering.checker import check
from rostering.problem import (
    MINUTES_PER_DAY,
    Asked,
    Away,
    Block,
    Conflict,
    Demand,
    HoursPeriod,
    Limits,
    Problem,
    RuleSpec,
    Skill,
    Stage,
    Status,
    WeekCap,
    Worker,
)
from rostering.rules import RULES, Strength
from rostering.solver import solve
from rostering.solver.core.clock import Clock
from rostering.solver.cpsat.infeasibility import deletion_filter, explain_infeasibility, minimal_conflicts
from rostering.solver.cpsat.removable_constraints import restricted_to
from rostering.solver.generators.teams import team
from tests.solver.small import HOUR, elsewhere, person, problem, spec
from tests.solver.test_parity import PARAMETERS, worker
from tests.solver.test_solve import every_roster

DAY = MINUTES_PER_DAY
RULES_OF_LAW = (
    spec("one_at_a_time"),
    spec("locked"),
    spec("required_skills"),
    spec("eligibility"),
    spec("availability"),
    spec("daily_rest", rest_min=11 * HOUR),
    spec("visa_hours"),
    spec("contract_hours"),
    spec("longest_run_of_days", max_days=5),
    spec("supervision", overlap_percent=50),
)


@pytest.mark.parametrize("needed", [set(), {4}, {0, 9}, {2, 3, 7}, set(range(10))])
def test_what_is_left_is_what_clashes_and_no_more(needed: set[int]) -> None:
    assert set(deletion_filter(range(10), lambda kept: needed <= set(kept))) == needed


def found(*people: Worker, rules: tuple[RuleSpec, ...] = RULES_OF_LAW, **more: object) -> list[str]:
    """Return the conflicts of a week in words."""
    given = problem(*rules, days=7, workers=people, types="EL", **more)  # type: ignore[arg-type]
    return [one.words() for one in explain_infeasibility(given, Clock(60), lambda: False)]


def nurses(*keys: str) -> list[Worker]:
    """Return people with whom nothing is wrong."""
    hours = (HoursPeriod(0, 7, min_min=16 * HOUR, max_min=40 * HOUR),)
    return [person(key, hours=hours, locked=("L4",), locked_off=(2,)) for key in keys]


def test_three_planted_conflicts_are_each_named() -> None:
    rested = person("ada", locked=("E0", "L2", "E3"), locked_off=(5,))
    leave = (Away(0, 5 * DAY, "leave", "annual leave"),)
    owing = person("bob", away=leave, hours=(HoursPeriod(0, 7, min_min=24 * HOUR, max_min=40 * HOUR),))
    hours = (HoursPeriod(0, 7, min_min=24 * HOUR),)
    student = person("eve", week_caps=(WeekCap(20 * HOUR, "student visa"),), hours=hours)
    said = found(*nurses("nan", "pat"), rested, owing, *nurses("tom"), student)
    assert said == [
        "ada: These cannot all be kept: the Late on Wednesday 6 January is locked; the Early on Thursday "
        '7 January is locked; the rule "Daily rest". 9 h 30 rest before the Early on Thursday 7 January. '
        "Needs 11 h.",
        "bob: These cannot all be kept: annual leave from Monday 4 January to Friday 8 January; at least "
        "24 h by contract from Monday 4 January to Sunday 10 January.",
        "eve: These cannot all be kept: at most 20 h a week (student visa); at least 24 h by contract from "
        "Monday 4 January to Sunday 10 January.",
    ]


def test_two_conflicts_of_one_person_are_both_named() -> None:
    ada = person("ada", locked=("L0", "E1", "E5"), locked_off=(5,))
    said = found(ada)
    assert len(said) == 2
    assert sum("Daily rest" in one for one in said) == 1
    assert "Saturday 9 January is locked as a day off" in " ".join(said)


@pytest.mark.parametrize(
    ("facts", "breaks"),
    [
        ({"fixed": (elsewhere(1, 8, 4),)}, "Already working"),
        ({"roles": ("carer",)}, "The duty is for nurse."),
        ({"blocks": (Block(Stage.READY, "dbs", "no certificate", to_day=3),)}, "Not ready: no certificate."),
        ({"away": (Away(DAY, 2 * DAY, "leave", "annual leave"),)}, "Away: annual leave."),
        ({"skills": (Skill("insulin", to_day=1, note="lapses"),)}, "Insulin: lapses."),
    ],
    ids=lambda one: str(one)[:20],
)
def test_a_locked_duty_that_breaks_a_rule_is_named_with_what_it_breaks(
    facts: dict[str, Any], breaks: str
) -> None:
    changes = {"E1": {"roles": ("nurse",), "skills": ("insulin",)}}
    ada = person("ada", **{"locked": ("E1", "E4"), "skills": (Skill("insulin"),), **facts})
    (said,) = found(*nurses("bob"), ada, changes=changes)
    assert said.startswith(
        ("ada: These cannot all be kept: the Early on Tuesday 5 January is locked", "ada: This")
    )
    assert breaks in said
    assert "Friday" not in said


def test_an_apprentice_and_those_who_should_be_beside_them_are_named_together() -> None:
    apprentice = person("zoe", locked=("E1",), supervisors=("ada", "bob"))
    ada, bob = person("ada", locked_off=(1, 2)), person("bob", locked=("L1",), locked_off=(3,))
    rules = [one for one in RULES_OF_LAW if one.rule != "supervision"]
    (said,) = found(
        ada, bob, person("tom"), apprentice, rules=(*rules, spec("supervision", overlap_percent=90))
    )
    assert said == (
        "These cannot all be kept: ada: Tuesday 5 January is locked as a day off; bob: the Late on Tuesday 5 "
        "January is locked; zoe: the Early on Tuesday 5 January is locked; zoe: the rule "
        '"Supervision".'
    )


def test_a_compulsory_minimum_that_leave_makes_impossible_is_named_with_the_leave() -> None:
    needs = [Demand(f"d{day}", (f"E{day}",), "Nurse", 2, 2) for day in range(7)]
    away = (Away(3 * DAY, 4 * DAY, "leave", "annual leave"), Away(5 * DAY, 6 * DAY, "leave", "study"))
    people = (person("ada", away=away[:1]), person("bob"), person("eve", away=away))
    rules = tuple(one for one in RULES_OF_LAW if one.rule != "longest_run_of_days")
    (said,) = found(*people, rules=(*rules, RuleSpec("minimum_cover")), demands=needs)
    assert said == (
        "These cannot all be kept: the Early on Thursday 7 January (Nurse) needs 2 people; ada: annual leave "
        "on Thursday 7 January; eve: annual leave on Thursday 7 January."
    )


def test_a_most_that_locks_go_beyond_is_named_with_the_locks() -> None:
    needs = [Demand(f"d{day}", (f"E{day}",), "Nurse", 0, 0, maximum=1) for day in range(7)]
    people = (person("ada", locked=("E3", "L5")), person("bob", locked=("E3",)))
    rules = (spec("one_at_a_time"), spec("locked"), spec("minimum_cover"), spec("maximum_cover"))
    (said,) = found(*people, rules=rules, demands=needs)
    assert said == (
        "These cannot all be kept: the Early on Thursday 7 January (Nurse) takes at most 1 person; ada: the "
        "Early on Thursday 7 January is locked; bob: the Early on Thursday 7 January is locked. The Early on "
        "Thursday 7 January (Nurse) has 2 of 1 person."
    )


def possible(given: Problem) -> bool:
    """Return whether a problem has a lawful roster, by trying all."""
    return any(check(given, roster).lawful for roster in every_roster(given))


@pytest.mark.no_cover  # every roster there is is checked, which tracing would slow
@pytest.mark.parametrize("seed", range(16))
def test_what_is_named_cannot_be_kept_and_without_any_one_of_it_the_rest_can(seed: int) -> None:
    chance = random.Random(seed)
    names = chance.sample([name for name in RULES if RULES[name].strength is not Strength.AIM], 12)
    rules = [
        RuleSpec(name, params=PARAMETERS.get(name, {}))  # type: ignore[arg-type]
        for name in dict.fromkeys(("locked", "contract_hours", *names))
        if name not in ("one_at_a_time", "wanted_cover", "over_cover")
    ]
    people = [
        replace(worker(chance, key, 3), locked=tuple(chance.sample(("E0", "N1", "E2"), 2)))
        for key in ("w0", "w1")
    ]
    needs = [Demand(f"d{day}", (f"E{day}", f"N{day}"), "", 1, 1, maximum=1) for day in range(3)]
    given = problem(spec("one_at_a_time"), *rules, days=3, workers=people, demands=needs, types="EN")
    clashing = minimal_conflicts(given, Clock(60), lambda: False)
    assert bool(clashing) != possible(given)
    for clash in clashing:
        assert not possible(restricted_to(given, clash))
        for one in clash:
            rest = [other for other in clash if other is not one]
            assert not rest or possible(restricted_to(given, rest))


def test_demands_that_one_person_cannot_meet_at_once_are_named() -> None:
    needs = [Demand(f"E{day}", (f"E{day}",), "Nurse", 1, 1) for day in range(3)]
    needs.append(Demand("L1", ("L1",), "Nurse", 1, 1))
    assert found(person(), rules=(spec("one_at_a_time"), RuleSpec("minimum_cover")), demands=needs) == [
        "These cannot all be kept: the Early on Tuesday 5 January (Nurse) needs 1 person; the Late on "
        "Tuesday 5 January (Nurse) needs 1 person."
    ]


def test_without_time_nothing_is_named_and_that_is_said() -> None:
    given = problem(*RULES_OF_LAW, days=2, workers=(person(locked=("L0", "E1")),))
    assert explain_infeasibility(given, Clock(0), lambda: False) == ()
    assert explain_infeasibility(given, Clock(60), lambda: True) == ()


def test_people_are_called_what_the_caller_calls_them() -> None:
    one = Conflict(
        (Asked("w1", "locked", "the Late is locked"), Asked("w2", "locked", "the Early is locked"))
    )
    assert one.words({"w1": "Asha", "w2": "Ben"}.__getitem__) == (
        "These cannot all be kept: Asha: the Late is locked; Ben: the Early is locked."
    )


@pytest.mark.parametrize("workers", [1, 2])
def test_a_clash_in_a_team_is_told_whichever_engine_comes_first(workers: int) -> None:
    given = team(1, staff=30)
    people = [replace(one, locked=("L3", "E4")) if one.key == "p001" else one for one in given.workers]
    result = solve(replace(given, workers=tuple(people)), Limits(seconds=30, workers=workers))
    assert result.status is Status.INFEASIBLE
    assert len(result.reasons) == 1
    assert result.reasons[0].startswith("p001: These cannot all be kept: the Late on Thursday 7 January")
    assert result.conflicts[0].asked[0].days == (3,)
