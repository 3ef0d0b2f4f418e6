"""The shortest run of weekends in a row."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rostering.problem import RuleSpec, Stage
from rostering.rules._runs import TOO_SHORT, run_words, shortage
from rostering.rules._weekend_runs import each_run
from rostering.rules._weekends import of_weekend
from rostering.rules.base import Parameters, Rule, Strength


@dataclass(frozen=True, slots=True)
class ShortestRunOfWeekends(Parameters):
    """At least ``min_weekends`` weekends in a row with work on any of the weekdays of ``weekend``.

    ``standalone`` says that nothing comes after the rota: a run that lasts to its last weekend is judged.
    """

    min_weekends: int
    weekend: tuple[str, ...] = of_weekend()
    standalone: bool = False


def weekends_too_few(
    spec: RuleSpec, limits: ShortestRunOfWeekends, run: range, fixed: Collection[int], weekends: int
) -> int:
    """Return by how many weekends a run that ends inside the rota is too short."""
    return shortage(
        weekends, spec, run, limits.min_weekends, fixed, past_known=True, standalone=limits.standalone
    )


RULE = Rule(
    name="shortest_run_of_weekends",
    title="Short runs of weekends",
    statement=(
        "Whoever works on a weekend works at least so many in a row, earlier weekends counted. A run that "
        "goes on at the end of the rota is not judged."
    ),
    source="team policy",
    counting="by start: a weekend is worked by whoever starts a duty on it (team policy, no law)",
    strength=Strength.TEAM,
    stage=Stage.TEAM_RULES,
    check=each_run(
        ShortestRunOfWeekends, lambda limits: (limits.weekend, limits.min_weekends), weekends_too_few
    ),
    words=run_words(f"Only {TOO_SHORT}", "weekend", "weekends"),
    unit=("weekend too few in a row", "weekends too few in a row"),
    parameters=ShortestRunOfWeekends,
)
