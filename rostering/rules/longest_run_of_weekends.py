"""The longest run of weekends in a row."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rostering.problem import RuleSpec, Stage
from rostering.rules._runs import TOO_LONG, excess, run_words
from rostering.rules._weekend_runs import each_run
from rostering.rules._weekends import of_weekend
from rostering.rules.base import Parameters, Rule, Strength


@dataclass(frozen=True, slots=True)
class LongestRunOfWeekends(Parameters):
    """At most ``max_weekends`` weekends in a row with work on any of the weekdays of ``weekend``."""

    max_weekends: int
    weekend: tuple[str, ...] = of_weekend()


def weekends_too_many(
    _spec: RuleSpec, limits: LongestRunOfWeekends, run: range, fixed: Collection[int], _weekends: int
) -> int:
    """Return by how many weekends a run is too long, not counting those that come after fixed ones alone."""
    return excess(run, limits.max_weekends, fixed)


RULE = Rule(
    name="longest_run_of_weekends",
    title="Weekends in a row",
    statement="Nobody works more weekends in a row than is agreed, earlier weekends counted.",
    source="team policy",
    counting="by start: a weekend is worked by whoever starts a duty on it (team policy, no law)",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=each_run(
        LongestRunOfWeekends, lambda limits: (limits.weekend, limits.max_weekends), weekends_too_many
    ),
    words=run_words(TOO_LONG, "weekend", "weekends"),
    unit=("weekend too many in a row", "weekends too many in a row"),
    parameters=LongestRunOfWeekends,
)
