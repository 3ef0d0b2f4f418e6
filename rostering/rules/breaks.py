"""The rest break inside a long duty."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.problem import Problem, Shift, Stage, Violation, Worker
from rostering.rules._duties import Fault, each_duty
from rostering.rules.base import Parameters, Rule, Strength, figure, is_young
from rostering.rules.wording import duty_name, hours, number


@dataclass(frozen=True, slots=True)
class Breaks(Parameters):
    """Minutes of break owed in a duty longer than so many minutes, for adults and for people under 18."""

    adult_after_min: int = figure("wtr_break_after")
    adult_break_min: int = figure("wtr_break")
    young_after_min: int = figure("wtr_young_break_after")
    young_break_min: int = figure("wtr_young_break")


def break_owed_min(worker: Worker, shift: Shift, limits: Breaks) -> int:
    """Return the minutes of break that the law gives a person inside a duty."""
    length_min = shift.end_min - shift.start_min
    if is_young(worker, shift.day) and length_min > limits.young_after_min:
        return limits.young_break_min
    return limits.adult_break_min if length_min > limits.adult_after_min else 0


def judge(problem: Problem, worker: Worker, shift: Shift, limits: Breaks) -> Fault:
    """Return how long the break in a duty is and should be, if it is too short for the person."""
    del problem
    owed_min = break_owed_min(worker, shift, limits)
    return (1, {"owed_min": owed_min, "break_min": shift.break_min}) if shift.break_min < owed_min else None


def words(problem: Problem, violation: Violation) -> str:
    """Say which duty has how short a break."""
    name, owed = duty_name(problem, violation.shifts[0]), hours(number(violation, "owed_min"))
    return f"{name[0].upper()}{name[1:]} has {hours(number(violation, 'break_min'))} of break. Needs {owed}."


RULE = Rule(
    name="breaks",
    title="Breaks",
    statement="A long duty has a rest break; people under 18 have a longer one, and sooner.",
    source="Working Time Regulations 1998, regulation 12",
    counting=(
        "by start: who is under 18 when a duty begins has the longer break in all of it (regulation 12(4))"
    ),
    strength=Strength.LAW,
    stage=Stage.LAW,
    check=each_duty(Breaks, judge),
    words=words,
    unit=("break missing", "breaks missing"),
    parameters=Breaks,
)
