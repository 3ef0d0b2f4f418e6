"""The pages of one apprentice, for coordinator and assessor."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from competences.apprenticeships import queries, services
from competences.apprenticeships.burn_up import NARROW, WIDE, burn_up
from competences.apprenticeships.forms import (
    BreakForm,
    ChangePlanForm,
    EndBreakForm,
    HoursForm,
    ReviewForm,
    SignForm,
)
from competences.apprenticeships.gateway import REVIEW_SOON_DAYS
from competences.apprenticeships.models import Apprenticeship, ApprenticeshipStatus, Party, Review
from competences.apprenticeships.views.blueprint import plan_of, progress_of
from workforce.core import clock
from workforce.core.access import Permission, can
from workforce.core.errors import DomainError
from workforce.core.web import actor, commits, db_session, requires

bp = Blueprint("apprentices", __name__, url_prefix="/apprentices")


@bp.get("/<int:apprenticeship_id>")
@requires(Permission.VIEW_APPRENTICES)
def apprentice(apprenticeship_id: int) -> str:
    """Show where one apprentice stands and what comes next."""
    apprenticeship = queries.apprenticeship_in_reach(
        db_session(), actor(), Permission.VIEW_APPRENTICES, apprenticeship_id
    )
    progress = progress_of(apprenticeship)
    entries = queries.entries_unscoped(db_session(), apprenticeship.id)
    return render_template(
        "competences/apprenticeships/apprentice.html",
        progress=progress,
        apprenticeship=apprenticeship,
        charts=[
            burn_up(
                apprenticeship.started_on,
                apprenticeship.planned_end_on,
                progress.pace,
                [(entry.on_day, entry.learning_min) for entry in reversed(entries) if entry.confirmed_at],
                [(item.first_day, item.last_day) for item in progress.breaks],
                box,
            )
            for box in (WIDE, NARROW)
        ],
        review_soon_on=clock.today() + timedelta(days=REVIEW_SOON_DAYS),
        reviews=queries.reviews_unscoped(db_session(), apprenticeship.id),
        may_change=can(actor(), Permission.MANAGE_APPRENTICES, apprenticeship.organisation_id),
        today=clock.today(),
    )


@bp.get("/<int:apprenticeship_id>/hours")
@requires(Permission.MANAGE_APPRENTICES)
def hours(apprenticeship_id: int) -> str:
    """List the hours of learning, and ask for more."""
    return _hours_page(_managed(apprenticeship_id), HoursForm())


@bp.post("/<int:apprenticeship_id>/hours")
@requires(Permission.MANAGE_APPRENTICES)
@commits
def log_hours(apprenticeship_id: int) -> ResponseReturnValue:
    """Log hours, confirmed by the employer."""
    apprenticeship, form = _managed(apprenticeship_id), HoursForm()
    if not form.validate():
        return _hours_page(apprenticeship, form), 400
    try:
        services.log_learning(
            db_session(), actor(), apprenticeship, form.on_day.data, form.learning_min, form.what.data
        )
    except DomainError as error:
        form.refuse(error)
        return _hours_page(apprenticeship, form), error.status
    flash("The hours count from now on.")
    return redirect(url_for(".hours", apprenticeship_id=apprenticeship.id))


@bp.post("/hours/<int:entry_id>/confirm")
@requires(Permission.MANAGE_APPRENTICES)
@commits
def confirm_hours(entry_id: int) -> ResponseReturnValue:
    """Confirm hours that the apprentice logged."""
    apprenticeship = services.confirm_learning(db_session(), actor(), entry_id)
    flash("Confirmed.")
    return redirect(url_for(".hours", apprenticeship_id=apprenticeship.id))


@bp.get("/<int:apprenticeship_id>/review")
@requires(Permission.MANAGE_APPRENTICES)
def review(apprenticeship_id: int) -> str:
    """Ask what a review came to."""
    return _review_page(_managed(apprenticeship_id), ReviewForm())


@bp.post("/<int:apprenticeship_id>/review")
@requires(Permission.MANAGE_APPRENTICES)
@commits
def record_review(apprenticeship_id: int) -> ResponseReturnValue:
    """Record a review; it waits for signatures."""
    apprenticeship, form = _managed(apprenticeship_id), ReviewForm()
    if not form.validate():
        return _review_page(apprenticeship, form), 400
    try:
        held = services.record_review(
            db_session(),
            actor(),
            apprenticeship,
            form.held_on.data,
            progress_of(apprenticeship).review_due_on,
            form.agreed.data,
        )
    except DomainError as error:
        form.refuse(error)
        return _review_page(apprenticeship, form), error.status
    flash("Recorded. It needs three signatures.")
    return redirect(url_for(".signatures", review_id=held.id))


@bp.get("/reviews/<int:review_id>")
@requires(Permission.MANAGE_APPRENTICES)
def signatures(review_id: int) -> str:
    """Show a review and who has signed it."""
    review, apprenticeship = queries.review_in_reach(
        db_session(), actor(), Permission.MANAGE_APPRENTICES, review_id
    )
    return _signatures_page(review, apprenticeship, SignForm())


@bp.post("/reviews/<int:review_id>")
@requires(Permission.MANAGE_APPRENTICES)
@commits
def sign(review_id: int) -> ResponseReturnValue:
    """Record the signature of employer or provider."""
    review, apprenticeship = queries.review_in_reach(
        db_session(), actor(), Permission.MANAGE_APPRENTICES, review_id
    )
    form = SignForm()
    if not form.validate():
        return _signatures_page(review, apprenticeship, form), 400
    try:
        services.sign_review(
            db_session(), actor(), review, apprenticeship, Party(form.party.data), form.name.data
        )
    except DomainError as error:
        form.refuse(error)
        return _signatures_page(review, apprenticeship, form), error.status
    flash("The signature is recorded.")
    return redirect(url_for(".signatures", review_id=review_id))


@bp.get("/<int:apprenticeship_id>/breaks")
@requires(Permission.MANAGE_APPRENTICES)
def breaks(apprenticeship_id: int) -> str:
    """List the breaks, and ask for the beginning or the end of one."""
    return _breaks_page(_managed(apprenticeship_id))


@bp.post("/<int:apprenticeship_id>/breaks")
@requires(Permission.MANAGE_APPRENTICES)
@commits
def start_break(apprenticeship_id: int) -> ResponseReturnValue:
    """Begin a break."""
    apprenticeship, form = _managed(apprenticeship_id), BreakForm()
    if not form.validate():
        return _breaks_page(apprenticeship, form), 400
    try:
        services.start_break(
            db_session(),
            actor(),
            apprenticeship,
            form.first_day.data,
            form.reason.data,
            form.expected_back_on.data,
        )
    except DomainError as error:
        form.refuse(error)
        return _breaks_page(apprenticeship, form), error.status
    flash("The break is recorded. Nothing is expected until they come back.")
    return redirect(url_for(".apprentice", apprenticeship_id=apprenticeship.id))


@bp.post("/breaks/<int:break_id>/end")
@requires(Permission.MANAGE_APPRENTICES)
@commits
def end_break(break_id: int) -> ResponseReturnValue:
    """End a break."""
    _break, apprenticeship = queries.break_in_reach(db_session(), actor(), break_id)
    form = EndBreakForm()
    if not form.validate():
        return _breaks_page(apprenticeship, end_form=form), 400
    try:
        services.end_break(db_session(), actor(), break_id, form.last_day.data)
    except DomainError as error:
        form.refuse(error)
        return _breaks_page(apprenticeship, end_form=form), error.status
    flash("Welcome back: hours are expected again. Look at the planned end.")
    return redirect(url_for(".plan", apprenticeship_id=apprenticeship.id))


@bp.get("/<int:apprenticeship_id>/plan")
@requires(Permission.MANAGE_APPRENTICES)
def plan(apprenticeship_id: int) -> str:
    """Show the plan for changing."""
    apprenticeship = _managed(apprenticeship_id)
    form = ChangePlanForm(
        planned_end_on=apprenticeship.planned_end_on,
        week_hours=_hours_of(apprenticeship.week_min),
        prior_hours=_hours_of(apprenticeship.prior_learning_min),
        english_maths=apprenticeship.english_maths.value,
        mentor=apprenticeship.mentor.passport_number if apprenticeship.mentor else "",
        supervised_until=apprenticeship.supervised_until,
        employer_ready_on=apprenticeship.employer_ready_on,
        status=apprenticeship.status.value,
    )
    return _plan_page(apprenticeship, form)


@bp.post("/<int:apprenticeship_id>/plan")
@requires(Permission.MANAGE_APPRENTICES)
@commits
def change_plan(apprenticeship_id: int) -> ResponseReturnValue:
    """Change the plan."""
    apprenticeship, form = _managed(apprenticeship_id), ChangePlanForm()
    if not form.validate():
        return _plan_page(apprenticeship, form), 400
    try:
        plan = plan_of(form, apprenticeship.organisation_id)
        services.change_plan(
            db_session(),
            actor(),
            apprenticeship.id,
            replace(
                plan,
                supervised_until=form.supervised_until.data,
                employer_ready_on=form.employer_ready_on.data,
                status=ApprenticeshipStatus(form.status.data),
            ),
        )
    except DomainError as error:
        form.refuse(error)
        return _plan_page(apprenticeship, form), error.status
    flash("The plan is changed.")
    return redirect(url_for(".apprentice", apprenticeship_id=apprenticeship.id))


def _managed(apprenticeship_id: int) -> Apprenticeship:
    return queries.apprenticeship_in_reach(
        db_session(), actor(), Permission.MANAGE_APPRENTICES, apprenticeship_id
    )


def _hours_of(minutes: int) -> str:
    return f"{minutes / 60:g}"


def _hours_page(apprenticeship: Apprenticeship, form: HoursForm) -> str:
    return render_template(
        "competences/apprenticeships/hours.html",
        apprenticeship=apprenticeship,
        progress=progress_of(apprenticeship),
        entries=queries.entries_unscoped(db_session(), apprenticeship.id),
        form=form,
    )


def _review_page(apprenticeship: Apprenticeship, form: ReviewForm) -> str:
    return render_template(
        "competences/apprenticeships/review.html",
        apprenticeship=apprenticeship,
        due_on=progress_of(apprenticeship).review_due_on,
        form=form,
    )


def _signatures_page(review: Review, apprenticeship: Apprenticeship, form: SignForm) -> str:
    signed = {signature.party: signature for signature in review.signatures}
    return render_template(
        "competences/apprenticeships/signatures.html",
        review=review,
        apprenticeship=apprenticeship,
        parties=[(party, signed.get(party)) for party in Party],
        form=form,
    )


def _breaks_page(
    apprenticeship: Apprenticeship, form: BreakForm | None = None, end_form: EndBreakForm | None = None
) -> str:
    return render_template(
        "competences/apprenticeships/breaks.html",
        apprenticeship=apprenticeship,
        progress=progress_of(apprenticeship),
        form=form or end_form,
        break_form=form or BreakForm(formdata=None),
        end_form=end_form or EndBreakForm(formdata=None),
    )


def _plan_page(apprenticeship: Apprenticeship, form: ChangePlanForm) -> str:
    return render_template("competences/apprenticeships/plan.html", apprenticeship=apprenticeship, form=form)
