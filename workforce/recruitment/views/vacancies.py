"""A recruiter's vacancies: the list, posting, placements, and opening to the public."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from workforce.core import clock
from workforce.core.access import Permission
from workforce.core.errors import DomainError
from workforce.core.web import actor, commits, db_session, requires
from workforce.recruitment.forms import KIND_WORDS, PAY_UNIT_WORDS, PlacementForm, VacancyForm
from workforce.recruitment.models import Vacancy, VacancyPlacement
from workforce.recruitment.queries import public
from workforce.recruitment.queries import recruiting as queries
from workforce.recruitment.services import vacancies as services
from workforce.recruitment.views.blueprint import bp

MANAGE = Permission.MANAGE_VACANCIES


@bp.get("/recruitment/vacancies")
@requires(MANAGE)
def vacancies() -> str:
    """List the vacancies that this recruiter works on."""
    return render_template(
        "workforce/recruitment/vacancies.html",
        rows=queries.vacancies(db_session(), actor()),
        today=clock.today(),
    )


@bp.get("/recruitment/vacancies/new")
@requires(MANAGE)
def new_vacancy() -> str:
    """Ask what the vacancy is."""
    return _vacancy_page(_vacancy_form(), None)


@bp.post("/recruitment/vacancies/new")
@requires(MANAGE)
@commits
def post_vacancy() -> ResponseReturnValue:
    """Add a vacancy as a draft."""
    form = _vacancy_form()
    if not form.validate():
        return _vacancy_page(form, None), 400
    try:
        posted = services.post_vacancy(db_session(), actor(), form.facts())
    except DomainError as error:
        form.refuse(error)
        return _vacancy_page(form, None), error.status
    flash("Saved as a draft. Now say where people may work.")
    return redirect(url_for("recruitment.new_placement", reference=posted.reference))


@bp.get("/recruitment/vacancies/<reference>")
@requires(Permission.VIEW_APPLICATIONS)
def vacancy(reference: str) -> str:
    """Show a vacancy, its placements, and its applications by stage."""
    vacancy = queries.vacancy(db_session(), actor(), Permission.VIEW_APPLICATIONS, reference)
    return render_template(
        "workforce/recruitment/vacancy.html",
        vacancy=vacancy,
        today=clock.today(),
        cards=queries.application_cards(db_session(), actor(), vacancy),
        free=public.free_places_unscoped(db_session(), [placement.id for placement in vacancy.placements]),
        pay_unit=PAY_UNIT_WORDS[vacancy.pay_unit],
        kind=KIND_WORDS[vacancy.kind],
    )


@bp.get("/recruitment/vacancies/<reference>/edit")
@requires(MANAGE)
def edit_vacancy(reference: str) -> str:
    """Show what the vacancy says, to be changed."""
    vacancy = queries.vacancy(db_session(), actor(), MANAGE, reference)
    form = _vacancy_form()
    form.show(vacancy)
    return _vacancy_page(form, vacancy)


@bp.post("/recruitment/vacancies/<reference>/edit")
@requires(MANAGE)
@commits
def revise_vacancy(reference: str) -> ResponseReturnValue:
    """Save what was changed."""
    vacancy = queries.vacancy(db_session(), actor(), MANAGE, reference)
    form = _vacancy_form()
    if not form.validate():
        return _vacancy_page(form, vacancy), 400
    try:
        services.revise_vacancy(db_session(), actor(), vacancy, form.facts())
    except DomainError as error:
        form.refuse(error)
        return _vacancy_page(form, vacancy), error.status
    flash("Saved.")
    return _to_vacancy(reference)


@bp.get("/recruitment/vacancies/<reference>/placements/new")
@requires(MANAGE)
def new_placement(reference: str) -> str:
    """Ask where people may work."""
    vacancy = queries.vacancy(db_session(), actor(), MANAGE, reference)
    return _placement_page(_placement_form(), vacancy, None)


@bp.post("/recruitment/vacancies/<reference>/placements/new")
@requires(MANAGE)
@commits
def add_placement(reference: str) -> ResponseReturnValue:
    """Add a placement."""
    vacancy = queries.vacancy(db_session(), actor(), MANAGE, reference)
    return _put_placement(vacancy, None)


@bp.get("/recruitment/vacancies/<reference>/placements/<int:vacancy_placement_id>")
@requires(MANAGE)
def edit_placement(reference: str, vacancy_placement_id: int) -> str:
    """Show what a placement says, to be changed."""
    placement = queries.placement(db_session(), actor(), reference, vacancy_placement_id)
    form = _placement_form()
    form.show(placement)
    return _placement_page(form, placement.vacancy, placement)


@bp.post("/recruitment/vacancies/<reference>/placements/<int:vacancy_placement_id>")
@requires(MANAGE)
@commits
def revise_placement(reference: str, vacancy_placement_id: int) -> ResponseReturnValue:
    """Save what was changed of a placement."""
    placement = queries.placement(db_session(), actor(), reference, vacancy_placement_id)
    return _put_placement(placement.vacancy, placement)


@bp.post("/recruitment/vacancies/<reference>/placements/<int:vacancy_placement_id>/remove")
@requires(MANAGE)
@commits
def remove_placement(reference: str, vacancy_placement_id: int) -> ResponseReturnValue:
    """Take a placement that nobody chose off the vacancy."""
    services.remove_placement(
        db_session(), actor(), queries.placement(db_session(), actor(), reference, vacancy_placement_id)
    )
    flash("The placement is removed.")
    return _to_vacancy(reference)


@bp.post("/recruitment/vacancies/<reference>/publish")
@requires(MANAGE)
@commits
def publish_vacancy(reference: str) -> ResponseReturnValue:
    """Open the vacancy to the public."""
    services.publish(db_session(), actor(), queries.vacancy(db_session(), actor(), MANAGE, reference))
    flash("Published. Everybody can see it and apply now.")
    return _to_vacancy(reference)


@bp.post("/recruitment/vacancies/<reference>/close")
@requires(MANAGE)
@commits
def close_vacancy(reference: str) -> ResponseReturnValue:
    """Take no more applications."""
    services.close(db_session(), actor(), queries.vacancy(db_session(), actor(), MANAGE, reference))
    flash("Closed. The applications that have come stay here.")
    return _to_vacancy(reference)


@bp.post("/recruitment/vacancies/<reference>/withdraw")
@requires(MANAGE)
@commits
def withdraw_vacancy(reference: str) -> ResponseReturnValue:
    """Take the vacancy off the public pages altogether."""
    vacancy = queries.vacancy(db_session(), actor(), MANAGE, reference)
    services.close(db_session(), actor(), vacancy, withdraw=True)
    flash("Withdrawn. Its public page is gone.")
    return _to_vacancy(reference)


def _put_placement(vacancy: Vacancy, placement: VacancyPlacement | None) -> ResponseReturnValue:
    form = _placement_form()
    if not form.validate():
        return _placement_page(form, vacancy, placement), 400
    try:
        services.put_placement(db_session(), actor(), vacancy, form.facts(), form.places.data, placement)
    except DomainError as error:
        form.refuse(error)
        return _placement_page(form, vacancy, placement), error.status
    flash("The placement is saved.")
    return _to_vacancy(vacancy.reference)


def _to_vacancy(reference: str) -> ResponseReturnValue:
    return redirect(url_for("recruitment.vacancy", reference=reference))


def _vacancy_form() -> VacancyForm:
    form = VacancyForm()
    form.organisation_id.choices = queries.employers(db_session(), actor())
    form.job_role_id.choices = queries.job_roles_unscoped(db_session())
    return form


def _vacancy_page(form: VacancyForm, vacancy: Vacancy | None) -> str:
    return render_template("workforce/recruitment/vacancy_form.html", form=form, vacancy=vacancy)


def _placement_form() -> PlacementForm:
    form = PlacementForm()
    form.organisation_id.choices = queries.employers(db_session(), actor())
    form.team_id.choices = queries.teams_unscoped(db_session())
    form.site_id.choices = queries.sites_unscoped(db_session())
    return form


def _placement_page(form: PlacementForm, vacancy: Vacancy, placement: VacancyPlacement | None) -> str:
    return render_template(
        "workforce/recruitment/placement_form.html", form=form, vacancy=vacancy, placement=placement
    )
