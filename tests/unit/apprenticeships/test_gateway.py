"""The gateway list, and the one thing to do next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine

from competences.apprenticeships.gateway import GatewayFacts, NextStep, gateway_items, next_step
from competences.apprenticeships.rules import Pace, PaceState

ON = date(2026, 11, 22)
HOUR = 60
PACE = Pace(
    on=ON,
    done_min=200 * HOUR,
    required_min=300 * HOUR,
    expected_min=200 * HOUR,
    forecast_min=300 * HOUR,
    needed_week_min=6 * HOUR,
    week_min=6 * HOUR,
    weeks_behind=0,
    weeks_left=16,
    state=PaceState.ON_PACE,
)
FACTS = GatewayFacts(
    pace=PACE,
    ksbs_met=10,
    ksbs=20,
    must_pass_english_maths=False,
    english_maths="Chose not to",
    english_maths_done=True,
    earliest_on=date(2026, 10, 2),
    employer_ready_on=None,
)


@pytest.fixture(autouse=True)
def on_that_day() -> Iterator[None]:
    """Dates are said with their year only where it is not this one."""
    with time_machine.travel(ON):
        yield


def done(facts: GatewayFacts) -> list[bool]:
    return [item.done for item in gateway_items(facts)]


def test_each_item_is_done_by_its_own_fact() -> None:
    assert done(FACTS) == [False, False, True, True, False]
    complete = replace(PACE, done_min=300 * HOUR, state=PaceState.COMPLETE)
    everything = replace(FACTS, pace=complete, ksbs_met=20, employer_ready_on=ON)
    assert done(everything) == [True] * 5


def test_a_standard_without_items_is_not_complete_by_having_none() -> None:
    assert done(replace(FACTS, ksbs=0, ksbs_met=0))[1] is False


def test_the_minimum_time_is_not_over_a_day_early() -> None:
    assert done(replace(FACTS, earliest_on=ON + timedelta(days=1)))[3] is False
    assert done(replace(FACTS, earliest_on=ON))[3] is True


def step(
    pace: Pace = PACE,
    due_in_days: int = 40,
    waiting_min: int = 0,
    back_on: date | None = None,
    recorded: bool = True,
    facts: GatewayFacts = FACTS,
) -> NextStep:
    return next_step(
        pace,
        ON + timedelta(days=due_in_days),
        waiting_min,
        back_on,
        recorded,
        gateway_items(facts),
        "Kingfisher",
    )


def test_nothing_to_do_is_said_so() -> None:
    assert step() == NextStep("Nothing this week")


def test_a_late_review_comes_before_hours_behind() -> None:
    behind = replace(PACE, weeks_behind=4, state=PaceState.FAR_BEHIND)
    assert step(behind, due_in_days=-1).page == "review"
    assert step(behind).words == "Agree 6 h of learning a week with Kingfisher"


def test_hours_to_confirm_and_a_review_that_is_near() -> None:
    assert step(waiting_min=150).words == "Confirm 2.5 h of learning"
    assert step(due_in_days=14).page == "review"
    assert step(due_in_days=15) == NextStep("Nothing this week")


def test_a_break_asks_only_for_the_return() -> None:
    away = replace(PACE, state=PaceState.BREAK)
    assert step(away, due_in_days=-30).words == "Agree the day they come back"
    assert step(away, back_on=ON + timedelta(days=9)).words == "Expected back Tue 1 December"


def test_english_and_maths_that_nobody_recorded() -> None:
    assert step(recorded=False).page == "plan"
