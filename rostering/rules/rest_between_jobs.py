"""The rest between work for one employer and work for another."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.problem import Stage
from rostering.rules._rest import RestBetween, all_jobs, gap_words, short_rests
from rostering.rules.base import LONGEST_REST_MIN, Duty, Rule, Strength, figure


@dataclass(frozen=True, slots=True)
class RestBetweenJobs(RestBetween):
    """``rest_min`` minutes between the end of a duty and the start of the next."""

    rest_min: int = figure("policy_rest_between_jobs", most=LONGEST_REST_MIN)


def other_job(first: Duty, second: Duty) -> bool:
    """Return whether two duties are for different employers."""
    return first.employer_key != second.employer_key


RULE = Rule(
    name="rest_between_jobs",
    title="Rest between jobs",
    statement="Between work for one employer and work for another there is enough rest to be safe.",
    source="team policy; the law asks it of each employer alone",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=short_rests(RestBetweenJobs, all_jobs, other_job),
    words=gap_words,
    unit=("short rest", "short rests"),
    parameters=RestBetweenJobs,
)
