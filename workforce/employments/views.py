"""The page of one's own jobs and gaps."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workforce.core import clock
from workforce.core.access import Permission
from workforce.core.errors import DomainError, NotFound
from workforce.core.web import actor, commits, db_session, requires
from workforce.employments import queries, services
from workforce.employments.forms import HistoryEntryForm
from workforce.employments.models import HistoryKind

bp = Blueprint("employments", __name__, url_prefix="/passport/jobs")


def _own_id() -> int:
    person_id = actor().person_id
    if person_id is None:
        raise NotFound
    return person_id


@bp.get("/")
@requires(Permission.OWN_PASSPORT)
def mine() -> str:
    """Show the person's contracts, their own entries about other times, and the gaps in between."""
    history = queries.history_unscoped(db_session(), _own_id(), clock.today())
    return render_template("workforce/employments/mine.html", history=history, today=clock.today())


@bp.get("/add")
@requires(Permission.OWN_PASSPORT)
def add() -> str:
    """Ask about one stretch of the history; the link of a gap fills in its dates."""
    _own_id()
    started_on = request.args.get("from", type=clock.parse_day)
    ended_on = request.args.get("to", type=clock.parse_day)
    form = HistoryEntryForm(data={"started_on": started_on, "ended_on": ended_on})
    return render_template("workforce/employments/add.html", form=form)


@bp.post("/add")
@requires(Permission.OWN_PASSPORT)
@commits
def add_post() -> ResponseReturnValue:
    """Add the entry to the person's history."""
    form = HistoryEntryForm()
    person_id = _own_id()
    if not form.validate():
        return render_template("workforce/employments/add.html", form=form), 400
    kind = HistoryKind(form.kind.data)
    try:
        services.add_history_entry(
            db_session(),
            actor(),
            person_id,
            kind,
            form.place.data,
            form.started_on.data,
            form.ended_on.data,
            role=form.role.data or "",
            reason_for_leaving=form.reason_for_leaving.data or "",
            with_vulnerable_people=kind is HistoryKind.JOB and bool(form.with_vulnerable_people.data),
        )
    except DomainError as error:
        form.refuse(error)
        return render_template("workforce/employments/add.html", form=form), error.status
    flash("It stands in your history.")
    return redirect(url_for("employments.mine"))


@bp.post("/<int:history_id>/remove")
@requires(Permission.OWN_PASSPORT)
@commits
def remove(history_id: int) -> ResponseReturnValue:
    """Remove an entry of the person's own."""
    services.remove_history_entry(
        db_session(), actor(), queries.own_history_entry(db_session(), actor(), history_id)
    )
    flash("Removed from your history.")
    return redirect(url_for("employments.mine"))
