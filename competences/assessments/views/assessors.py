"""The coordinator's page of assessors: who may assess what, where and until when."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from competences.assessments import queries, services
from competences.assessments.forms import RightForm
from competences.frameworks.queries import subjects_unscoped
from workforce.core.access import Permission
from workforce.core.errors import DomainError
from workforce.core.web import actor, commits, db_session, requires
from workforce.organisations.queries import organisations_in_reach

bp = Blueprint("assessors", __name__, url_prefix="/assessors")


@bp.get("/")
@requires(Permission.MANAGE_APPRENTICES)
def rights() -> str:
    """List who may assess what among the people of the coordinator's employers."""
    return _page(_form())


@bp.post("/")
@requires(Permission.MANAGE_APPRENTICES)
@commits
def give() -> ResponseReturnValue:
    """Give somebody a right."""
    form = _form()
    if not form.validate():
        return _page(form), 400
    organisation_id = int(form.organisation.data)
    kind, _, subject_id = form.subject.data.partition(" ")
    try:
        person = queries.colleague_with_number(
            db_session(), organisation_id, form.passport_number.data, "passport_number"
        )
        services.give_right(
            db_session(),
            actor(),
            organisation_id,
            person,
            competence_id=int(subject_id) if kind == "competence" else None,
            framework_id=int(subject_id) if kind == "framework" else None,
            valid_until=form.valid_until.data,
        )
    except DomainError as error:
        form.refuse(error)
        return _page(form), error.status
    flash(f"{person.name} may assess from today, as far as they hold it themselves.")
    return redirect(url_for(".rights"))


@bp.post("/<int:right_id>/end")
@requires(Permission.MANAGE_APPRENTICES)
@commits
def end(right_id: int) -> ResponseReturnValue:
    """End a right at once."""
    services.end_right(db_session(), actor(), right_id)
    flash("The right has ended. What was signed under it stays.")
    return redirect(url_for(".rights"))


def _form() -> RightForm:
    form = RightForm()
    employers = organisations_in_reach(db_session(), actor(), Permission.MANAGE_APPRENTICES)
    form.organisation.choices = {str(item.id): item.name for item in employers}
    if len(employers) == 1 and not form.is_submitted():
        form.organisation.data = str(employers[0].id)
    form.subject.choices = subjects_unscoped(db_session())
    return form


def _page(form: RightForm) -> str:
    return render_template(
        "competences/assessments/assessors.html",
        form=form,
        rights=queries.rights_in_reach(db_session(), actor()),
    )
