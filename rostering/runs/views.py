"""The pages on which a rota is asked for and watched while it is made."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from rostering.runs import queries, services
from rostering.runs.forms import GenerateForm, Search
from rostering.runs.models import ENDED, Run
from rostering.runs.watching import Watch, watch
from workforce.core import clock
from workforce.core.access import Permission
from workforce.core.errors import DomainError
from workforce.core.figures import figure
from workforce.core.web import actor, commits, db_session, requires
from workforce.core.words import long_date, period

bp = Blueprint("runs", __name__)


@bp.get("/teams/<int:team_id>/rotas")
@requires(Permission.MAKE_ROTA)
def rotas(team_id: int) -> ResponseReturnValue:
    """Show the rotas of a team by period, and those that are being made."""
    session, who = db_session(), actor()
    rotas = queries.rotas_of(session, who, team_id)
    return render_template(
        "rostering/runs/rotas.html",
        team=queries.team_of(session, who, team_id),
        today=clock.today(),
        periods=[
            (days, list(drafts))
            for days, drafts in groupby(rotas, lambda rota: period(rota.starts_on, rota.ends_on))
        ],
        open_runs=[run for run in queries.runs_of(session, who, team_id) if run.status not in ENDED],
    )


@bp.get("/teams/<int:team_id>/rotas/generate")
@requires(Permission.MAKE_ROTA)
def generate(team_id: int) -> ResponseReturnValue:
    """Show what is asked before a rota is made without a draft to start from."""
    today = clock.today()
    after = queries.next_free_day(db_session(), actor(), team_id)
    return _generate_page(team_id, GenerateForm(starts_on=after if after > today else _usual_start(today)))


@bp.post("/teams/<int:team_id>/rotas/generate")
@requires(Permission.MAKE_ROTA)
@commits
def start_generating(team_id: int) -> ResponseReturnValue:
    """Store a run without a draft to start from and show it."""
    team, form = queries.team_of(db_session(), actor(), team_id), GenerateForm()
    if form.validate():
        first = form.starts_on.data
        last = first + timedelta(weeks=form.weeks.data, days=-1)
        limits = (int(form.seconds.data), form.seed.data)
        try:
            run = services.ask_for_run(db_session(), actor(), team, first, last, None, *limits)
        except DomainError as error:
            form.refuse(error)
        else:
            return redirect(url_for("runs.show", team_id=team_id, run_id=run.id))
    return _generate_page(team_id, form)


@bp.get("/teams/<int:team_id>/rotas/<int:rota_id>/improve")
@requires(Permission.MAKE_ROTA)
def improve(team_id: int, rota_id: int) -> ResponseReturnValue:
    """Show what is asked before another draft is made from one, keeping its locked duties."""
    return _improve_page(team_id, rota_id, Search())


@bp.post("/teams/<int:team_id>/rotas/<int:rota_id>/improve")
@requires(Permission.MAKE_ROTA)
@commits
def start_improving(team_id: int, rota_id: int) -> ResponseReturnValue:
    """Store a run that keeps the locked duties of a draft, and show it."""
    team, form = queries.team_of(db_session(), actor(), team_id), Search()
    rota = queries.draft_of(db_session(), actor(), team_id, rota_id)
    if form.validate():
        limits = (int(form.seconds.data), form.seed.data)
        try:
            run = services.ask_for_run(
                db_session(), actor(), team, rota.starts_on, rota.ends_on, rota, *limits
            )
        except DomainError as error:
            form.refuse(error)
        else:
            return redirect(url_for("runs.show", team_id=team_id, run_id=run.id))
    return _improve_page(team_id, rota_id, form)


@bp.get("/teams/<int:team_id>/runs/<int:run_id>")
@requires(Permission.MAKE_ROTA)
def show(team_id: int, run_id: int) -> ResponseReturnValue:
    """Show a run: how near it is to the best possible, what it is doing, what it has so far."""
    run, watched = _watched(team_id, run_id)
    return render_template("rostering/runs/show.html", run=run, watch=watched, as_table=_as_table())


@bp.get("/teams/<int:team_id>/runs/<int:run_id>/now")
@requires(Permission.MAKE_ROTA)
def now(team_id: int, run_id: int) -> ResponseReturnValue:
    """Return the parts of the run page that change; in another state, the browser reloads the page."""
    run, watched = _watched(team_id, run_id)
    response: Response = make_response(
        render_template("rostering/runs/now.html", run=run, watch=watched, as_table=_as_table())
    )
    if request.args.get("state") != run.status.value:
        response.headers["HX-Refresh"] = "true"
    return response


@bp.get("/teams/<int:team_id>/runs/<int:run_id>/said")
@requires(Permission.MAKE_ROTA)
def said(team_id: int, run_id: int) -> ResponseReturnValue:
    """Return the sentence that is read out while a run goes on."""
    _run, watched = _watched(team_id, run_id)
    return render_template("rostering/runs/said.html", watch=watched)


@bp.post("/teams/<int:team_id>/runs/<int:run_id>/stop")
@requires(Permission.MAKE_ROTA)
@commits
def stop(team_id: int, run_id: int) -> ResponseReturnValue:
    """Ask a run to stop, keeping what it has or nothing."""
    run = queries.run_of(db_session(), actor(), team_id, run_id)
    keep = request.form.get("keep") == "yes"
    was_ended = run.status in ENDED
    services.stop_run(db_session(), actor(), run, keep)
    if was_ended:
        flash("It had ended before you asked it to stop.", "wait")
    elif keep:
        flash("It stops within two seconds and saves what it has.")
    else:
        flash("It stops within two seconds. Nothing is saved.")
    return redirect(url_for("runs.show", team_id=team_id, run_id=run_id))


def _watched(team_id: int, run_id: int) -> tuple[Run, Watch]:
    session, who = db_session(), actor()
    run = queries.run_of(session, who, team_id, run_id)
    steps = queries.steps(session, who, run)
    snapshot = queries.snapshot(session, who, run)
    return run, watch(run, steps, snapshot, queries.shift_kinds(session, who, team_id), clock.now())


def _as_table() -> bool:
    return request.args.get("as") == "table"


def _usual_start(today: date) -> date:
    """Return the first Monday for which a rota could still be published with the standard notice."""
    earliest = today + timedelta(days=figure("rota_notice_days", today).whole)
    return earliest + timedelta(days=-earliest.weekday() % 7)


def _generate_page(team_id: int, form: GenerateForm) -> str:
    team = queries.team_of(db_session(), actor(), team_id)
    notice_days = figure("rota_notice_days", clock.today()).whole
    latest = clock.today() + timedelta(days=notice_days)
    return render_template(
        "rostering/runs/generate.html",
        team=team,
        form=form,
        notice_days=notice_days,
        earliest=long_date(latest),
    )


def _improve_page(team_id: int, rota_id: int, form: Search) -> str:
    team = queries.team_of(db_session(), actor(), team_id)
    rota = queries.draft_of(db_session(), actor(), team_id, rota_id)
    return render_template("rostering/runs/improve.html", team=team, rota=rota, form=form)
