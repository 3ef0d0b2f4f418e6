"""What is said about a dear demand: what it would save, what is missing, and why nobody else is there."""

from __future__ import annotations

import pytest

from rostering.explain import price_words
from rostering.problem import Away, Demand, Price, Request, Roster, Worker
from tests.unit.explain.test_explain import need, nurse, problem

AWAY = (Away(0, 5000, "annual", "annual leave"),)


def said(*workers: Worker, price: Price, roster: Roster | None = None, demand: Demand | None = None) -> str:
    demand = demand or need(1)
    return price_words(problem(*workers, demands=(demand,)), roster or Roster(), price)


@pytest.mark.parametrize(
    ("price", "words"),
    [
        (Price("late1", 40.3, 0, 0), "up to 40 points"),
        (Price("late1", 1000.0, 1, 1000), "1,000 points"),
        (Price("late1", 900.0, 2, 2000), "1,000 points"),
        (Price("late1", 60.0, 1, 40), "40 to 60 points"),
        (Price("late1", 0.9, 0, 0), "up to 1 point"),
    ],
)
def test_what_is_sure_is_said_as_sure_and_the_rest_as_the_most(price: Price, words: str) -> None:
    begins = f"One more nurse on the Late on Tuesday 5 January would save {words}."
    assert said(nurse(away=AWAY), price=price).startswith(begins)


def test_what_is_missing_is_said_with_its_cost() -> None:
    words = said(nurse(away=AWAY), price=Price("late1", 1000.0, 2, 2000))
    assert "2 people are missing there, at a cost of 2,000 points." in words


def test_it_says_why_nobody_else_is_there() -> None:
    people = (nurse("on"), nurse("away", away=AWAY), Worker("carer", roles=("carer",)))
    words = said(*people, price=Price("late1", 40.0, 0, 0), roster=Roster.of([("on", "Late1")]))
    assert words.endswith("Nobody else can: of 3 people 1 is there, 1 works in another role, 1 is away.")


def test_it_says_who_could_and_at_what_price_in_wishes() -> None:
    wish = (Request(1, wants=False),)
    dear = said(nurse(requests=wish), price=Price("late1", 40.0, 0, 0))
    cheap = said(nurse(requests=wish), nurse("v"), price=Price("late1", 40.0, 0, 0))
    assert dear.endswith("1 other person could work it; the first costs 10 points in wishes.")
    assert cheap.endswith("2 other people could work it; the first costs no wish.")


@pytest.mark.parametrize(
    ("label", "words"),
    [("", "person"), ("IV nurse", "IV nurse"), ("Somebody with Insulin", "person with Insulin")],
)
def test_a_demand_is_called_by_its_label(label: str, words: str) -> None:
    demand = Demand("late1", ("Late1",), label, 1, 1)
    begins = f"One more {words} on the Late"
    assert said(nurse(), price=Price("late1", 1.0, 0, 0), demand=demand).startswith(begins)
