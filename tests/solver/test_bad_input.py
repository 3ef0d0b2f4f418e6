"""Problems that contradict themselves, or name what they do not have, are refused by the field at fault."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from rostering.checker import check
from rostering.formats import FormatError, read_problem, read_roster, write_native, write_roster
from rostering.problem import (
    Away,
    Block,
    Demand,
    FairShare,
    FixedDuty,
    HoursPeriod,
    PastWeek,
    PreferredDay,
    Problem,
    ProblemError,
    Request,
    Roster,
    RuleSpec,
    Skill,
    Stage,
    WeekCap,
)
from rostering.solver.constraints.building import build
from rostering.solver.generators.teams import team
from tests.solver.small import duty, person, problem, spec

NAN = float("nan")


@pytest.mark.parametrize(
    ("facts", "place"),
    [
        ({"hours": (HoursPeriod(0, 7, min_min=2, max_min=1),)}, "hours[0].min_min"),
        ({"hours": (HoursPeriod(0, 7, min_min=-1),)}, "hours[0].min_min"),
        ({"hours": (HoursPeriod(0, 7, target_min=NAN),)}, "hours[0].target_min"),  # type: ignore[arg-type]
        ({"hours": (HoursPeriod(0, 7), HoursPeriod(0, 7))}, "hours[1]"),
        ({"hours": (HoursPeriod(0, 8),)}, "hours[0].to_day"),
        ({"hours": (HoursPeriod(3, 3),)}, "hours[0].to_day"),
        ({"hours": (HoursPeriod(-7, 0),)}, "hours[0].from_day"),
        ({"requests": (Request(1, wants=True, types=("X",)),)}, "requests[0].types"),
        ({"requests": (Request(7, wants=True),)}, "requests[0].day"),
        ({"requests": (Request(-1, wants=True),)}, "requests[0].day"),
        ({"requests": (Request(1, wants=True, weight=-1),)}, "requests[0].weight"),
        ({"requests": [Request(1, wants=True)]}, "requests"),
        ({"requests": (PreferredDay(1, wants=True),)}, "requests[0]"),
        ({"preferred_week": (PreferredDay(1, wants=True, types=("X",)),)}, "preferred_week[0].types"),
        ({"skills": (Skill("iv", from_day=5, to_day=5),)}, "skills[0].to_day"),
        ({"blocks": (Block(Stage.READY, "x", "x", from_day=5, to_day=4),)}, "blocks[0].to_day"),
        ({"blocks": (Block(Stage.READY, "x", "x", type_key="X"),)}, "blocks[0].type_key"),
        ({"blocks": (Block("ready", "x", "x"),)}, "blocks[0].stage"),  # type: ignore[arg-type]
        ({"week_caps": (WeekCap(600, "visa", from_day=5, to_day=4),)}, "week_caps[0].to_day"),
        ({"fixed": (FixedDuty(60, 60, 0, "home"),)}, "fixed[0].end_min"),
        ({"fixed": (FixedDuty(0, 60, 60, "home", paid_min=-1),)}, "fixed[0].paid_min"),
        ({"fixed": (FixedDuty(0, 60, 60, "home", type_key="X"),)}, "fixed[0].type_key"),
        ({"away": (Away(60, 0, "leave", "leave"),)}, "away[0].end_min"),
        ({"past_weeks": (PastWeek(600, 8),)}, "past_weeks[0].worked_days"),
        ({"fair_shares": (FairShare("sundays", 0, 1),)}, "fair_shares[0].kind"),
        ({"fair_shares": (FairShare("nights", -1, 1),)}, "fair_shares[0].past"),
        ({"fair_shares": (FairShare("nights", 0, 1),) * 2}, "fair_shares"),
        ({"supervisors": ("ada",)}, "supervisors"),
        ({"supervisors": ("eve",)}, "supervisors"),
        ({"locked_off": (7,)}, "locked_off"),
        ({"usual_day_min": 10**12}, "usual_day_min"),
        ({"usual_day_min": 450.0}, "usual_day_min"),
        ({"opted_out": "no"}, "opted_out"),
        ({"employer_key": "\ud800"}, "employer_key"),
    ],
)
def test_what_is_wrong_with_a_person_is_named(facts: dict[str, Any], place: str) -> None:
    with pytest.raises(ProblemError) as caught:
        problem(days=7, workers=(person(**facts),))
    assert caught.value.place == f"workers[ada].{place}"


def test_periods_may_overlap_and_what_is_over_needs_no_first_day() -> None:
    hours = (HoursPeriod(0, 14, min_min=60), HoursPeriod(0, 7, max_min=30))
    assert problem(workers=(person(hours=hours, skills=(Skill("iv", to_day=-3),)),)).days == 14


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"day": 7}, "day"),
        ({"day": "0"}, "day"),
        ({"end_min": 420}, "end_min"),
        ({"end_min": 10**9}, "end_min"),
        ({"start_min": -60}, "start_min"),
        ({"work_min": 481}, "work_min"),
        ({"night_min": -1}, "night_min"),
        ({"paid_min": None}, "paid_min"),
        ({"roles": "nurse"}, "roles"),
    ],
)
def test_what_is_wrong_with_a_duty_is_named(changes: dict[str, Any], place: str) -> None:
    with pytest.raises(ProblemError) as caught:
        problem(days=7, changes={"E0": changes})
    assert caught.value.place == f"shifts[E0].{place}"


@pytest.mark.parametrize(
    ("facts", "place"),
    [
        ({"days": 0}, "days"),
        ({"days": 10**9}, "days"),
        ({"first_day": "2027-01-04"}, "first_day"),
        ({"day_starts": (0, 24, 48)}, "day_starts[1]"),
        ({"day_starts": (0, 1440)}, "day_starts"),
        ({"shifts": (duty("E0"), duty("E0"))}, "shifts"),
        ({"shifts": (replace(duty("E0"), key=" E0"),)}, "shifts"),
        ({"shifts": (duty("E0", type_key=""),)}, "shift_types"),
        ({"workers": (person(), person())}, "workers"),
        ({"workers": (person(5),)}, "workers[0].key"),  # type: ignore[arg-type]
        ({"demands": (Demand("d", ("E0", "E0"), "", 1, 1),)}, "demands[d].shifts"),
        ({"demands": (Demand("d", ("E9",), "", 1, 1),)}, "demands[d].shifts"),
        ({"demands": (Demand("d", (), "", 1, 1),)}, "demands[d].shifts"),
        ({"demands": (Demand("d", ("E0",), "", 2, 1),)}, "demands[d].minimum"),
        ({"demands": (Demand("d", ("E0",), "", 1, 1, over=-1),)}, "demands[d].over"),
        ({"rules": (RuleSpec("requests", hard=False, weight=-1),)}, "rules[requests].weight"),
        ({"rules": (RuleSpec("requests"), RuleSpec("requests"))}, "rules"),
        ({"rules": (RuleSpec("requests", workers=("eve",)),)}, "rules[requests].workers"),
        ({"rules": (RuleSpec("x", params={"a": (1, 0.5)}),)}, "rules[x].params.a[1]"),  # type: ignore[dict-item]
        ({"labels": {"nurse": 5}}, "labels.nurse"),
    ],
)
def test_what_is_wrong_with_a_problem_is_named(facts: dict[str, Any], place: str) -> None:
    given = problem(days=2)
    usual = {"first_day": given.first_day, "days": 2, "shifts": (duty("E0"),), "workers": (person(),)}
    with pytest.raises(ProblemError) as caught:
        Problem(**{**usual, **facts})
    assert caught.value.place == place


@pytest.mark.parametrize("rule", ["minimum_cover", "wanted_cover", "over_cover", "requests"])
def test_weights_that_cannot_be_reckoned_with_together_are_refused_by_the_rule(rule: str) -> None:
    """Each is a number like others; multiplied they would be beyond 64 bits, or what a float can tell."""
    most = 10**9
    ada = person(requests=(Request(0, wants=False, weight=most),))
    need = Demand("d", ("E0",), "", 1, 1, under_minimum=most, under_wanted=most, over=most)
    at_most, beyond = (RuleSpec(rule, hard=False, weight=10**6 + more) for more in (0, 1))
    assert problem(at_most, days=1, workers=(ada,), demands=(need,)).rules == (at_most,)
    with pytest.raises(ProblemError) as caught:
        problem(beyond, days=1, workers=(ada,), demands=(need,))
    assert caught.value.place == f"rules[{rule}].weight"


@pytest.mark.parametrize(
    "rule",
    [
        spec("shifts_of_type", most=(("X", 1),)),
        spec("shifts_of_type", most=(("E", -1),)),
        spec("forbidden_successions", pairs=(("E", "X"),)),
        spec("supervision", overlap_percent=101),
        spec("weekly_rest", rest_min=0, window_days=7),
        spec("daily_rest", rest_min=10**8),
    ],
    ids=lambda rule: rule.rule,
)
def test_a_parameter_that_can_mean_nothing_is_named(rule: RuleSpec) -> None:
    with pytest.raises(ProblemError) as caught:
        check(problem(rule, days=2), Roster())
    assert caught.value.place == f"rules[{rule.rule}].params.{next(iter(rule.params))}"


def test_a_field_that_is_given_twice_is_refused_where_it_is() -> None:
    text = write_native(problem(days=2)).replace('"days": 2,', '"days": 2,\n"days": 3,')
    with pytest.raises(FormatError, match=r"problem\.days: is given twice") as caught:
        read_problem(text)
    assert text.splitlines()[caught.value.line - 1].strip() == '"days": 2,'


def test_a_type_that_is_the_key_of_another_duty_is_written_so_that_it_comes_back() -> None:
    shifts = (duty("E0"), replace(duty("L0"), key="E"))
    given = replace(problem(days=1), shifts=shifts)
    roster = Roster.of([("ada", "E0"), ("ada", "E")])
    assert read_roster(given, write_roster(given, roster)) == roster


HOSTILE: tuple[Any, ...] = (
    None,
    -1,
    0,
    7,
    10**9,
    10**12,
    1.5,
    "",
    "x",
    " ada",
    "a\nb",
    "\ud800",
    [],
    {},
    [1],
    ["x"],
    True,
    "E0",
)


def places(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield where each value of a JSON file is."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in items:
        yield (*path, step)
        yield from places(item, (*path, step))


def spoil(chance: random.Random, body: Any) -> None:
    """Leave out, repeat or replace one value of a JSON file."""
    *path, last = chance.choice(list(places(body)))
    around = body
    for step in path:
        around = around[step]
    way = chance.randrange(3)
    if way == 0:
        del around[last]
    elif way == 1 and isinstance(around, list):
        around.append(around[last])
    else:
        around[last] = chance.choice(HOSTILE)


@pytest.mark.parametrize("seed", range(60))
def test_a_spoilt_file_is_refused_by_its_line_or_can_be_used(seed: int) -> None:
    chance = random.Random(seed)
    body = json.loads(write_native(team(seed, staff=4, weeks=1)))
    spoil(chance, body["problem"])
    try:
        given = read_problem(json.dumps(body, indent=1))
        roster = Roster.of((one.key, given.shifts[seed % 5].key) for one in given.workers)
        check(given, roster)
    except (FormatError, ProblemError) as error:
        assert "\n" not in str(error)
        return
    assert read_roster(given, write_roster(given, roster)) == roster
    build(given, lambda: False)
