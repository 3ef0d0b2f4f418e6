"""The page on which a person reads their own rota."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from rostering.horizon import monday_of
from rostering.own_rota import queries, services
from workforce.core import clock
from workforce.core.access import Permission
from workforce.core.edge import whole_number
from workforce.core.errors import Invalid, NotFound
from workforce.core.web import actor, commits, db_session, requires

bp = Blueprint("own_rota", __name__)


@bp.get("/my-rota")
@requires(Permission.OWN_ROTA)
def my_rota() -> ResponseReturnValue:
    """Show one's own booked duties, laid out for a phone first."""
    today = clock.today()
    first = monday_of(_asked_day(today))
    step = timedelta(days=queries.DAYS_SHOWN)
    return render_template(
        "rostering/own_rota/my_rota.html",
        rota=queries.my_rota(db_session(), actor(), first),
        today=today,
        earlier=first - step,
        later=first + step,
    )


@bp.post("/my-rota/changes/seen")
@requires(Permission.OWN_ROTA)
@commits
def say_seen() -> ResponseReturnValue:
    """Note that the person has seen the changes that their page showed."""
    try:
        last_id = whole_number(request.form.get("last", ""))
    except ValueError:
        raise Invalid("last", "Open My rota again, then say that you have seen what changed.") from None
    if services.say_seen(db_session(), actor(), last_id):
        flash("Noted. Your team lead can see that you have seen it.")
    return redirect(url_for("own_rota.my_rota"))


def _asked_day(today: date) -> date:
    """Return the day that the query of the address names, or today; NotFound if it names no day."""
    text = request.args.get("from")
    try:
        return clock.parse_day(text) if text else today
    except ValueError:
        raise NotFound from None
