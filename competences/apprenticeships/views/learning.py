"""The apprentice's own page: hours, next review, what is met, and signing."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from competences.apprenticeships import queries, services
from competences.apprenticeships.forms import HoursForm
from competences.apprenticeships.models import Party
from competences.apprenticeships.views.blueprint import progress_of
from workforce.core import clock
from workforce.core.access import Permission
from workforce.core.errors import DomainError, NotFound
from workforce.core.web import actor, commits, db_session, requires

bp = Blueprint("learning", __name__, url_prefix="/learning")


@bp.get("/")
@requires(Permission.OWN_PASSPORT)
def mine() -> str:
    """Show one's own learning."""
    return _page(HoursForm())


@bp.post("/hours")
@requires(Permission.OWN_PASSPORT)
@commits
def log_hours() -> ResponseReturnValue:
    """Log one's own hours; they count once the employer has confirmed them."""
    apprenticeship = queries.own_apprenticeship(db_session(), actor())
    if apprenticeship is None:
        raise NotFound
    form = HoursForm()
    if not form.validate():
        return _page(form), 400
    try:
        services.log_learning(
            db_session(), actor(), apprenticeship, form.on_day.data, form.learning_min, form.what.data
        )
    except DomainError as error:
        form.refuse(error)
        return _page(form), error.status
    flash("Added. It counts once your coordinator has confirmed it.")
    return redirect(url_for(".mine"))


@bp.post("/reviews/<int:review_id>/sign")
@requires(Permission.OWN_PASSPORT)
@commits
def sign(review_id: int) -> ResponseReturnValue:
    """Sign a review of one's own apprenticeship."""
    review = queries.own_review(db_session(), actor(), review_id)
    apprenticeship = queries.own_apprenticeship(db_session(), actor())
    if apprenticeship is None or apprenticeship.id != review.apprenticeship_id:
        raise NotFound
    services.sign_review(db_session(), actor(), review, apprenticeship, Party.APPRENTICE, actor().name)
    flash("You have signed the review.")
    return redirect(url_for(".mine"))


def _page(form: HoursForm) -> str:
    apprenticeship = queries.own_apprenticeship(db_session(), actor())
    if apprenticeship is None:
        return render_template("competences/apprenticeships/learning.html", progress=None)
    entries = queries.entries_unscoped(db_session(), apprenticeship.id)
    return render_template(
        "competences/apprenticeships/learning.html",
        progress=progress_of(apprenticeship),
        apprenticeship=apprenticeship,
        entries=entries[:10],
        reviews=queries.reviews_unscoped(db_session(), apprenticeship.id),
        form=form,
        today=clock.today(),
    )
