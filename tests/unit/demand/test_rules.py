"""A team may bend what is its own, and make the law stricter, never more lenient."""

from __future__ import annotations

import pytest

from rostering.demand.rules import (
    Importance,
    RuleSetting,
    default_setting,
    may_change,
    may_choose_hard,
    may_weigh,
    parameters,
    points,
    rules_in_force,
)
from rostering.rules import RULES
from rostering.workspace.wording import MEASURE_OF


@pytest.mark.parametrize(
    ("rule", "parameter", "legal", "own", "holds"),
    [
        ("daily_rest", "rest_min", 660, 600, 660),
        ("daily_rest", "rest_min", 660, 720, 720),
        ("average_hours", "max_week_min", 2880, 3000, 2880),
        ("average_hours", "max_week_min", 2880, 2700, 2700),
        ("longest_run_of_days", "max_days", 6, 8, 8),
    ],
)
def test_a_figure_of_law_gives_way_in_one_direction(
    rule: str, parameter: str, legal: int, own: int, holds: int
) -> None:
    setting = RuleSetting(True, Importance.MOST, {parameter: own})
    assert parameters(RULES[rule], setting, {parameter: legal}) == {parameter: holds}


def test_the_reference_period_is_not_the_teams_to_set() -> None:
    assert not may_change(RULES["average_hours"], "period_weeks")


def test_law_is_never_a_choice() -> None:
    assert not may_choose_hard(RULES["daily_rest"])
    assert default_setting(RULES["daily_rest"]).hard
    assert may_choose_hard(RULES["weekends"])


def test_every_rule_in_force_is_set_as_its_kind_allows() -> None:
    """Aims are soft, law is hard, and a soft rule has points unless it is off."""
    for rule in rules_in_force():
        setting = default_setting(rule)
        off = setting.importance is Importance.NOT_AT_ALL
        assert setting.hard or (points(rule, setting) > 0) is not off, rule.name


def test_no_surplus_pays_off_in_hours() -> None:
    """Putting somebody where nobody is needed costs more than the hours of a 12-hour duty can earn."""

    def each(name: str) -> int:
        return points(RULES[name], default_setting(RULES[name]))

    assert each("over_cover") > 12 * (each("contract_hours") + each("hours_target"))


def test_minimum_cover_outweighs_all_else() -> None:
    others = (rule for rule in rules_in_force() if rule.name != "minimum_cover")
    most = max(points(rule, RuleSetting(False, Importance.MOST, {})) for rule in others)
    assert points(RULES["minimum_cover"], default_setting(RULES["minimum_cover"])) > most


def test_every_rule_that_a_team_may_weigh_counts_in_a_measure() -> None:
    """Else no page says that a choice makes it worse."""
    assert {rule.name for rule in rules_in_force() if may_weigh(rule)} <= set(MEASURE_OF)
