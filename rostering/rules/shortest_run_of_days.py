"""The shortest run of days in a row."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.problem import Stage
from rostering.rules._runs import TOO_SHORT, RunLimit, run_words, too_short
from rostering.rules.base import Parameters, Rule, Strength, figure


@dataclass(frozen=True, slots=True)
class ShortestRunOfDays(Parameters):
    """At least ``min_days`` days of work in a row.

    ``past_known=False`` says that the days before are not known: a run that touches day 0 is not judged.
    ``standalone`` says that nothing comes after the rota: a run that lasts to its last day is judged.
    """

    min_days: int = figure("policy_shortest_run_of_days")
    past_known: bool = True
    standalone: bool = False


RULE = Rule(
    name="shortest_run_of_days",
    title="Short runs of work",
    statement=(
        "Whoever comes in works at least so many days in a row, days before the rota counted. A run that "
        "goes on at the end of the rota is not judged."
    ),
    source="team policy",
    counting="by start: a day is worked by whoever starts a duty on it (team policy, no law)",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=too_short(
        ShortestRunOfDays,
        lambda limits: [
            RunLimit(limits.min_days, past_known=limits.past_known, standalone=limits.standalone)
        ],
    ),
    words=run_words(f"Only {TOO_SHORT}", "day of work", "days of work"),
    unit=("day too few in a row", "days too few in a row"),
    parameters=ShortestRunOfDays,
)
