"""One's own rota."""

from __future__ import annotations

from datetime import timedelta

from flask import render_template
from flask.typing import ResponseReturnValue

from rostering.rotas import mine
from rostering.rotas.views.blueprint import asked_day, bp
from workforce.core import clock
from workforce.core.access import Permission
from workforce.core.web import actor, db_session, requires


@bp.get("/my-rota")
@requires(Permission.OWN_ROTA)
def my_rota() -> ResponseReturnValue:
    """Show one's own promised duties, phone first."""
    today = clock.today()
    first = mine.monday_of(asked_day("from", today))
    found = mine.my_rota(db_session(), actor(), first)
    step = timedelta(days=mine.DAYS_SHOWN)
    return render_template(
        "rostering/rotas/my_rota.html", rota=found, today=today, earlier=first - step, later=first + step
    )
