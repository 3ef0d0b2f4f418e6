"""The rules in force for a team: the catalogue, the figures of the day, and what the team has set."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from rostering.demand.rules import (
    SPLIT_DUTIES,
    Importance,
    RuleSetting,
    legal_figures,
    parameters,
    points,
    rules_in_force,
    setting_of,
)
from rostering.planning.queries import Facts
from rostering.problem import RuleSpec, Worker
from rostering.rules import Rule


def specs(facts: Facts, on: date, workers: Collection[Worker]) -> tuple[RuleSpec, ...]:
    """Return the rules in force on the first day of a rota, in the order of the catalogue."""
    weeks = {
        f"o{held.organisation_id}": held.organisation.averaging_weeks
        for contracts in facts.employments.values()
        for held in contracts
    }
    return tuple(
        spec
        for rule in rules_in_force(split_duties=SPLIT_DUTIES in facts.rules)
        for spec in _specs(rule, setting_of(rule, facts.rules), on, workers, weeks)
    )


def _specs(
    rule: Rule, setting: RuleSetting, on: date, workers: Collection[Worker], weeks: Mapping[str, int]
) -> Iterator[RuleSpec]:
    if not setting.hard and setting.importance is Importance.NOT_AT_ALL:
        return
    weight = 0 if setting.hard else points(rule, setting)
    params = parameters(rule, setting, legal_figures(rule, on))
    if rule.name != "average_hours":
        yield RuleSpec(rule.name, setting.hard, weight, params)
        return
    # The period over which the week is averaged is the employer's.
    by_weeks: dict[int, list[str]] = {}
    for worker in workers:
        by_weeks.setdefault(weeks.get(worker.employer_key, params["period_weeks"]), []).append(worker.key)
    for period_weeks, keys in sorted(by_weeks.items()):
        yield RuleSpec(
            rule.name,
            setting.hard,
            weight,
            params | {"period_weeks": period_weeks},
            workers=tuple(keys),
            key=f"{rule.name}_{period_weeks}",
        )
