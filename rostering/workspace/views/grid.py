"""The list of rotas, and the page of one with its grid."""

from __future__ import annotations

from datetime import date, timedelta

from flask import render_template, request
from flask.typing import ResponseReturnValue

from rostering.horizon import monday_of
from rostering.rotas import queries as rota_queries
from rostering.workspace.day_list import day_list
from rostering.workspace.views.blueprint import asked_day, board_for, bp, may_edit, page_of
from workforce.core.access import Permission, can
from workforce.core.edge import whole_number
from workforce.core.web import actor, db_session, requires

#: How many days the grid may show at once.
SPANS = (28, 14, 7)


@bp.get("/rotas")
@requires(Permission.VIEW_TEAM)
def index() -> ResponseReturnValue:
    """List the rotas of one's teams that are not over."""
    who = actor()
    rotas = rota_queries.rotas_of_teams(db_session(), who)
    may_make = {rota.team_id for rota in rotas if can(who, Permission.MAKE_ROTA, team_id=rota.team_id)}
    return render_template("rostering/workspace/index.html", rotas=rotas, may_make=may_make)


@bp.get("/rotas/<int:rota_id>")
@requires(Permission.VIEW_TEAM)
def rota(rota_id: int) -> ResponseReturnValue:
    """Show a rota as people and days, and as a list of one day where there is no room for a grid."""
    board = board_for(rota_id)
    days = request.args.get("days", SPANS[0], type=whole_number)
    span = days if days in SPANS else SPANS[0]
    page = page_of(board)
    chosen = min(max(asked_day("day", board.rota.starts_on), board.rota.starts_on), board.rota.ends_on)
    first = board.rota.starts_on if span == SPANS[0] else monday_of(chosen)
    return render_template(
        "rostering/workspace/rota.html",
        page=page,
        rota=board.rota,
        spans=SPANS,
        span=span,
        shown=_shown(page.days, first, span),
        chosen=chosen,
        day=day_list(page, chosen),
        week=[monday_of(chosen) + timedelta(days=number) for number in range(7)],
        versions=rota_queries.versions_unscoped(db_session(), board.rota),
        undo=rota_queries.edit_to_undo(db_session(), actor(), rota_id),
        can_edit=may_edit(board.rota),
    )


def _shown(days: tuple[date, ...], first: date, span: int) -> tuple[int, int]:
    """Return the first and the last column of the grid that a span shows, the last one excluded."""
    start = max((first - days[0]).days, 0)
    return start, min(start + span, len(days))
