"""The coordinator's pages: the board, the reviews, and a new apprentice."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from competences.apprenticeships import queries, services
from competences.apprenticeships.forms import AddForm
from competences.apprenticeships.gateway import REVIEW_SOON_DAYS
from competences.apprenticeships.queries import Progress
from competences.apprenticeships.views.blueprint import bp, plan_of
from competences.assessments.queries import colleague_with_number
from workforce.core import clock
from workforce.core.access import Permission, can
from workforce.core.errors import DomainError
from workforce.core.web import actor, commits, db_session, requires
from workforce.organisations.queries import organisations_in_reach, training_providers_unscoped


@bp.get("/apprentices")
@requires(Permission.VIEW_APPRENTICES)
def board() -> str:
    """Show who needs the coordinator this week, the furthest behind first."""
    today = clock.today()
    rows = sorted(_progress_in_reach(), key=_urgency)
    needing = [row for row in rows if row.pace.is_behind or row.current_break or row.step.page]
    return render_template(
        "competences/apprenticeships/board.html",
        rows=rows,
        shown=rows if request.args.get("show") == "all" or not needing else needing,
        organisations=len({row.apprenticeship.organisation_id for row in rows}),
        review_soon_on=today + timedelta(days=REVIEW_SOON_DAYS),
        today=today,
        may_change=can(actor(), Permission.MANAGE_APPRENTICES),
    )


@bp.get("/apprentices/reviews")
@requires(Permission.VIEW_APPRENTICES)
def reviews() -> str:
    """List the next review of every apprentice, the most overdue first."""
    rows = sorted(
        (row for row in _progress_in_reach() if row.current_break is None), key=lambda row: row.review_due_on
    )
    today = clock.today()
    return render_template(
        "competences/apprenticeships/reviews.html",
        rows=rows,
        today=today,
        review_soon_on=today + timedelta(days=REVIEW_SOON_DAYS),
    )


@bp.get("/apprentices/add")
@requires(Permission.MANAGE_APPRENTICES)
def add() -> str:
    """Ask for a new apprenticeship."""
    return _add_page(_add_form())


@bp.post("/apprentices/add")
@requires(Permission.MANAGE_APPRENTICES)
@commits
def add_post() -> ResponseReturnValue:
    """Begin an apprenticeship."""
    form = _add_form()
    if not form.validate():
        return _add_page(form), 400
    organisation_id = int(form.organisation.data)
    try:
        person = colleague_with_number(
            db_session(), organisation_id, form.passport_number.data, "passport_number"
        )
        begun = services.add_apprenticeship(
            db_session(),
            actor(),
            organisation_id,
            person,
            int(form.standard.data),
            int(form.provider.data),
            form.started_on.data,
            plan_of(form, organisation_id),
        )
    except DomainError as error:
        form.refuse(error)
        return _add_page(form), error.status
    flash(f"{person.name} is on the board.")
    return redirect(url_for("apprentices.apprentice", apprenticeship_id=begun.id))


def _progress_in_reach() -> list[Progress]:
    apprenticeships = queries.apprenticeships_in_reach(db_session(), actor())
    return list(queries.progress_unscoped(db_session(), apprenticeships, clock.today()).values())


def _urgency(row: Progress) -> tuple[bool, int, int, str]:
    """Order the board: the furthest behind, then late reviews, then by name; breaks at the end."""
    person = row.apprenticeship.person
    return (
        row.current_break is not None,
        -row.pace.weeks_behind if row.pace.is_behind else 0,
        -row.review_late_days,
        person.family_name,
    )


def _add_form() -> AddForm:
    form = AddForm()
    employers = organisations_in_reach(db_session(), actor(), Permission.MANAGE_APPRENTICES)
    form.organisation.choices = {str(employer.id): employer.name for employer in employers}
    form.standard.choices = {
        str(
            standard.id
        ): f"{standard.label} ({standard.ref}{' v' + standard.version if standard.version else ''})"
        for standard in queries.standards_unscoped(db_session())
    }
    form.provider.choices = {
        str(provider.id): provider.name
        for provider in [*training_providers_unscoped(db_session()), *employers]
    }
    if not form.is_submitted():
        form.prior_hours.data = 0
        if len(employers) == 1:
            form.organisation.data = str(employers[0].id)
    return form


def _add_page(form: AddForm) -> str:
    return render_template("competences/apprenticeships/add.html", form=form)
