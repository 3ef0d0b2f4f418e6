"""How a team may set the rules of the catalogue: hard or soft, of what importance, with what figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from rostering.rules import RULES, Rule, Strength, figures_of
from workforce.core.figures import figure


class Importance(StrEnum):
    """How much a soft rule matters to a team, in the words that the page uses."""

    MOST = "most"
    A_LOT = "a_lot"
    SOME = "some"
    LITTLE = "little"
    NOT_AT_ALL = "not_at_all"


#: Penalty points of one unit of a rule: one person, one request, one weekend.
POINTS = {
    Importance.MOST: 100,
    Importance.A_LOT: 32,
    Importance.SOME: 12,
    Importance.LITTLE: 4,
    Importance.NOT_AT_ALL: 0,
}
#: How many hours, for a rule that is counted in hours, cost as much as one unit of another rule.
HOURS_PER_UNIT = 4
#: Penalty points for each person below a minimum: more than all soft rules of one duty together.
MINIMUM_COVER_POINTS = 1000


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """How one rule is set for a team; a soft rule of importance NOT_AT_ALL is off."""

    hard: bool
    importance: Importance
    #: Figures of the team's own, by parameter; those not named are the law's or the county's.
    parameters: Mapping[str, int]


def _default(hard: bool, importance: Importance) -> RuleSetting:
    return RuleSetting(hard, importance, {})


#: The setting of each rule until a team changes it. Rules of law are always hard and not listed here.
DEFAULTS: Mapping[str, RuleSetting] = {
    "contract_hours": _default(False, Importance.SOME),
    "supervision": _default(True, Importance.MOST),
    "rest_between_jobs": _default(False, Importance.MOST),
    "longest_run_of_days": _default(True, Importance.MOST),
    "longest_run_of_nights": _default(True, Importance.MOST),
    "rest_after_nights": _default(True, Importance.MOST),
    "days_off_after_nights": _default(False, Importance.NOT_AT_ALL),
    "weekends": _default(False, Importance.A_LOT),
    "complete_weekends": _default(False, Importance.NOT_AT_ALL),
    "same_shift_on_weekend": _default(False, Importance.NOT_AT_ALL),
    "shortest_run_of_days": _default(False, Importance.LITTLE),
    "shortest_run_off": _default(False, Importance.LITTLE),
    "minimum_cover": _default(False, Importance.MOST),
    "wanted_cover": _default(False, Importance.SOME),
    # Above what the hours of one duty can cost, or people would be assigned where nobody is needed.
    "over_cover": _default(False, Importance.MOST),
    "requests": _default(False, Importance.SOME),
    "hours_target": _default(False, Importance.LITTLE),
    "fairness": _default(False, Importance.SOME),
}
#: Rules that hold in place of others, by their names, where split duties are allowed.
INSTEAD: Mapping[str, str] = {
    "one_at_a_time": "split_duties",
    "daily_rest": "rest_in_24_hours",
    "young_rest": "young_rest_in_24_hours",
}
#: What each parameter that may be set is called; the unit is that of its figure.
FIGURE_WORDS = {
    "max_week_min": "Average week, at most",
    "period_weeks": "Averaged over",
    "max_day_min": "Average of each 24 hours, at most",
    "rest_min": "Rest, at least",
    "window_days": "In each",
    "adult_after_min": "Break owed in a duty longer than",
    "adult_break_min": "Break, at least",
    "young_after_min": "Under 18, break owed in a duty longer than",
    "young_break_min": "Under 18, break of at least",
    "max_min": "At most",
    "from_minute": "No work from",
    "to_minute": "Until",
    "overlap_percent": "Share of a duty with a supervisor there, at least",
    "max_days": "Days in a row, at most",
    "max_nights": "Nights in a row, at most",
    "after_nights": "Owed after a run of at least",
    "min_days_off": "Days off, at least",
    "max_weekends": "Weekends worked, at most",
    "window_weeks": "In any",
    "min_days": "Days in a row, at least",
}
#: The least and the most that a team can enter for a figure, by unit.
FIGURE_LIMITS = {
    "minutes": (0, 10_080),
    "days": (1, 28),
    "nights": (1, 28),
    "weekends": (0, 12),
    "weeks": (1, 52),
    "percent": (0, 100),
}


#: The rule of which a team has a row if it allows split duties.
SPLIT_DUTIES = "split_duties"


def rules_in_force(*, split_duties: bool = False) -> list[Rule]:
    """Return the rules that every team has, or every team that allows split duties, by the catalogue."""
    left_out = INSTEAD.keys() if split_duties else INSTEAD.values()
    return [
        rule
        for rule in RULES.values()
        if (rule.strength is Strength.LAW or rule.name in DEFAULTS) and rule.name not in left_out
    ]


def default_setting(rule: Rule) -> RuleSetting:
    """Return how a rule is set for a team that has not set it."""
    return DEFAULTS.get(rule.name, _default(True, Importance.MOST))


class StoredSetting(Protocol):
    """How a team has set a rule, as the database keeps it."""

    hard: Any
    importance: Any
    parameters: Any


def setting_of(rule: Rule, kept: Mapping[str, StoredSetting]) -> RuleSetting:
    """Return how a team has set a rule, or the default if it has not.

    A rest that a team has made longer stays so where it is measured in each 24 hours.
    """
    replaced = next((name for name, instead in INSTEAD.items() if instead == rule.name), rule.name)
    own = kept.get(rule.name) or kept.get(replaced)
    return default_setting(rule) if own is None else RuleSetting(own.hard, own.importance, own.parameters)


def legal_figures(rule: Rule, on: date) -> dict[str, int]:
    """Return the figures of law or policy for the parameters of a rule on a day."""
    return {parameter: figure(name, on).whole for parameter, name in figures_of(rule).items()}


def points(rule: Rule, setting: RuleSetting) -> int:
    """Return the penalty points of one unit of a soft rule."""
    if rule.strength is Strength.FIRST:
        return MINIMUM_COVER_POINTS
    unit_points = POINTS[setting.importance]
    return unit_points // HOURS_PER_UNIT if rule.unit[0].startswith("hour") else unit_points


def may_choose_hard(rule: Rule) -> bool:
    """Tell whether a team may choose whether a rule is hard or soft."""
    return rule.strength is Strength.TEAM


def may_weigh(rule: Rule) -> bool:
    """Tell whether a team may say how much a rule matters."""
    return rule.strength in (Strength.TEAM, Strength.AIM)


def stricter_of(rule: Rule, parameter: str, legal: int, own: int) -> int:
    """Return the figure that holds: a team's own, but never more lenient than the law.

    Team policy may be set freely. Of a rule of law a team may lower what is a most and raise what is a least.
    """
    if rule.strength is not Strength.LAW:
        return own
    return min(own, legal) if _is_most(parameter) else max(own, legal)


def may_change(rule: Rule, parameter: str) -> bool:
    """Tell whether a team may have a figure of its own for a parameter."""
    if parameter not in figures_of(rule):
        return False
    return (
        rule.strength is not Strength.LAW
        or _is_most(parameter)
        or parameter.endswith(("rest_min", "break_min"))
    )


def parameters(rule: Rule, setting: RuleSetting, legal: Mapping[str, int]) -> dict[str, int]:
    """Return the figures that hold for a team; `legal` gives those of the law or the county by parameter."""
    return {
        name: stricter_of(rule, name, value, setting.parameters[name])
        if name in setting.parameters and may_change(rule, name)
        else value
        for name, value in legal.items()
    }


def _is_most(parameter: str) -> bool:
    return parameter.startswith("max_")
