"""The pages of standards: their published hours, which the county enters."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from competences.apprenticeships import queries, services
from competences.apprenticeships.forms import StandardForm
from competences.apprenticeships.models import Standard
from competences.apprenticeships.views.blueprint import bp
from workforce.core.access import Permission, can
from workforce.core.web import actor, commits, db_session, requires


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
    standard = queries.standard_unscoped(db_session(), standard_id)
    form = StandardForm(hours=standard.published_hours, source=standard.source if standard.checked else "")
    return _standard_page(standard, form)


@bp.post("/frameworks/standards/<int:standard_id>")
@requires(Permission.MANAGE_FRAMEWORKS)
@commits
def standard_post(standard_id: int) -> ResponseReturnValue:
    """Keep the published hours; every target that follows from them changes at once."""
    standard = queries.standard_unscoped(db_session(), standard_id)
    form = StandardForm()
    if not form.validate():
        return _standard_page(standard, form), 400
    services.enter_hours(db_session(), actor(), standard, form.hours.data, form.source.data)
    flash(f"{standard.label}: {form.hours.data} hours from now on.")
    return redirect(url_for(".manage_standards"))


def _standard_page(standard: Standard, form: StandardForm) -> str:
    return render_template("competences/apprenticeships/standard.html", standard=standard, form=form)
