"""The rest between work for one employer and work for another."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rostering.problem import Problem, Roster, RuleSpec, Stage, Violation
from rostering.rules._rest import gap_words, short_gaps
from rostering.rules.base import (
    LONGEST_REST_MIN,
    Duty,
    Parameters,
    Rule,
    Strength,
    bound,
    figure,
    read,
    timeline,
)


@dataclass(frozen=True, slots=True)
class RestBetweenJobs(Parameters):
    """``rest_min`` minutes between the end of a duty and the start of the next."""

    rest_min: int = figure("policy_rest_between_jobs", most=LONGEST_REST_MIN)


def other_job(first: Duty, second: Duty) -> bool:
    """Return whether two duties are for different employers."""
    return first.employer_key != second.employer_key


def check(
    problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
) -> list[Violation]:
    """Return each two duties with too little rest between them."""
    rest_min = read(RestBetweenJobs, spec).rest_min
    found: list[Violation] = []
    for worker in bound(problem, spec, only):
        duties = timeline(problem, roster, worker)
        found += short_gaps(spec, worker, duties, rest_min, other_job)
    return found


RULE = Rule(
    name="rest_between_jobs",
    title="Rest between jobs",
    statement="Between work for one employer and work for another there is enough rest to be safe.",
    source="team policy; the law asks it of each employer alone",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=check,
    words=gap_words,
    unit=("short rest", "short rests"),
    parameters=RestBetweenJobs,
)
