"""Making the county's shares whole: one home at a time, beside people who have only shares yet."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from rostering.checker import check
from rostering.solver.clock import Clock
from rostering.solver.columns.board import Board
from rostering.solver.columns.incumbent import Incumbent
from rostering.solver.county.beside import Beside, Chooser, Known
from rostering.solver.county.crew import Crew
from rostering.solver.county.ledger import Ledger
from rostering.solver.county.parts import Home, homes, part
from rostering.solver.county.prices import Prices
from rostering.solver.county.rounding import Rounding
from rostering.solver.county.tasks import Opened, opened, pack
from tests.solver.test_county import county


def test_what_others_do_of_a_duty_is_not_paid_for_again() -> None:
    board = Board(county(1), lambda: False)
    chosen = [one.price(one.own).chosen for one in board.people]
    everybody = [one for one in chosen if one is not None]
    nobody = np.zeros(len(board.rows.wanted))
    assert Beside(board, nobody, []).cost(everybody) == board.cost(everybody)
    sums = np.sum([board.counted(*one) for one in enumerate(everybody)], axis=0)
    half = np.where(board.rows.wanted - sums >= 1, 0.5, 0.0)
    less = board.rows.cost(sums) - board.rows.cost(sums + half)
    found = Beside(board, half, []).cost(everybody)
    assert found == pytest.approx(board.cost(everybody) - less.sum())


def test_somebody_of_another_home_has_the_cheapest_roster_of_those_known() -> None:
    known = Known(np.array([3.0, 1.0, 2.0]), np.zeros((3, 1), np.int64), np.ones((3, 1)))
    found = Chooser(known, 7).price(np.array([3.0, 5.0, 2.0]))
    assert found.chosen is not None
    assert (found.bound, found.cost, found.chosen.tolist()) == (2.0, 2.0, [2])
    assert Chooser(known, 7).price(np.full(3, np.inf)).chosen is None


def test_shares_become_a_lawful_rota_of_everybody_in_which_teams_help_each_other() -> None:
    given = county(1)
    parted = homes(given)
    parts = [part(given, home.workers, home.serves) for home in parted]
    packed = [pack(one) for one in parts]
    incumbent, clock = Incumbent(given), Clock(30.0)
    with ThreadPoolExecutor(2) as threads, Crew(threads, 2) as crew:
        ledger = Ledger(given, parted, parts, opened_by(parted, packed))
        prices = Prices(ledger, crew, incumbent, packed, lambda: clock.over)
        prices.generate(0.002, clock)
        whole = Rounding(prices, crew, parted, 1).run(0.5, lambda: clock.over)
    roster = ledger.roster([one for home in range(3) for one in whole[home]])
    report = check(given, roster)
    assert report.lawful
    assert {one.worker for one in roster.assignments} == {one.key for one in given.workers}
    assert report.cost >= prices.bound
    assert next(line.count for line in report.lines if line.rule == "mutual_aid") > 0


def opened_by(parted: Sequence[Home], packed: Sequence[bytes]) -> list[Opened]:
    """Return what was opened of each home."""
    return [opened(one, home.teams, 5.0) for home, one in zip(parted, packed, strict=True)]


def test_a_stop_leaves_shares_as_they_are() -> None:
    given = county(1)
    parted = homes(given)
    parts = [part(given, home.workers, home.serves) for home in parted]
    packed = [pack(one) for one in parts]
    with ThreadPoolExecutor(2) as threads, Crew(threads, 2) as crew:
        ledger = Ledger(given, parted, parts, opened_by(parted, packed))
        prices = Prices(ledger, crew, Incumbent(given), packed, lambda: False)
        prices.generate(0.002, Clock(30.0))
        assert Rounding(prices, crew, parted, 1).run(0.5, lambda: True) == {}
        assert not crew.names
