"""How many people a demand has: the minimum, what is wanted, and too many; and supervisors alongside."""

from __future__ import annotations

from typing import Any

import pytest

from rostering.problem import MINUTES_PER_DAY, Demand, ProblemError, Skill
from rostering.rules import check_rule
from tests.solver.rules.judges import Edge, assert_judged, each, given, roster_of
from tests.solver.small import HOUR, modelled_cost, person, spec

BOB = person("bob")
DAY = MINUTES_PER_DAY


def need(**facts: Any) -> dict[str, Any]:
    """Return a need that the Early and the Late of Monday cover, with ada and bob for it."""
    values = {"key": "d", "shifts": ("E0", "L0"), "label": "Nurse", "minimum": 0, "wanted": 0, **facts}
    return {"demands": (Demand(**values),), "others": (BOB,)}


def wanted(number: int, *, minimum: int = 0, **facts: Any) -> dict[str, Any]:
    rules = (spec("minimum_cover", weight=0),)
    return {**need(minimum=minimum, wanted=number, **facts), "rules": rules}


def beside(percent: int, **changes: Any) -> dict[str, Any]:
    return {
        "params": {"overlap_percent": percent},
        "ada": {"supervisors": ("bob",)},
        "others": (BOB,),
        "changes": changes,
    }


EDGES = (
    Edge(
        "minimum_cover",
        "E0 bob:L0",
        2,
        (0, 0, 1),
        lambda minimum: need(minimum=minimum, wanted=9),
        says="The Early on Monday 4 January (Nurse) has 2 of 3 people.",
        days=(0,),
        shifts=("E0", "L0"),
    ),
    Edge(
        "minimum_cover",
        "",
        1,
        (0, 2, 4),
        lambda minimum: need(minimum=minimum, wanted=9, under_minimum=2),
        strengths=(False,),
        name="times its weight",
    ),
    Edge(
        "minimum_cover",
        "E0",
        1,
        (0, 0, 1),
        lambda minimum: need(minimum=minimum, wanted=9, label=""),
        says="The Early on Monday 4 January has 1 of 2 people.",
        name="without a label",
    ),
    Edge(
        "maximum_cover",
        "E0 bob:L0",
        2,
        (1, 0, 0),
        lambda most: need(maximum=most),
        says="The Early on Monday 4 January (Nurse) has 2 of 1 person.",
        days=(0,),
        shifts=("E0", "L0"),
    ),
    Edge(
        "maximum_cover",
        "E0 bob:L0",
        1,
        (2, 1, 0),
        lambda most: need(maximum=most, wanted=0, over=5),
        name="beside what is wanted",
    ),
    Edge(
        "wanted_cover",
        "E0 bob:L0",
        2,
        (0, 0, 1),
        wanted,
        says="The Early on Monday 4 January (Nurse) has 2 of 3 people.",
        days=(0,),
        shifts=("E0", "L0"),
    ),
    Edge(
        "wanted_cover",
        "",
        3,
        (0, 5, 10),
        lambda number: wanted(number, minimum=2, under_wanted=5),
        name="counts from the minimum up, times its weight",
    ),
    Edge(
        "over_cover",
        "E0 bob:L0",
        2,
        (1, 0, 0),
        lambda number: need(wanted=number, over=1),
        says="The Early on Monday 4 January (Nurse) has 2 of 1 person.",
        days=(0,),
        shifts=("E0", "L0"),
    ),
    Edge("over_cover", "E0 bob:L0", 1, (0, 2, 4), lambda over: need(over=over), name="times its weight"),
    Edge(
        "supervision",
        "E0 bob:S0",
        50,
        (0, 0, 1),
        beside,
        says="No supervisor alongside on the Early on Monday 4 January.",
        days=(0,),
        shifts=("E0",),
        name="how much of the duty",
    ),
    Edge(
        "supervision",
        "E13 bob:S13",
        1,
        (0, 1, 1),
        lambda minutes: beside(
            100, S13={"start_min": 13 * DAY + 7 * HOUR + minutes, "end_min": 13 * DAY + 15 * HOUR}
        ),
        name="all of it, on the last day",
    ),
    Edge(
        "supervision",
        "E0 bob:L0",
        1,
        (1, 0, 0),
        lambda minutes: beside(0, L0={"start_min": 15 * HOUR - minutes, "work_min": 60}),
        name="at least a minute of it",
    ),
    Edge("supervision", "N0 bob:E1", 4, (0, 0, 1), beside, name="on the day after: 30 of 630 minutes"),
    Edge("supervision", "E1 bob:N0", 6, (0, 0, 1), beside, name="on the day before: 30 of 480 minutes"),
)


@each(EDGES)
def test_a_demand_is_met_by_as_many_people_as_it_says(edge: Edge) -> None:
    edge.judge()


def test_only_people_with_the_role_and_the_competence_on_the_date_count() -> None:
    facts = need(minimum=1, wanted=1, roles=("nurse", "doctor"), skills=("insulin", "wounds"))
    both = (Skill("insulin"), Skill("wounds"))
    for ada, off in (
        ({"skills": both}, 0),
        ({"skills": both, "roles": ("carer", "doctor")}, 0),
        ({"skills": both, "roles": ("carer",)}, 1),
        ({"skills": both, "roles": ()}, 1),
        ({"skills": both[:1]}, 1),
        ({"skills": (both[0], Skill("wounds", to_day=0))}, 1),
        ({"skills": (both[0], Skill("wounds", from_day=1))}, 1),
        ({"skills": (both[0], Skill("wounds", to_day=0), Skill("wounds", from_day=0, to_day=1))}, 0),
    ):
        for hard in (True, False):
            assert_judged(given("minimum_cover", hard=hard, ada=ada, **facts), roster_of("E0"), off)


def test_a_night_counts_where_the_competence_holds_on_both_dates() -> None:
    facts = need(shifts=("N0",), minimum=1, wanted=1, skills=("insulin",))
    for to_day, off in ((1, 1), (2, 0)):
        ada = {"skills": (Skill("insulin", to_day=to_day),)}
        assert_judged(given("minimum_cover", hard=False, ada=ada, **facts), roster_of("N0"), off)


def test_a_person_on_two_duties_of_a_demand_counts_twice_and_on_others_not_at_all() -> None:
    problem = given("minimum_cover", hard=False, **need(minimum=3, wanted=3))
    assert_judged(problem, roster_of("E0 E1 bob:N0"), 2)


def test_each_demand_is_looked_at_by_itself_and_shown_on_the_day_of_its_first_duty() -> None:
    demands = tuple(
        Demand(key, shifts, "Nurse", minimum, 1, over=over)
        for key, shifts, minimum, over in (
            ("a", ("E0",), 0, 0),
            ("b", ("E2", "E1"), 1, 1),
            ("c", ("E3",), 0, 1),
        )
    )
    problem = given("minimum_cover", demands=demands)
    (violation,) = assert_judged(problem, roster_of(""), 1)
    assert (violation.demand, violation.days, violation.shifts) == ("b", (2,), ("E2", "E1"))
    problem = given("over_cover", hard=False, demands=demands, others=(BOB,))
    (violation,) = assert_judged(problem, roster_of("E0 bob:E0 E3 bob:E3"), 1)
    assert violation.demand == "c"


def test_wanted_cover_needs_the_rule_that_counts_up_to_the_minimum() -> None:
    problem = given("wanted_cover", hard=False, **need(minimum=1, wanted=2))
    with pytest.raises(ProblemError, match="needs the rule minimum_cover"):
        modelled_cost(problem, roster_of(""))


def test_whoever_needs_no_supervisor_may_work_alone_and_whoever_has_none_may_not_work() -> None:
    facts = beside(50)
    for supervisors, off in ((None, 0), ((), 1)):
        problem = given("supervision", **{**facts, "ada": {"supervisors": supervisors}})
        assert_judged(problem, roster_of("E0 bob:E0"), off)


def test_a_supervisor_at_another_site_is_not_alongside() -> None:
    assert_judged(given("supervision", **beside(50, S0={"site_key": "far"})), roster_of("E0 bob:S0"), 1)


def test_one_of_several_supervisors_is_enough_and_nobody_else_is() -> None:
    facts = {**beside(50), "others": (BOB, person("eve"), person("joe"))}
    facts["ada"] = {"supervisors": ("bob", "eve")}
    for rota, off in (("E0 eve:E0", 0), ("E0 joe:E0", 1), ("E0 E1 bob:E0 eve:E1", 0), ("E0 E1 bob:E0", 1)):
        assert_judged(given("supervision", **facts), roster_of(rota), off)


def test_each_person_needs_a_supervisor_of_their_own() -> None:
    facts = beside(50)
    facts["ada"] = {}
    facts["others"] = (BOB, person("eve", supervisors=("bob",)), person("joe", supervisors=("bob",)))
    problem = given("supervision", **facts)
    (violation,) = assert_judged(problem, roster_of("E0 bob:E1 eve:E1 joe:E2"), 1)
    assert violation.worker == "joe"
    only = check_rule(problem, roster_of("eve:E1 joe:E2"), problem.rules[0], ("joe",))
    assert [violation.worker for violation in only] == ["joe"]
