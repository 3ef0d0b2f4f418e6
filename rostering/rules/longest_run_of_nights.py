"""The longest run of nights in a row."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.problem import Stage
from rostering.rules._runs import TOO_LONG, RunLimit, run_words, too_long
from rostering.rules.base import Parameters, Rule, Strength, figure


@dataclass(frozen=True, slots=True)
class LongestRunOfNights(Parameters):
    """At most ``max_nights`` nights in a row."""

    max_nights: int = figure("policy_longest_run_of_nights")


RULE = Rule(
    name="longest_run_of_nights",
    title="Nights in a row",
    statement="Nobody works more nights in a row than the team allows, work elsewhere counted.",
    source="team policy",
    counting="by start: a night is of the day on which it begins (team policy, no law)",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=too_long(
        LongestRunOfNights, lambda limits: [RunLimit(limits.max_nights, lambda duty: duty.is_night)]
    ),
    words=run_words(TOO_LONG, "night", "nights"),
    unit=("night too many in a row", "nights too many in a row"),
    parameters=LongestRunOfNights,
)
