"""A search that begins again from a roster drawn by shares, away from the corner where the best so far is."""

from __future__ import annotations

from dataclasses import replace

from rostering.solver.columns.bound.board import Board
from rostering.solver.columns.bound.root import Root
from rostering.solver.columns.rotas.descent import Descent
from rostering.solver.columns.rotas.effort import Effort
from rostering.solver.columns.rotas.induced import Shares
from rostering.solver.columns.rotas.neighbourhoods import Neighbourhoods
from rostering.solver.incumbent import Incumbent

#: It ends after this share of all time without a better roster of its own.
PATIENCE = 0.1


def search_afresh(board: Board, root: Root, shares: Shares, effort: Effort, phase: str) -> None:
    """Draw a roster by the shares, and make it better by them for as long as that succeeds.

    It is often far from the best so far, to which only what is better than that is offered.
    """
    own, drawn = Incumbent(board.problem), shares.draw(effort.chance)
    if drawn is None or not Descent(board, drawn).offer(own, phase):
        return
    near, clock = Neighbourhoods(board, root, replace(effort, incumbent=own)), effort.clock
    near.shares = shares
    before, since = own.cost, clock.spent()
    while not effort.should_stop() and clock.spent() - since < PATIENCE * clock.limit:
        near.improve(phase)
        if own.cost < before and own.roster is not None:
            before, since = own.cost, clock.spent()
            if own.cost < effort.incumbent.cost:
                effort.incumbent.offer(own.roster, phase)
