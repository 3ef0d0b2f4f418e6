"""The blueprint of the workspace and what its views share."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, current_app, request

from rostering.rotas import queries as rota_queries
from rostering.rotas.models import Rota
from rostering.workspace.page import Workspace, workspace
from rostering.workspace.queries import Board, board_unscoped
from workforce.core import clock
from workforce.core.access import Permission, can
from workforce.core.errors import NotFound
from workforce.core.figures import figure
from workforce.core.web import actor, db_session
from workforce.readiness.sections import Sections

bp = Blueprint("workspace", __name__)


def sections() -> Sections:
    """Return the sections of the passport, from which readiness is worked out."""
    passport_sections: Sections = current_app.extensions["passport_sections"]
    return passport_sections


def board_for(rota_id: int, permission: Permission = Permission.VIEW_TEAM) -> Board:
    """Return a rota with today's facts; NotFound unless the actor holds the permission for its team."""
    rota = rota_queries.rota_for(db_session(), actor(), rota_id, permission)
    return board_unscoped(db_session(), sections(), rota)


def page_of(board: Board) -> Workspace:
    """Return what the page of a rota shows."""
    return workspace(board, rota_queries.changes_unscoped(db_session(), board.rota.id))


def may_edit(rota: Rota) -> bool:
    """Tell whether the actor may change this rota, or may only look."""
    needed = Permission.MAKE_ROTA if rota.status == "draft" else Permission.PUBLISH_ROTA
    return rota.status != "closed" and can(actor(), needed, team_id=rota.team_id)


def cell_id(person_id: int, on: date) -> str:
    """Return the id of a cell on the page of a rota."""
    return f"c{person_id}-{on}"


def date_of(text: str) -> date:
    """Return a day that an address names; NotFound if it is not one."""
    try:
        return clock.parse_day(text)
    except ValueError:
        raise NotFound from None


def asked_day(name: str, otherwise: date) -> date:
    """Return a day that the query of an address names, or another day if it names none."""
    text = request.args.get(name)
    return date_of(text) if text else otherwise


@bp.context_processor
def _standard_notice() -> dict[str, object]:
    """Let every page say how much notice is the standard."""
    return {"standard_days": figure("rota_notice_days", clock.today()).whole, "today": clock.today()}
