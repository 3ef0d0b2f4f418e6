"""Explanations say what the rules say: choices of three kinds, the funnel, what one thing opens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rostering.explain import candidates, choices, unfilled, unlocks
from rostering.problem import (
    Away,
    Block,
    Demand,
    Problem,
    Request,
    Roster,
    RuleSpec,
    Shift,
    Skill,
    Stage,
    Worker,
)

MONDAY = date(2027, 1, 4)
EARLY, LATE = (7 * 60, 15 * 60), (13 * 60 + 30, 21 * 60 + 30)


def shift(key: str, day: int, times: tuple[int, int]) -> Shift:
    starts, ends = times
    return Shift(
        f"{key}{day}", key, key, day, 1440 * day + starts, 1440 * day + ends, work_min=450, paid_min=450
    )


SHIFTS = tuple(
    made_shift for day in range(3) for made_shift in (shift("Early", day, EARLY), shift("Late", day, LATE))
)
RULES = (
    RuleSpec("one_at_a_time"),
    RuleSpec("required_skills"),
    RuleSpec("eligibility"),
    RuleSpec("availability"),
    RuleSpec("daily_rest", params={"rest_min": 660}),
    RuleSpec("longest_run_of_days", params={"max_days": 2}),
    RuleSpec("minimum_cover", hard=False, weight=1000),
    RuleSpec("requests", hard=False, weight=10),
)


def need(day: int, *skills: str) -> Demand:
    return Demand(f"late{day}", (f"Late{day}",), "Nurse", 1, 1, roles=("nurse",), skills=skills)


def problem(*workers: Worker, demands: tuple[Demand, ...] = ()) -> Problem:
    return Problem(MONDAY, 3, SHIFTS, workers, demands=demands, rules=RULES)


def nurse(key: str = "w", **more: object) -> Worker:
    return Worker(key=key, roles=("nurse",), **more)  # type: ignore[arg-type]


def stages(made: Problem, roster: Roster, demand: Demand) -> dict[str, Stage | None]:
    return {candidate.worker: candidate.stage for candidate in candidates(made, roster, demand)}


def test_a_free_person_may_be_put_and_mends_cover() -> None:
    late = next(
        choice
        for choice in choices(problem(nurse(), demands=(need(1),)), Roster(), "w", 1)
        if choice.shift == "Late1"
    )
    assert late.lawful
    assert (late.cover, late.cost, late.price) == (1, -1000, ())


def test_an_early_after_a_late_is_listed_as_unlawful() -> None:
    """It starts nine and a half hours after the Late ended."""
    listed = choices(problem(nurse()), Roster.of([("w", "Late0")]), "w", 1)
    refused = {choice.shift: [violation.rule for violation in choice.refused] for choice in listed}
    assert refused["Early1"] == ["daily_rest"]
    assert refused["Late1"] == []


def test_replacing_a_duty_is_judged_without_it() -> None:
    """The day's own Late does not stand in the way of its Early."""
    listed = choices(problem(nurse()), Roster.of([("w", "Late1")]), "w", 1)
    assert all(choice.lawful for choice in listed)
    assert [choice.shift for choice in listed if choice.now] == ["Late1"]


def test_a_wish_is_a_price_not_a_refusal() -> None:
    listed = choices(problem(nurse(requests=(Request(1, wants=False),))), Roster(), "w", 1)
    late = next(choice for choice in listed if choice.shift == "Late1")
    assert late.lawful
    assert [violation.rule for violation in late.price] == ["requests"]


def test_each_person_drops_out_at_the_first_stage_that_stops_them() -> None:
    demand = need(1, "iv")
    iv = (Skill("iv"),)
    made = problem(
        nurse("free", skills=iv),
        Worker("carer", roles=("carer",)),
        nurse("untrained"),
        nurse("unready", skills=iv, blocks=(Block(Stage.READY, "dbs", "DBS missing"),)),
        nurse("away", skills=iv, away=(Away(1440, 2880, "annual", "annual leave"),)),
        nurse("working", skills=iv),
        nurse("tired", skills=iv),
        demands=(demand,),
    )
    roster = Roster.of([("working", "Early1"), ("tired", "Late0"), ("tired", "Late2")])
    assert stages(made, roster, demand) == {
        "free": None,
        "tired": Stage.TEAM_RULES,
        "working": Stage.WORKING,
        "away": Stage.AWAY,
        "unready": Stage.READY,
        "untrained": Stage.COMPETENCE,
        "carer": Stage.ROLE,
    }


def test_who_works_the_duty_without_what_is_asked_is_one_competence_away() -> None:
    """One counts already; the other works the duty and needs only the competence in order to count."""
    demand = replace(need(1, "iv"), minimum=2, wanted=2)
    made = problem(nurse("counted", skills=(Skill("iv"),)), nurse("untrained"), demands=(demand,))
    roster = Roster.of([("counted", "Late1"), ("untrained", "Late1")])
    listed = {candidate.worker: candidate for candidate in candidates(made, roster, demand)}
    assert listed["counted"].on_duty and listed["counted"].stage is Stage.WORKING
    assert not listed["untrained"].on_duty
    assert [obstacle.key for obstacle in listed["untrained"].obstacles] == ["skill:iv"]


def test_everything_that_is_not_ready_counts_as_a_thing_of_its_own() -> None:
    """With two things missing nobody is one step away."""
    blocks = (Block(Stage.READY, "dbs", "DBS missing"), Block(Stage.READY, "place", "placement ended"))
    made = problem(nurse(blocks=blocks), demands=(need(1),))
    (candidate,) = candidates(made, Roster(), need(1))
    assert [obstacle.words for obstacle in candidate.obstacles] == [
        "Not ready: DBS missing.",
        "Not ready: placement ended.",
    ]


def test_who_is_no_member_that_day_drops_out_first_whatever_their_role() -> None:
    gone = (Block(Stage.TEAM, "not_in_team", "not in the team from 5 January", from_day=1),)
    carer = Worker("carer", roles=("carer",), blocks=gone)
    made = problem(nurse("left", blocks=gone), carer, nurse(), demands=(need(1),))
    assert stages(made, Roster(), need(1)) == {"left": Stage.TEAM, "carer": Stage.TEAM, "w": None}
    assert stages(made, Roster(), need(0)) == {"left": None, "carer": Stage.ROLE, "w": None}


def test_a_duty_for_some_roles_is_not_for_anybody_with_the_competence() -> None:
    late = replace(SHIFTS[1], roles=("nurse",))
    demand = Demand("iv", ("Late0",), "Somebody with IV", 1, 1, skills=("iv",))
    carer = Worker("carer", roles=("carer",), skills=(Skill("iv"),))
    made = Problem(MONDAY, 3, (late,), (carer, nurse(skills=(Skill("iv"),))), demands=(demand,), rules=RULES)
    assert stages(made, Roster(), demand) == {"carer": Stage.ROLE, "w": None}


def test_only_what_is_below_its_minimum_is_unfilled() -> None:
    made = problem(nurse(), demands=(need(0), need(1)))
    (short,) = unfilled(made, Roster.of([("w", "Late0")]))
    assert (short.demand.key, short.missing) == ("late1", 1)


def test_the_one_thing_that_opens_two_demands_comes_first() -> None:
    demands = (need(0, "iv"), need(2, "iv"))
    dbs = Block(Stage.READY, "dbs", "DBS missing")
    made = problem(
        nurse("untrained"),
        nurse(
            "unready",
            skills=(Skill("iv"),),
            blocks=(dbs,),
            away=(Away(0, 1440, "annual", "leave"),),
        ),
        nurse("hopeless", away=(Away(0, 5000, "annual", "leave"),)),
        demands=demands,
    )
    listed = unlocks(
        {
            short.demand.key: (short, candidates(made, Roster(), short.demand))
            for short in unfilled(made, Roster())
        }
    )
    assert [(unlock.worker, unlock.obstacle.key, len(unlock.opens)) for unlock in listed] == [
        ("untrained", "skill:iv", 2),
        ("unready", "eligibility:DBS missing", 1),
    ]
