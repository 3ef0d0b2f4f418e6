"""The longest run of days in a row."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.problem import Stage
from rostering.rules._runs import TOO_LONG, RunLimit, run_words, too_long
from rostering.rules.base import Parameters, Rule, Strength, figure


@dataclass(frozen=True, slots=True)
class LongestRunOfDays(Parameters):
    """At most ``max_days`` days in a row."""

    max_days: int = figure("policy_longest_run_of_days")


RULE = Rule(
    name="longest_run_of_days",
    title="Days in a row",
    statement="Nobody works more days in a row than the team allows, work elsewhere counted.",
    source="team policy",
    counting="by start: a day is worked by whoever starts a duty on it (team policy, no law)",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=too_long(LongestRunOfDays, lambda limits: [RunLimit(limits.max_days)]),
    words=run_words(TOO_LONG, "day", "days"),
    unit=("day too many in a row", "days too many in a row"),
    parameters=LongestRunOfDays,
)
