"""The pages of rotas."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from rostering.rotas import mine
from workforce.core import clock
from workforce.core.access import Permission
from workforce.core.errors import NotFound
from workforce.core.web import actor, db_session, requires

bp = Blueprint("rotas", __name__)


def _asked_day(name: str, otherwise: date) -> date:
    """Return a day that the address names; NotFound if it is not one."""
    given = request.args.get(name)
    if not given:
        return otherwise
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise NotFound from None


@bp.get("/my-rota")
@requires(Permission.OWN_ROTA)
def my_rota() -> ResponseReturnValue:
    """Show one's own promised duties, phone first."""
    today = clock.today()
    first = mine.monday_of(_asked_day("from", today))
    found = mine.my_rota(db_session(), actor(), first)
    step = timedelta(days=mine.DAYS_SHOWN)
    return render_template(
        "rostering/rotas/my_rota.html", rota=found, today=today, earlier=first - step, later=first + step
    )
