"""The page of one cell of a rota: its choices, each with its reasons."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from rostering.hours.wording import target_words
from rostering.problem import Stage
from rostering.rotas import queries as rota_queries
from rostering.rotas.models import RotaStatus
from rostering.rules import stage_of
from rostering.workspace import wording
from rostering.workspace.services import edits, published
from rostering.workspace.services.edits import Cell
from rostering.workspace.views.blueprint import board_for, bp, cell_id, date_of, may_edit, sections
from rostering.workspace.views.series import seen_edit_id
from workforce.core.access import Permission
from workforce.core.edge import whole_number
from workforce.core.errors import DomainError, Invalid, NotFound
from workforce.core.web import actor, commits, db_session, requires


@bp.get("/rotas/<int:rota_id>/people/<int:person_id>/<day>")
@requires(Permission.MAKE_ROTA)
def cell(rota_id: int, person_id: int, day: str) -> ResponseReturnValue:
    """Show what a person could work on a day."""
    return _cell_page(rota_id, person_id, day)


@bp.post("/rotas/<int:rota_id>/people/<int:person_id>/<day>")
@requires(Permission.MAKE_ROTA)
@commits
def save_cell(rota_id: int, person_id: int, day: str) -> ResponseReturnValue:
    """Put, clear, lock or unlock a cell; what cannot be put is refused on the same page."""
    rota = rota_queries.rota_for(db_session(), actor(), rota_id, Permission.MAKE_ROTA)
    edited = Cell(person_id, date_of(day), _template_id("seen"))
    reason = request.form.get("reason", "").strip()
    try:
        if "lock" in request.form:
            message = edits.lock(db_session(), actor(), rota_id, edited, locked=request.form["lock"] == "1")
        elif rota.status is RotaStatus.DRAFT:
            message = edits.put(db_session(), sections(), actor(), rota_id, edited, _template_id("shift"))
        else:
            message = published.change(
                db_session(), sections(), actor(), rota_id, edited, _template_id("shift"), reason
            )
    except NotFound:
        raise
    except DomainError as error:
        db_session().expire_all()
        return _cell_page(rota_id, person_id, day, error, reason), error.status
    flash(message)
    anchor = cell_id(person_id, edited.on_date)
    return redirect(url_for("workspace.rota", rota_id=rota_id, day=day, _anchor=anchor))


@bp.post("/rotas/<int:rota_id>/undo")
@requires(Permission.MAKE_ROTA)
@commits
def undo(rota_id: int) -> ResponseReturnValue:
    """Take back one's own last edit, if it is the one that the page shows as the last."""
    try:
        flash(edits.undo(db_session(), sections(), actor(), rota_id, seen_edit_id()))
    except NotFound:
        raise
    except DomainError as error:
        db_session().expire_all()
        flash(error.message, "gap")
    return redirect(url_for("workspace.rota", rota_id=rota_id))


def _template_id(name: str) -> int | None:
    """Return the shift that a field names, or None for a day off."""
    text = request.form.get(name, "")
    if not text:
        return None
    try:
        return whole_number(text)
    except ValueError:
        raise Invalid("no_shift", "Choose one of the shifts on the page") from None


def _cell_page(
    rota_id: int, person_id: int, day: str, error: DomainError | None = None, reason: str = ""
) -> str:
    board = board_for(rota_id, Permission.MAKE_ROTA)
    on, person = date_of(day), board.person(person_id)
    assignment = board.assignments.get((person_id, on))
    listed = board.choices(person_id, on)
    now = next(choice for choice in listed if choice.now)
    return render_template(
        "rostering/workspace/cell.html",
        board=board,
        rota=board.rota,
        person=person,
        day=on,
        assignment=assignment,
        choices=[
            {
                "duty": board.plan.duties[choice.shift] if choice.shift else None,
                "name": wording.choice_name(board.plan, choice),
                "effect": wording.effect(choice, now),
                "against_law": any(stage_of(violation) is Stage.LAW for violation in choice.refused[:1]),
                "refused": wording.reasons(board.plan, choice.refused),
                "price": wording.reasons(board.plan, choice.price),
                "now": choice.now,
            }
            for choice in listed
        ],
        planned_min=sum(
            board.plan.problem.shift_of[key].paid_min for key in board.roster.shifts_of(person.key)
        ),
        target_words=target_words(person.owed) if person.owed and person.owed.base else "",
        error=error,
        reason=reason,
        can_edit=may_edit(board.rota),
    )
