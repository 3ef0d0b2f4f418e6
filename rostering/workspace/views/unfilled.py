"""The page that explains why a duty is unfilled, and which single changes would fill it."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from rostering.explain import unfilled
from rostering.workspace import wording
from rostering.workspace.views.blueprint import board_for, bp, may_edit
from rostering.workspace.why_unfilled import considered_for
from rostering.workspace.why_unfilled import why_unfilled as explained
from workforce.core.access import Permission
from workforce.core.errors import NotFound
from workforce.core.web import requires


@bp.get("/rotas/<int:rota_id>/unfilled")
@requires(Permission.MAKE_ROTA)
def first_unfilled(rota_id: int) -> ResponseReturnValue:
    """Lead to the first unfilled duty of a rota, or back to the rota if there is none."""
    board = board_for(rota_id, Permission.MAKE_ROTA)
    short = unfilled(board.plan.problem, board.roster)
    if not short:
        return redirect(url_for("workspace.rota", rota_id=rota_id))
    return redirect(url_for("workspace.why_unfilled", rota_id=rota_id, key=short[0].demand.key))


@bp.get("/rotas/<int:rota_id>/unfilled/<key>")
@requires(Permission.MAKE_ROTA)
def why_unfilled(rota_id: int, key: str) -> ResponseReturnValue:
    """Show who was considered for a duty, where each dropped out and why, and what would help."""
    board = board_for(rota_id, Permission.MAKE_ROTA)
    considered = considered_for(board)
    if key not in considered:
        raise NotFound
    why = explained(board, considered, key)
    short = [unfilled_demand for unfilled_demand, _people in considered.values()]
    place = short.index(why.current)
    return render_template(
        "rostering/workspace/why_unfilled.html",
        rota=board.rota,
        people=board.plan.people,
        duty=board.plan.duties[why.current.demand.shifts[0]],
        why=why,
        price={candidate.worker: wording.reasons(board.plan, candidate.price) for candidate in why.could},
        unfilled=short,
        previous=short[place - 1] if place else None,
        next=short[place + 1] if place + 1 < len(short) else None,
        can_edit=may_edit(board.rota),
    )
