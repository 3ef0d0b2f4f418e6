"""The catalogue as a whole: how a rule may be set, which parameters it takes, and whom it binds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import pytest

import rostering.rules
import rostering.solver.constraints
from rostering.checker import check
from rostering.problem import (
    Demand,
    ParamValue,
    PreferredDay,
    Problem,
    ProblemError,
    Request,
    Roster,
    RuleSpec,
    ScoreLine,
    Stage,
)
from rostering.rules import (
    RULES,
    Parameters,
    Rule,
    Strength,
    check_rule,
    check_specs,
    figures_of,
    sentence,
    spec_from_figures,
    stage_of,
)
from rostering.rules.base import LONGEST_REST_MIN, check_spec, of_types, read
from rostering.rules.wording import count, hours
from rostering.rules.young_night import YoungNight
from rostering.solver.constraints.building import ADDS
from rostering.solver.constraints.refusals import REFUSES
from rostering.solver.generators import teams
from tests.solver.rules import (
    test_averages,
    test_caps,
    test_contracts,
    test_cover,
    test_one_at_a_time,
    test_rests,
    test_runs,
    test_single_duties,
    test_split_duties,
    test_types,
    test_unbroken_rests,
    test_weekends,
    test_windows,
    test_wishes,
)
from tests.solver.rules.judges import WEIGHT, given, roster_of
from tests.solver.small import elsewhere, person, problem, spec

TABLES = (
    test_averages,
    test_caps,
    test_contracts,
    test_cover,
    test_one_at_a_time,
    test_rests,
    test_runs,
    test_single_duties,
    test_split_duties,
    test_types,
    test_unbroken_rests,
    test_weekends,
    test_windows,
    test_wishes,
)
#: Rules without a figure of their own; each has a test in one of the tables' files.
WITHOUT_FIGURES = {
    "changes",
    "complete_weekends",
    "forbidden_successions",
    "locked",
    "mutual_aid",
    "preferred_week",
}


def names(package: object) -> set[str]:
    """Return the rule files of a package."""
    shared = {"base", "wording", "model", "building", "refusals"}
    files = Path(str(package.__file__)).parent.glob("*.py")  # type: ignore[attr-defined]
    return {path.stem for path in files if not path.stem.startswith("_")} - shared


def test_every_rule_has_a_file_on_both_sides() -> None:
    assert names(rostering.rules) == set(RULES) == names(rostering.solver.constraints)
    assert all(isinstance(rule, Rule) for rule in RULES.values())
    assert [rule.name for rule in RULES.values()] == list(RULES)
    assert sorted([*ADDS, *REFUSES]) == sorted(RULES)


def test_every_rule_with_a_figure_is_tried_at_it() -> None:
    tried = {edge.rule for table in TABLES for edge in table.EDGES}
    assert tried | WITHOUT_FIGURES == set(RULES)
    assert not tried & WITHOUT_FIGURES
    with_parameters = {name for name, rule in RULES.items() if fields(rule.parameters)}
    assert with_parameters - tried == {"forbidden_successions"}


def test_only_cover_and_supervision_look_at_several_people() -> None:
    several = {name for name, rule in RULES.items() if not rule.per_person}
    assert several == {"minimum_cover", "wanted_cover", "over_cover", "maximum_cover", "supervision"}


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (RuleSpec("sundays"), "rules[sundays].rule: there is no rule 'sundays'"),
        (RuleSpec("sundays", key="my own"), "rules[my own].rule: there is no rule 'sundays'"),
        (
            RuleSpec("locked", hard=False),
            "rules[locked].hard: the law does not let a team bend this rule",
        ),
        (RuleSpec("pay"), "rules[pay].hard: this is an aim and cannot be made compulsory"),
    ],
    ids=lambda value: str(value)[-40:],
)
def test_a_rule_is_refused_that_is_unknown_or_may_not_be_set_so(rule: RuleSpec, words: str) -> None:
    for judge in (check_specs, lambda given: check(given, Roster())):
        with pytest.raises(ProblemError) as refused:
            judge(problem(rule))
        assert str(refused.value) == words


@pytest.mark.parametrize(
    ("name", "params", "words"),
    [
        ("daily_rest", {}, "rest_min: is missing"),
        ("daily_rest", {"rest": 1}, "rest: the rule daily_rest has no such parameter"),
        ("daily_rest", {"rest_min": True}, "rest_min: must be of type int, which True is not"),
        ("daily_rest", {"rest_min": "11 h"}, "rest_min: must be of type int, which '11 h' is not"),
        ("daily_rest", {"rest_min": -1}, "rest_min: must be 0 or more"),
        ("daily_rest", {"rest_min": 0}, ""),
        ("daily_rest", {"rest_min": LONGEST_REST_MIN}, ""),
        ("daily_rest", {"rest_min": LONGEST_REST_MIN + 1}, "rest_min: must be 40320 or less"),
        ("rest_between_jobs", {"rest_min": LONGEST_REST_MIN + 1}, "rest_min: must be 40320 or less"),
        ("young_rest", {"rest_min": LONGEST_REST_MIN + 1}, "rest_min: must be 40320 or less"),
        ("rest_after_nights", {"rest_min": 40321, "after_nights": 1}, "rest_min: must be 40320 or less"),
        ("weekly_rest", {"rest_min": 0, "window_days": 7}, "rest_min: must be 1 or more"),
        ("weekly_rest", {"rest_min": 1, "window_days": 1}, ""),
        ("weekly_rest", {"rest_min": 40321, "window_days": 1}, "rest_min: must be 40320 or less"),
        ("weekly_rest", {"rest_min": 9, "window_days": 0}, "window_days: must be 1 or more"),
        ("weekly_rest", {"rest_min": 9, "window_days": 7, "rests": 0}, ""),
        ("young_weekly_rest", {"rest_min": 0, "window_days": 7}, "rest_min: must be 1 or more"),
        ("young_weekly_rest", {"rest_min": 40321, "window_days": 1}, "rest_min: must be 40320 or less"),
        ("average_hours", {"max_week_min": 0, "period_weeks": 0}, "period_weeks: must be 1 or more"),
        ("average_hours", {"max_week_min": 0, "period_weeks": 1}, ""),
        ("night_hours", {"max_day_min": 0, "period_weeks": 0}, "period_weeks: must be 1 or more"),
        ("night_hours", {"max_day_min": 0, "period_weeks": 1}, ""),
        ("young_night", {"from_minute": 1440, "to_minute": 1440}, ""),
        ("young_night", {"from_minute": 1441, "to_minute": 0}, "from_minute: must be 1440 or less"),
        ("young_night", {"from_minute": 0, "to_minute": 1441}, "to_minute: must be 1440 or less"),
        ("supervision", {"overlap_percent": 100}, ""),
        ("supervision", {"overlap_percent": 101}, "overlap_percent: must be 100 or less"),
        ("contract_hours", {"unit_min": 0}, "unit_min: must be 1 or more"),
        ("travel", {"unit_min": 0}, "unit_min: must be 1 or more"),
        ("contract_hours", {"unit_min": 1}, ""),
        ("contract_hours", {"unit_min": 10**9}, ""),
        ("longest_run_of_days", {"max_days": 10**9}, ""),
        ("shifts_of_type", {"most": (("N", 1),)}, ""),
        ("shifts_of_type", {"most": ()}, ""),
        ("shifts_of_type", {"most": (("N", -1),)}, "most: must be 0 or more"),
        ("shifts_of_type", {"most": (("X", 1),)}, "most: there is no shift type 'X'"),
        (
            "shifts_of_type",
            {"most": (("N", "1"),)},
            "most: must be of type tuple[tuple[str, int], ...], which (('N', '1'),) is not",
        ),
        (
            "shifts_of_type",
            {"most": (("N",),)},
            "most: must be of type tuple[tuple[str, int], ...], which (('N',),) is not",
        ),
        ("shifts_of_type", {"most": 3}, "most: must be of type tuple[tuple[str, int], ...], which 3 is not"),
        ("forbidden_successions", {"pairs": (("N", "E"), ("E", "X"))}, "pairs: there is no shift type 'X'"),
        ("shortest_run_of_days", {"min_days": 1, "past_known": False}, ""),
        (
            "shortest_run_of_days",
            {"min_days": 1, "past_known": 0},
            "past_known: must be of type bool, which 0 is not",
        ),
    ],
    ids=lambda value: str(value)[:60],
)
def test_a_parameter_is_refused_by_its_name(name: str, params: Mapping[str, ParamValue], words: str) -> None:
    hard = RULES[name].strength is not Strength.AIM
    asked = problem(RuleSpec(name, hard=hard, params=params, key="mine"))
    if not words:
        check_specs(asked)
        return
    with pytest.raises(ProblemError) as refused:
        check_specs(asked)
    assert str(refused.value) == f"rules[mine].params.{words}"


@dataclass(frozen=True, slots=True)
class Mixed(Parameters):
    """A number before types of duty, as no rule has them yet."""

    number: int
    types: tuple[str, ...] = of_types()


def test_types_are_looked_for_wherever_they_stand() -> None:
    for types, is_known in ((("E", "N"), True), (("E", "X"), False)):
        rule = RuleSpec("mixed", params={"number": 1, "types": types})
        if is_known:
            check_spec(problem(), rule, Mixed)
        else:
            with pytest.raises(ProblemError, match="there is no shift type 'X'"):
                check_spec(problem(), rule, Mixed)


def test_parameters_left_out_are_what_the_rule_says() -> None:
    defaults = {
        "contract_hours": {"unit_min": 60, "judges_least": True, "judges_most": True},
        "hours_target": {"unit_min": 60, "tolerance_min": 0},
        "pay": {"unit_pence": 1000},
        "travel": {"free_min": 30, "unit_min": 15},
    }
    for name, expected in defaults.items():
        parameters = read(RULES[name].parameters, RuleSpec(name))
        assert {field.name: getattr(parameters, field.name) for field in fields(parameters)} == expected
    shortest = read(RULES["shortest_run_of_days"].parameters, RuleSpec("x", params={"min_days": 2}))
    assert getattr(shortest, "past_known") is True  # noqa: B009
    for name in ("weekly_rest", "young_weekly_rest"):
        params = {"rest_min": 1, "window_days": 1}
        assert getattr(read(RULES[name].parameters, RuleSpec(name, params=params)), "rests") == 1  # noqa: B009


def test_the_figures_of_a_rule_become_its_parameters() -> None:
    figures = {"wtr_young_night_from": 1320, "wtr_young_night_to": 360, "wtr_daily_rest": 660}
    made = spec_from_figures("young_night", figures, workers=("ada",), key="youth")
    assert made == RuleSpec(
        "young_night", params={"from_minute": 1320, "to_minute": 360}, workers=("ada",), key="youth"
    )
    assert read(YoungNight, made) == YoungNight(1320, 360)
    assert figures_of(RULES["young_night"]) == {
        "from_minute": "wtr_young_night_from",
        "to_minute": "wtr_young_night_to",
    }
    assert figures_of(RULES["travel"]) == {}
    soft = spec_from_figures(
        "rest_after_nights",
        {"policy_rest_after_nights": 2760, "policy_rest_after_how_many_nights": 2},
        hard=False,
        weight=4,
    )
    assert (soft.hard, soft.weight, soft.workers, soft.key) == (False, 4, None, "")
    with pytest.raises(KeyError):
        spec_from_figures("weekly_rest", figures)
    assert spec_from_figures("locked", {}) == RuleSpec("locked")


def team(**facts: object) -> Problem:
    """Return ada and bob with a rule that both break by working at all."""
    rule = RuleSpec("longest_run_of_days", params={"max_days": 0}, **facts)  # type: ignore[arg-type]
    return problem(rule, workers=(person(), person("bob")))


def test_a_rule_binds_those_it_names_and_is_looked_at_for_those_asked_about() -> None:
    both = roster_of("E0 bob:E0 bob:E1")

    def blamed(given: Problem, only: tuple[str, ...] | None) -> list[str | None]:
        return [violation.worker for violation in check_rule(given, both, given.rules[0], only)]

    assert blamed(team(), None) == ["ada", "bob"]
    assert blamed(team(workers=("bob",)), None) == ["bob"]
    assert blamed(team(workers=()), None) == []
    assert blamed(team(), ("ada",)) == ["ada"]
    assert blamed(team(workers=("bob",)), ("ada",)) == []


def test_supervision_is_looked_at_for_a_supervisor_too() -> None:
    people = (person(supervisors=("bob",)), person("bob"), person("eve"))
    given = problem(spec("supervision", overlap_percent=50), workers=people)
    alone = roster_of("E0 eve:E0")
    for only, found in ((None, 1), (("ada",), 1), (("bob",), 1), (("eve",), 0)):
        assert len(check_rule(given, alone, given.rules[0], only)) == found


def test_cover_is_looked_at_whoever_is_asked_about() -> None:
    demand = Demand("d", ("E0",), "Nurse", 1, 1)
    given = problem(spec("minimum_cover"), demands=(demand,))
    assert len(check_rule(given, Roster(), given.rules[0], ("nobody",))) == 1


def test_a_violation_counts_at_the_stage_of_its_rule_unless_it_says_another() -> None:
    late = given("locked", ada={"locked": ("E0",)})
    assert stage_of(check(late, Roster()).violations[0]) is Stage.TEAM_RULES
    role = given("required_skills", changes={"E0": {"roles": ("carer",)}})
    assert stage_of(check(role, roster_of("E0")).violations[0]) is Stage.ROLE


def test_a_report_adds_up_its_lines_and_has_the_hard_ones_first() -> None:
    requests = RuleSpec("requests", hard=False, weight=WEIGHT, key="wishes")
    nights = RuleSpec("longest_run_of_days", params={"max_days": 1})
    cover = RuleSpec("minimum_cover", hard=False, weight=10)
    demands = (Demand("d", ("L0",), "Nurse", 2, 2), Demand("e", ("E1",), "Nurse", 1, 1))
    ada = person(requests=(Request(0, False), Request(1, False, weight=2)))
    given = problem(requests, nights, cover, spec("locked"), workers=(ada,), demands=demands)
    report = check(given, roster_of("E0 E1 E2"))
    assert [violation.rule for violation in report.violations] == [
        "longest_run_of_days",
        "requests",
        "requests",
        "minimum_cover",
    ]
    assert report.lines == (
        ScoreLine("requests", "wishes", False, 2, 2, 9, "Requests: 2 requests not met"),
        ScoreLine(
            "longest_run_of_days",
            "longest_run_of_days",
            True,
            1,
            2,
            0,
            "Days in a row: 2 days too many in a row",
        ),
        ScoreLine("minimum_cover", "minimum_cover", False, 1, 2, 20, "Minimum cover: 2 people short"),
        ScoreLine("locked", "locked", True, 0, 0, 0, "Locks: kept"),
    )
    assert (report.cost, report.unfilled, report.lawful) == (29, 2, False)
    assert check(given, Roster()).lawful
    assert check(given, Roster()).unfilled == 3


def test_a_roster_of_strangers_is_refused() -> None:
    for pair in (("eve", "E0"), ("ada", "X0")):
        with pytest.raises(ProblemError):
            check(problem(), Roster.of([pair]))


def test_wrong_rules_are_refused_although_nobody_breaks_them() -> None:
    with pytest.raises(ProblemError):
        check(problem(RuleSpec("daily_rest"), workers=()), Roster())


def test_minutes_and_numbers_are_said_as_people_say_them() -> None:
    said = [hours(minutes) for minutes in (0, 1, 59, 60, 61, 390, 600)]
    assert said == ["0 min", "1 min", "59 min", "1 h", "1 h 01", "6 h 30", "10 h"]
    assert [count(number, "day", "days") for number in (0, 1, 2)] == ["0 days", "1 day", "2 days"]


def test_a_type_without_a_duty_in_the_horizon_is_called_by_its_key() -> None:
    ada = person(requests=(Request(0, True, ("N",)),), preferred_week=(PreferredDay(0, True, ("N",)),))
    given = problem(spec("requests"), spec("preferred_week"), workers=(ada,), types="E", days=1)
    report = check(given, Roster())
    assert [sentence(given, violation) for violation in report.violations] == [
        "Asked to work N on Monday 4 January.",
        "Monday 4 January is not as preferred: N.",
    ]
    night = RuleSpec("shortest_run_of_type", params={"least": (("N", 2),)}, hard=False, weight=1)
    worked = person(fixed=(elsewhere(-1, 21, 8, type_key="N"),))
    past = problem(night, workers=(worked,), types="E", days=2)
    assert [sentence(past, violation) for violation in check(past, Roster()).violations] == [
        "1 day of N in a row from Sunday 3 January. The least is 2."
    ]


def test_a_rule_without_parameters_takes_none() -> None:
    assert read(Parameters, RuleSpec("locked")) == Parameters()
    with pytest.raises(ProblemError):
        read(Parameters, RuleSpec("locked", params={"rest_min": 1}))


def test_a_made_up_team_has_every_parameter_of_its_rules() -> None:
    """A rule that is new to the catalogue does not join what is measured by itself."""
    rules = teams.team(1, 8, 2).rules
    check_specs(problem(*rules))
    assert len(rules) == 30
