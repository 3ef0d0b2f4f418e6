"""Takes the edits of the workspace, several at once, and answers with data, so that none waits for a page."""

from __future__ import annotations

import json
from typing import Any

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from rostering.rotas import queries as rota_queries
from rostering.workspace.services import edits, series
from rostering.workspace.services.edits import Cell
from rostering.workspace.services.series import Edit, Outcome
from rostering.workspace.views.blueprint import bp, cell_id, date_of, sections
from workforce.core.access import Permission
from workforce.core.edge import whole_number
from workforce.core.errors import DomainError, Invalid, NotFound
from workforce.core.web import actor, commits, db_session, requires

#: More edits than anybody makes before an answer comes.
MOST = 200


@bp.post("/rotas/<int:rota_id>/edits")
@requires(Permission.MAKE_ROTA)
@commits
def save_edits(rota_id: int) -> ResponseReturnValue:
    """Carry out edits in their order and tell of each what became of it."""
    wanted = _edits(request.form.get("edits", "[]"))
    outcomes = series.carry_out(db_session(), sections(), actor(), rota_id, wanted)
    return jsonify(outcomes=[_told(outcome) for outcome in outcomes], undo=_next_undo(rota_id))


@bp.post("/rotas/<int:rota_id>/edits/undo")
@requires(Permission.MAKE_ROTA)
@commits
def undo_edit(rota_id: int) -> ResponseReturnValue:
    """Take back one's own last edit, if it is the one that the page names, and tell what became of it."""
    try:
        words, saved = edits.undo(db_session(), sections(), actor(), rota_id, seen_edit_id()), True
    except NotFound:
        raise
    except DomainError as error:
        words, saved = error.message, False
    return jsonify(outcomes=[{"saved": saved, "words": words}], undo=_next_undo(rota_id))


def seen_edit_id() -> int | None:
    """Return the edit that a page names as one's last; None if it names none."""
    text = request.form.get("edit", "")
    return _number(text) if text else None


def _next_undo(rota_id: int) -> str:
    edit = rota_queries.edit_to_undo(db_session(), actor(), rota_id)
    return str(edit.id) if edit else ""


def _told(outcome: Outcome) -> dict[str, Any]:
    return {
        "cell": cell_id(outcome.cell.person_id, outcome.cell.on_date),
        "saved": outcome.saved,
        "words": outcome.words,
        "shift": str(outcome.template_id or ""),
        "locked": outcome.locked,
    }


def _edits(text: str) -> list[Edit]:
    """Return the edits that a request carries; Invalid if they are not in the form that the page sends."""
    try:
        rows = json.loads(text)
        if not isinstance(rows, list) or len(rows) > MOST:
            raise ValueError
        return [_edit(row) for row in rows]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Invalid("edits", "These edits cannot be read. Open the rota again.") from None


def _edit(row: dict[str, Any]) -> Edit:
    seen, *others = [_template_id(text) for text in row["seen"]]
    return Edit(
        cell=Cell(_number(row["person"]), date_of(row["day"]), seen, tuple(others)),
        puts="shift" in row,
        template_id=_template_id(row.get("shift", "")),
        locked={"1": True, "0": False}[row["lock"]] if "lock" in row else None,
        reason=str(row.get("reason", "")).strip()[:200],
    )


def _template_id(text: str) -> int | None:
    return _number(text) if text else None


def _number(text: str) -> int:
    try:
        return whole_number(text)
    except ValueError:
        raise Invalid("edits", "These edits cannot be read. Open the rota again.") from None
