"""The coordinator's pages: the board, the reviews, the standards, and a new apprentice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from competences.apprenticeships import queries, services
from competences.apprenticeships.forms import AddForm, PlanForm, StandardForm
from competences.apprenticeships.gateway import REVIEW_SOON_DAYS
from competences.apprenticeships.models import EnglishMaths, Standard
from competences.apprenticeships.queries import Progress
from competences.assessments.queries import colleague_with_number
from workforce.core import clock
from workforce.core.access import Permission, can
from workforce.core.errors import DomainError
from workforce.core.web import actor, commits, db_session, requires
from workforce.organisations.models import Organisation
from workforce.organisations.queries import organisations_in_reach, training_providers_unscoped

bp = Blueprint("apprenticeships", __name__)


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
    return redirect(url_for("apprentices.one", apprenticeship_id=begun.id))


@bp.get("/apprentices/standards")
@requires(Permission.VIEW_APPRENTICES)
def standards() -> str:
    """List the standards with their published hours, and which of those nobody has checked."""
    return render_template(
        "competences/apprenticeships/standards.html",
        standards=queries.standards_unscoped(db_session()),
        may_change=can(actor(), Permission.MANAGE_FRAMEWORKS),
    )


@bp.get("/frameworks/standards")
@requires(Permission.MANAGE_FRAMEWORKS)
def manage_standards() -> str:
    """List the standards for the county, which enters their hours."""
    return render_template(
        "competences/apprenticeships/standards.html",
        standards=queries.standards_unscoped(db_session()),
        may_change=True,
    )


@bp.get("/frameworks/standards/<int:standard_id>")
@requires(Permission.MANAGE_FRAMEWORKS)
def standard(standard_id: int) -> str:
    """Ask for the published hours of a standard."""
    found = queries.standard_unscoped(db_session(), standard_id)
    form = StandardForm(hours=found.published_hours, source=found.source if found.checked else "")
    return _standard_page(found, form)


@bp.post("/frameworks/standards/<int:standard_id>")
@requires(Permission.MANAGE_FRAMEWORKS)
@commits
def standard_post(standard_id: int) -> ResponseReturnValue:
    """Keep the published hours; every target that follows from them changes at once."""
    found = queries.standard_unscoped(db_session(), standard_id)
    form = StandardForm()
    if not form.validate():
        return _standard_page(found, form), 400
    services.enter_hours(db_session(), actor(), found, form.hours.data, form.source.data)
    flash(f"{found.label}: {form.hours.data} hours from now on.")
    return redirect(url_for(".manage_standards"))


def plan_of(form: PlanForm, organisation_id: int) -> services.Plan:
    """Return the plan that a valid form describes; Invalid if nobody has the mentor's number."""
    mentor = form.mentor.data
    return services.Plan(
        planned_end_on=form.planned_end_on.data,
        week_min=int(form.week_hours.data * 60),
        prior_learning_min=int(form.prior_hours.data * 60),
        english_maths=EnglishMaths(form.english_maths.data),
        mentor_person_id=colleague_with_number(db_session(), organisation_id, mentor, "mentor").id
        if mentor
        else None,
    )


def _progress_in_reach() -> list[Progress]:
    found = queries.apprenticeships_in_reach(db_session(), actor())
    return list(queries.progress_unscoped(db_session(), found, clock.today()).values())


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
    form.organisation.choices = _names(employers)
    form.standard.choices = {
        str(item.id): f"{item.label} ({item.ref}{' v' + item.version if item.version else ''})"
        for item in queries.standards_unscoped(db_session())
    }
    form.provider.choices = _names(training_providers_unscoped(db_session()) + employers)
    if not form.is_submitted():
        form.prior_hours.data = 0
        if len(employers) == 1:
            form.organisation.data = str(employers[0].id)
    return form


def _names(organisations: list[Organisation]) -> Mapping[str, str]:
    return {str(item.id): item.name for item in organisations}


def _add_page(form: AddForm) -> str:
    return render_template("competences/apprenticeships/add.html", form=form)


def _standard_page(found: Standard, form: StandardForm) -> str:
    return render_template("competences/apprenticeships/standard.html", standard=found, form=form)
