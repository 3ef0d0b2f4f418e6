"""The 48-hour average as the regulation has it: (A + B) / C, with leave, new starters and long periods."""

from __future__ import annotations

from typing import Any

from rostering.checker import check
from rostering.problem import MINUTES_PER_DAY, Away, PastWeek, Problem, Roster, RuleSpec, Worker
from tests.solver.small import HOUR, elsewhere, modelled_cost, person, problem, rota, spec

WEEK = "E0 E1 E2 E3 E4"


def rule(weeks: int = 17) -> RuleSpec:
    return spec("average_hours", max_week_min=48 * HOUR, period_weeks=weeks)


def judged(given: Problem, roster: Roster) -> bool:
    """Return whether a roster is lawful, having seen that the solver's model says the same."""
    lawful = check(given, roster).lawful
    assert (modelled_cost(given, roster) is not None) == lawful
    return lawful


def with_past(hours: list[int], **facts: Any) -> Worker:
    """Return a person with these weekly hours in the past, the latest first."""
    return person(past_weeks=tuple(PastWeek(one * HOUR, 5) for one in hours), **facts)


def test_two_weeks_of_leave_are_made_up_for_by_the_days_after_the_period() -> None:
    # 15 weeks of 54 hours and two of leave: 810 hours, and ten days of leave to make up for.
    worked, away = PastWeek(54 * HOUR, 5), PastWeek(0, 0, excluded_days=5)
    ada = person(past_weeks=(worked, away, away, *(worked,) * 14), usual_day_min=0)
    given = problem(rule(), workers=(ada,))
    # Left out of the average, the leave leaves 6 hours for the next ten days of work.
    assert judged(given, rota("S0"))
    assert not judged(given, rota("S0 S1"))


def test_days_after_the_rota_stand_in_as_usual_days() -> None:
    worked, away = PastWeek(48 * HOUR, 5), PastWeek(0, 0, excluded_days=5)
    rested = person(past_weeks=(worked, away, *(worked,) * 15), usual_day_min=9 * HOUR)
    tired = person(past_weeks=(worked, away, *(worked,) * 15), usual_day_min=10 * HOUR)
    assert judged(problem(rule(), days=7, workers=(rested,)), rota("E0"))
    assert not judged(problem(rule(), days=7, workers=(tired,)), rota("N0"))


def test_leave_in_the_rota_is_excluded_too() -> None:
    leave = Away(7 * MINUTES_PER_DAY, 14 * MINUTES_PER_DAY, "leave", "annual leave", excluded=True)
    # A week of nothing but leave would let a bare sum pass what the average does not.
    ada = with_past([49] * 16, away=(leave,), usual_day_min=7 * HOUR)
    given = problem(rule(), workers=(ada,))
    assert judged(given, rota("S0 S1 S2 S3"))
    assert not judged(given, rota("E0 E1 E2 E3 N4"))


def test_a_new_starter_is_judged_on_the_weeks_in_post() -> None:
    six_weeks = [52] * 5
    given = problem(rule(), days=7, workers=(with_past(six_weeks, post_start_day=-35),))
    # Six weeks in post make 288 hours; 260 are worked, so 28 are left.
    assert judged(given, rota("E0 E1 E2 S3"))
    assert not judged(given, rota("E0 E1 E2 E3"))


def test_a_heavy_spell_is_lawful_over_26_weeks_and_not_over_17() -> None:
    past = [50] * 12 + [44] * 13
    heavy = problem(rule(17), days=7, workers=(with_past([50] * 17 + [40] * 8),))
    assert not judged(heavy, rota(WEEK))
    assert judged(problem(rule(26), days=7, workers=(with_past([50] * 17 + [40] * 8),)), rota(WEEK))
    assert judged(problem(rule(26), days=7, workers=(with_past(past),)), rota(WEEK))


def test_every_employer_counts_and_an_opt_out_lifts_the_limit() -> None:
    second_job = tuple(elsewhere(day, 16, 5) for day in range(5))
    past = [48] * 16
    two_jobs = problem(rule(), days=7, workers=(with_past(past, fixed=second_job),))
    assert not judged(two_jobs, rota(WEEK))
    assert judged(problem(rule(), days=7, workers=(with_past(past),)), rota(WEEK))
    opted_out = with_past(past, fixed=second_job, opted_out=True)
    assert judged(problem(rule(), days=7, workers=(opted_out,)), rota(WEEK))


def test_what_is_too_much_already_forbids_more_but_not_nothing() -> None:
    given = problem(rule(), days=7, workers=(with_past([60] * 16),))
    assert judged(given, Roster())
    assert not judged(given, rota("S0"))
