"""Every rule on a lawful and on an unlawful rota, judged by the checker and by the solver's twin."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from rostering.checker import check
from rostering.problem import (
    MINUTES_PER_DAY,
    Away,
    Block,
    Demand,
    FairShare,
    HoursPeriod,
    Journey,
    PastWeek,
    PreferredDay,
    Problem,
    Request,
    Roster,
    RuleSpec,
    Skill,
    Stage,
    WeekCap,
)
from rostering.rules import RULES, sentence
from tests.solver.small import HOUR, elsewhere, modelled_cost, person, problem, rota, spec

DAY = MINUTES_PER_DAY
AT_WORK = "E0 E1 E2 E3 E4"


@dataclass(frozen=True)
class Case:
    """A rule, a person, a rota that keeps it and one that does not, and what is said of the second."""

    rule: RuleSpec
    keeps: str
    breaks: str
    says: str
    person: dict[str, Any] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)
    name: str = ""


CASES = (
    Case(
        spec("one_at_a_time"),
        "E0 E1",
        "E0 L0",
        "clashes with the Early on Monday 4 January",
        name="two a day",
    ),
    Case(
        spec("one_at_a_time"),
        "L0",
        "E0",
        "clashes with work that is already fixed",
        person={"fixed": (elsewhere(0, 8, 4),)},
        name="another employer",
    ),
    Case(spec("one_at_a_time"), "N0 L1", "N0 E1", "the Early on Tuesday", name="night runs into the morning"),
    Case(
        spec("locked"), "E2", "E2 E3", "Thursday 7 January is locked", {"locked": ("E2",), "locked_off": (3,)}
    ),
    Case(spec("locked"), "E2", "L2", "The Early on Wednesday 6 January is locked", {"locked": ("E2",)}),
    Case(
        spec("required_skills"),
        "E0 E1",
        "E0 E2",
        "Insulin: lapses Tuesday.",
        {"skills": (Skill("insulin", to_day=2, note="lapses Tuesday"),)},
        {"changes": {f"E{day}": {"skills": ("insulin",)} for day in range(14)}},
        name="competence lapses",
    ),
    Case(
        spec("required_skills"),
        "N0",
        "N1",
        "Insulin: lapses",
        {"skills": (Skill("insulin", to_day=2, note="lapses"),)},
        {"changes": {f"N{day}": {"skills": ("insulin",)} for day in range(14)}},
        name="both dates of a night",
    ),
    Case(
        spec("required_skills"),
        "E0",
        "L0",
        "The duty is for carer.",
        more={"changes": {"L0": {"roles": ("carer",)}}},
        name="another role",
    ),
    Case(
        spec("eligibility"),
        "E6 N5",
        "E7",
        "Not ready: placement ends 10 January.",
        {"blocks": (Block(Stage.READY, "placement", "placement ends 10 January", from_day=7),)},
    ),
    Case(
        spec("eligibility"),
        "N5",
        "N6",
        "Not ready: placement ends 10 January.",
        {"blocks": (Block(Stage.READY, "placement", "placement ends 10 January", from_day=7),)},
        name="both dates of a night",
    ),
    Case(
        spec("availability"),
        "L1 E4",
        "N1",
        "Away: annual leave.",
        {"away": (Away(2 * DAY, 4 * DAY, "leave", "annual leave"),)},
    ),
    Case(spec("daily_rest", rest_min=11 * HOUR), "L0 L1", "L0 E1", "9 h 30 rest before the Early on Tuesday"),
    Case(
        spec("daily_rest", rest_min=11 * HOUR),
        "L0",
        "E0",
        "10 h rest before the Early on Monday 4 January. Needs 11 h.",
        {"fixed": (elsewhere(-1, 13, 8, "home"),)},
        name="duty of the past",
    ),
    Case(
        spec("rest_between_jobs", rest_min=11 * HOUR),
        "L0 L1",
        "E0",
        "10 h rest before",
        {"fixed": (elsewhere(-1, 13, 8),)},
    ),
    Case(
        spec("weekly_rest", rest_min=24 * HOUR, window_days=7, rests=1),
        "E0 E1 E2 E3 E4 E5",
        "E0 E1 E2 E3 E4 E5 E6",
        "No unbroken 24 h off in the 7 days from Monday 4 January.",
    ),
    Case(
        spec("weekly_rest", rest_min=24 * HOUR, window_days=7, rests=1),
        "E0 E1 E2 N3 L5 L6",
        "E0 E1 E2 E3 L4 L5 L6",
        "No unbroken 24 h",
        name="a rest by the clock and not by the day",
    ),
    Case(
        spec("weekly_rest", rest_min=24 * HOUR, window_days=14, rests=2),
        "E0 E1 E2 E3 E4 E5 E6 E7 E8 E9 E10 E11",
        "E0 E1 E2 E3 E4 E5 E6 E7 E8 E9 E10 E11 E12",
        "Fewer than 2 rests of 24 h in the 14 days",
        name="two rests in a fortnight",
    ),
    Case(
        spec("breaks", adult_after_min=360, adult_break_min=20, young_after_min=270, young_break_min=40),
        "E3",
        "E2",
        "The Early on Wednesday 6 January has 30 min of break. Needs 40 min.",
        {"young_until_day": 3},
    ),
    Case(
        spec("young_day", max_min=8 * HOUR),
        "S1",
        "S0",
        "Under 18: 9 h on Monday 4 January, all jobs counted. The limit is 8 h.",
        {"fixed": (elsewhere(0, 14, 5),), "young_until_day": 99},
        name="five hours for the council and four for the trust",
    ),
    Case(
        spec("young_day", max_min=8 * HOUR),
        "N5",
        "N4",
        "Under 18: 10 h 30",
        {"young_until_day": 5},
        name="birthday",
    ),
    Case(
        spec("young_week", max_min=40 * HOUR),
        "S0 S1 S2 S3 S5",
        "S0 S1 S2 S3 S5 S6",
        "Under 18: 44 h in the week of Monday 4 January",
        {"fixed": tuple(elsewhere(day, 14, 5) for day in range(4)), "young_until_day": 99},
    ),
    Case(
        spec("young_night", from_minute=22 * HOUR, to_minute=6 * HOUR),
        "E0 L1",
        "N3",
        "Under 18: the Night on Thursday 7 January reaches into the night.",
        {"young_until_day": 99},
    ),
    Case(
        spec("young_rest", rest_min=12 * HOUR),
        "L0",
        "E1",
        "10 h rest before the Early on Tuesday",
        {"fixed": (elsewhere(0, 13, 8),), "young_until_day": 99},
    ),
    Case(
        spec("young_weekly_rest", rest_min=48 * HOUR, window_days=7),
        AT_WORK,
        "E0 E1 E2 E3 E5",
        "No unbroken 48 h off",
        {"young_until_day": 99},
    ),
    Case(
        spec("visa_hours"),
        "E0 E1 S2 E7 E8",
        "E0 E1 E2",
        "24 h in the week of Monday 4 January, all jobs counted. The visa allows 20 h.",
        {"week_caps": (WeekCap(20 * HOUR, "student"),)},
    ),
    Case(
        spec("contract_hours"),
        "E0 E1 E2",
        "E0 E1 E2 S3",
        "28 h from Monday 4 January to Sunday 10 January. The most by contract is 24 h.",
        {"hours": (HoursPeriod(0, 7, min_min=16 * HOUR, max_min=24 * HOUR),)},
        name="most",
    ),
    Case(
        spec("contract_hours"),
        "E0 E1",
        "E0 S1",
        "The least by contract is 16 h.",
        {"hours": (HoursPeriod(0, 7, min_min=16 * HOUR, max_min=24 * HOUR),)},
        name="least",
    ),
    Case(
        spec("longest_run_of_days", max_days=4),
        "E0 E1 E2 E3 E5",
        AT_WORK,
        "5 days in a row from Monday 4 January.",
    ),
    Case(
        spec("longest_run_of_days", max_days=4),
        "E0 E1 E3",
        "E0 E1 E2",
        "5 days in a row from Saturday 2 January",
        {"fixed": (elsewhere(-1, 9, 4), elsewhere(-2, 9, 4))},
        name="days of the past",
    ),
    Case(
        spec("longest_run_of_nights", max_nights=2), "N0 N1 E3", "N0 N1 N2", "3 nights in a row from Monday"
    ),
    Case(
        spec("rest_after_nights", rest_min=46 * HOUR, after_nights=2),
        "N0 N1 L4",
        "N0 N1 E3",
        "23 h 30 rest after the night of Tuesday 5 January. Needs 46 h.",
    ),
    Case(
        spec("rest_after_nights", rest_min=46 * HOUR, after_nights=2),
        "N0 L5",
        "L1",
        "30 h 30 rest after the night of Sunday 3 January",
        {
            "fixed": (
                elsewhere(-2, 21, 10, "home", is_night=True),
                elsewhere(-1, 21, 10, "home", is_night=True),
            )
        },
        name="nights of the past",
    ),
    Case(
        spec("weekends", max_weekends=1, window_weeks=0),
        "E5 E6",
        "E5 E13",
        "Works 2 of 2 weekends up to Sunday 17",
    ),
    Case(
        spec("weekends", max_weekends=1, window_weeks=2),
        "E13",
        "E6",
        "Works 2 of 2 weekends up to Sunday 10",
        {"fixed": (elsewhere(-1, 9, 4),)},
        name="weekend of the past",
    ),
    Case(
        spec("forbidden_successions", pairs=(("L", "E"),)),
        "L0 L1 E3",
        "L0 E1",
        "The Early on Tuesday 5 January may not follow the Late on Monday 4 January.",
    ),
    Case(
        spec("shifts_of_type", most=(("N", 1),)),
        "N0 E2 E3",
        "N0 N5",
        "2 duties of type Night. The most is 1.",
    ),
    Case(
        spec("forbidden_successions", pairs=(("N", "E"),)),
        "L0",
        "E0",
        "The Early on Monday 4 January may not follow fixed work on Sunday 3 January.",
        {"fixed": (elsewhere(-1, 21, 9, "home", type_key="N"),)},
        name="a duty of the past",
    ),
    Case(
        spec("shortest_run_of_days", min_days=3, past_known=False),
        "E0 E5 E6 E7 E12 E13",
        "E5 E6",
        "Only 2 days of work in a row from Saturday",
        name="nothing known of the past",
    ),
    Case(
        spec("shortest_run_of_days", min_days=3),
        "E0 E5 E6 E7",
        "E1",
        "Only 1 day of work in a row from Tuesday 5",
        {"fixed": (elsewhere(-1, 9, 4), elsewhere(-2, 9, 4))},
        name="days of the past",
    ),
    Case(
        spec("longest_run_of_type", most=(("N", 2),)),
        "N0 N1 E2 N3",
        "N0 N1 N2",
        "3 days of Night in a row from Monday 4 January. The most is 2.",
    ),
    Case(
        spec("shortest_run_of_type", least=(("N", 2),)),
        "N0 N1 E2 N3 N4",
        "N0 N1 E2 N3 E4",
        "1 day of Night in a row from Thursday 7 January. The least is 2.",
    ),
    Case(
        spec("complete_weekends"),
        "E5 E6",
        "E4 E5",
        "Works one day of a weekend alone: Saturday 9 January.",
    ),
    Case(
        spec("shortest_run_off", min_days=2),
        "E0 E1 E4",
        "E0 E2",
        "Only 1 day off in a row from Tuesday 5 January.",
    ),
    Case(
        spec("travel", free_min=30, unit_min=15),
        "E0 E2",
        "E1",
        "45 min on the road to far for the Early on Tuesday 5 January. Agreed is up to 30 min.",
        {"journeys": (Journey("far", 45), Journey("centre", 30))},
        {"changes": {"E1": {"site_key": "far"}, "E2": {"site_key": "not on the map"}}},
    ),
    Case(
        spec("shortest_run_off", min_days=2),
        "E1",
        "E0",
        "Only 1 day off in a row from Sunday 3 January.",
        {"fixed": (elsewhere(-2, 9, 4),)},
        name="days of the past",
    ),
    Case(
        spec("average_hours", max_week_min=48 * HOUR, period_weeks=17),
        "E0 E1 E2 E3 E4",
        "E0 E1 E2 E3 E4 N6",
        "Would average 48 h 37 a week over 17 weeks, all jobs counted. The limit is 48 h.",
        {"past_weeks": (PastWeek(48 * HOUR, 5),) * 15 + (PastWeek(56 * HOUR, 5),)},
    ),
    Case(
        spec("night_hours", max_day_min=8 * HOUR, period_weeks=17),
        "E0 E1 E2 E3 E4",
        "E0 E1 E2 E3 E4 N6",
        "Night worker: would average 48 h 37",
        {
            "past_weeks": (PastWeek(48 * HOUR, 5),) * 15 + (PastWeek(56 * HOUR, 5),),
            "night_worker": True,
            "opted_out": True,
        },
    ),
)


def of(case: Case) -> Problem:
    return problem(case.rule, workers=(person(**case.person),), **case.more)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule.rule} {case.name}".strip())
def test_a_rule_tells_lawful_from_unlawful_on_both_sides(case: Case) -> None:
    given, good, bad = of(case), rota(case.keeps), rota(case.breaks)
    assert check(given, good).violations == ()
    assert modelled_cost(given, good) == 0
    report = check(given, bad)
    assert not report.lawful
    assert modelled_cost(given, bad) is None
    assert any(case.says in sentence(given, violation) for violation in report.violations)


def nurse_needed(**facts: Any) -> Demand:
    return Demand(
        **{
            "key": "d",
            "shifts": ("E0", "L0"),
            "label": "Nurse",
            "minimum": 1,
            "wanted": 2,
            "over": 3,
            **facts,
        }
    )


AIMS: tuple[tuple[RuleSpec, dict[str, Any], str, str, int, str], ...] = (
    (
        spec("minimum_cover", weight=100),
        {},
        "L0",
        "E1",
        100,
        "The Early on Monday 4 January (Nurse) has 0 of 1",
    ),
    (
        spec("over_cover", weight=5),
        {"demands": (nurse_needed(minimum=0, wanted=0),)},
        "",
        "E0",
        15,
        "has 1 of 0",
    ),
    (spec("longest_run_off", max_days=5, weight=2), {}, "E5 E9", "E7", 6, "7 days off in a row from Monday"),
    (spec("requests", weight=2), {}, "E1", "E1 E2", 6, "Asked for Wednesday 6 January off."),
    (spec("requests", weight=2), {}, "E1", "L1", 2, "Asked to work Early on Tuesday 5 January."),
    (spec("hours_target", weight=4), {}, "E0 E1", "E0 E1 S2", 16, "4 h over the 16 h of Monday 4 January"),
    (spec("hours_target", weight=4), {}, "E0 E1", "E0", 32, "8 h under the 16 h"),
    (spec("fairness", weight=7), {}, "N0 E5", "N0 N3 E5", 7, "5 nights carried. A fair share is 4."),
    (
        spec("changes", weight=5),
        {},
        "E1 E2",
        "E1 N2 L5",
        10,
        "Works the Night on Wednesday 6 January instead of",
    ),
    (spec("changes", weight=5), {}, "E1 E2", "E1", 5, "No longer works the Early on Wednesday 6 January."),
    (
        spec("changes", weight=5),
        {},
        "E1 E2",
        "E1 E2 L5",
        5,
        "Works the Late on Saturday 9 January, a day off",
    ),
    (spec("preferred_week", weight=2), {}, "E2", "N2", 2, "6 January is not as preferred: Early, Short."),
    (spec("preferred_week", weight=2), {}, "S2", "S2 N5", 2, "9 January is not as preferred: a day off."),
    (spec("pay", weight=3, unit_pence=500), {}, "", "E0 S1", 168, "£273.00 for 12 h, enhancements left out."),
    (spec("travel", weight=2, hard=False), {}, "E0", "L0 E3", 4, "32 min on the road to far for the Late"),
    (spec("fairness", weight=7), {}, "E5", "E5 E12", 7, "3 weekends carried. A fair share is 2."),
    (spec("mutual_aid", weight=6), {}, "E0", "E0 N1", 6, "Helps out night team on the Night on Tuesday"),
)


@pytest.mark.parametrize(("rule", "more", "good", "bad", "cost", "says"), AIMS, ids=lambda one: str(one)[:30])
def test_an_aim_costs_what_it_is_missed_by_on_both_sides(
    rule: RuleSpec, more: dict[str, Any], good: str, bad: str, cost: int, says: str
) -> None:
    ada = person(
        team_key="day team",
        requests=(Request(1, wants=True, types=("E",)), Request(2, wants=False, weight=3)),
        hours=(HoursPeriod(0, 7, target_min=16 * HOUR),),
        fair_shares=(FairShare("nights", 3, 4), FairShare("weekends", 1, 2)),
        journeys=(Journey("far", 32),),
        preferred_week=(PreferredDay(2, wants=True, types=("E", "S")), PreferredDay(5, wants=False)),
        away=(Away(9 * DAY, 10 * DAY, "leave", "annual leave"),),
        earlier=("E1", "E2"),
        hour_pence=2275 if rule.rule == "pay" else 0,
    )
    far = {key: {"site_key": "far"} for key in ("L0", "E3")}
    given = problem(rule, workers=(ada,), **{"demands": (nurse_needed(),), "changes": far, **more})
    assert check(given, rota(good)).cost == modelled_cost(given, rota(good)) == 0
    report = check(given, rota(bad))
    assert report.cost == modelled_cost(given, rota(bad)) == cost
    assert any(says in sentence(given, violation) for violation in report.violations)


def test_a_day_with_two_duties_is_changed_once() -> None:
    given = problem(spec("changes"), workers=(person(earlier=("E0", "L0")), person("bob")), days=2)
    for text, cost in (("E0 L0", 0), ("E0", 1), ("E0 L0 N0", 1), ("L0 S0", 1), ("E0 L0 S1", 1), ("", 1)):
        assert check(given, rota(text)).cost == modelled_cost(given, rota(text)) == cost
    assert check(given, Roster.of([("ada", "E0"), ("ada", "L0"), ("bob", "E1")])).cost == 0


def test_wanted_cover_counts_from_the_minimum_up() -> None:
    rules = (spec("minimum_cover", weight=100), spec("wanted_cover", weight=10))
    given = problem(*rules, demands=(nurse_needed(),), workers=(person(), person("bob")))
    nobody, one, both = Roster(), rota("E0"), Roster.of([("ada", "E0"), ("bob", "L0")])
    assert [check(given, each).cost for each in (nobody, one, both)] == [110, 10, 0]
    assert [modelled_cost(given, each) for each in (nobody, one, both)] == [110, 10, 0]


def test_only_people_with_the_role_and_the_competence_on_the_date_count_towards_a_demand() -> None:
    need = nurse_needed(roles=("nurse",), skills=("insulin",), wanted=1)
    able = person("able", skills=(Skill("insulin"),))
    late = person("late", skills=(Skill("insulin", to_day=0),))
    carer = person("carer", roles=("carer",), skills=(Skill("insulin"),))
    given = problem(spec("minimum_cover"), demands=(need,), workers=(able, late, carer))
    costs = [check(given, rota("E0", who.key)).cost for who in (able, late, carer)]
    assert costs == [0, 1, 1]
    assert [modelled_cost(given, rota("E0", who.key)) for who in (able, late, carer)] == costs


def test_an_apprentice_works_only_beside_a_supervisor() -> None:
    people = (person("eve", supervisors=("ada",)), person("ada"), person("bob"))
    given = problem(spec("supervision", overlap_percent=50), workers=people)
    beside = Roster.of([("eve", "E0"), ("ada", "S0")])
    wrong = (Roster.of([("eve", "E0")]), Roster.of([("eve", "E0"), ("bob", "E0"), ("ada", "L0")]))
    assert check(given, beside).lawful
    assert modelled_cost(given, beside) == 0
    for roster in wrong:
        assert not check(given, roster).lawful
        assert modelled_cost(given, roster) is None


def test_the_catalogue_has_a_case_for_every_rule() -> None:
    tried = (
        {case.rule.rule for case in CASES} | {aim[0].rule for aim in AIMS} | {"wanted_cover", "supervision"}
    )
    assert tried == set(RULES)
