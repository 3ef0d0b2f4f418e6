"""The days off that follow the last night of a run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation, Worker
from rostering.rules._runs import runs
from rostering.rules.base import Facts, Parameters, Rule, Strength, broken, each_person, figure, timeline
from rostering.rules.wording import count, day_name, number


@dataclass(frozen=True, slots=True)
class DaysOffAfterNights(Parameters):
    """``min_days_off`` days off after a run of at least ``after_nights`` nights, from the day after its last.

    A day off is one on which no duty begins; the night itself ends on the first of them.
    """

    min_days_off: int = figure("policy_days_off_after_nights")
    after_nights: int = figure("policy_days_off_after_how_many_nights", least=1)


def judge(
    problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, limits: DaysOffAfterNights
) -> Iterator[Violation]:
    """Yield the runs of nights that are followed by work too soon, unless it was all fixed before this rota.

    The amount is the days of work among the days that should be off. Days after the rota are not judged.
    """
    duties = timeline(problem, roster, worker)
    nights = {duty.day for duty in duties if duty.is_night}
    fixed_nights = {duty.day for duty in duties if duty.is_night and not duty.shift}
    worked = {duty.day for duty in duties}
    fixed = {duty.day for duty in duties if not duty.shift}
    for run in runs(nights):
        if len(run) < limits.after_nights:
            continue
        run_is_fixed = fixed_nights.issuperset(run[-limits.after_nights :])
        days = tuple(
            day
            for day in range(run.stop, min(run.stop + limits.min_days_off, problem.days))
            if day >= 0 and day in worked and not (run_is_fixed and day in fixed)
        )
        if days:
            keys = tuple(duty.shift.key for duty in duties if duty.shift and duty.day in days)
            facts: Facts = {
                "night_day": run.stop - 1,
                "nights": len(run),
                "limit": limits.min_days_off,
            }
            yield broken(spec, len(days), worker=worker.key, days=days, shifts=keys, facts=facts)


def words(problem: Problem, violation: Violation) -> str:
    """Say which days after which nights are not off."""
    days = " and ".join(day_name(problem, day) for day in violation.days)
    nights = count(number(violation, "nights"), "night", "nights in a row")
    last = day_name(problem, number(violation, "night_day"))
    limit = count(number(violation, "limit"), "day", "days")
    return f"Works on {days}, after {nights} up to {last}. Needs {limit} off."


RULE = Rule(
    name="days_off_after_nights",
    title="Days off after nights",
    statement="After a run of nights there are whole days off before any other duty.",
    source="team policy on fatigue",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=each_person(DaysOffAfterNights, judge),
    words=words,
    unit=("day worked too soon after nights", "days worked too soon after nights"),
    parameters=DaysOffAfterNights,
)
