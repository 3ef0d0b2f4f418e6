"""The pages on which administrators look after their organisations and sites."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from workforce.core.access import Permission
from workforce.core.errors import from_integrity_error
from workforce.core.web import actor, commits, db_session, requires
from workforce.organisations import queries, services
from workforce.organisations.forms import OrganisationForm, SiteForm
from workforce.organisations.models import Organisation, Site

bp = Blueprint("organisations", __name__, url_prefix="/organisations")
MANAGE = Permission.MANAGE_ORGANISATION
MINUTES_PER_HOUR = 60


def _organisation(organisation_id: int) -> Organisation:
    return queries.organisation_in_reach(db_session(), actor(), MANAGE, organisation_id)


@bp.get("/")
@requires(MANAGE)
def index() -> str:
    """List the organisations that the administrator looks after."""
    organisations = queries.organisations_in_reach(db_session(), actor(), MANAGE)
    return render_template("workforce/organisations/index.html", organisations=organisations)


@bp.get("/<int:organisation_id>")
@requires(MANAGE)
def organisation(organisation_id: int) -> str:
    """Show an organisation with its sites."""
    organisation = _organisation(organisation_id)
    return render_template("workforce/organisations/organisation.html", organisation=organisation)


@bp.get("/<int:organisation_id>/edit")
@requires(MANAGE)
def edit(organisation_id: int) -> str:
    """Ask what is to change of an organisation."""
    organisation = _organisation(organisation_id)
    form = OrganisationForm(
        data={
            "name": organisation.name,
            "mark": organisation.mark,
            "full_time_week_hours": f"{organisation.full_time_week_min / MINUTES_PER_HOUR:g}",
            "averaging_weeks": organisation.averaging_weeks,
        }
    )
    return _edit_page(organisation, form)


@bp.post("/<int:organisation_id>/edit")
@requires(MANAGE)
@commits
def edit_post(organisation_id: int) -> ResponseReturnValue:
    """Change an organisation."""
    organisation = _organisation(organisation_id)
    form = OrganisationForm()
    if not form.validate():
        return _edit_page(organisation, form), 400
    try:
        services.change_organisation(
            db_session(),
            actor(),
            organisation,
            form.name.data,
            form.mark.data,
            round(form.full_time_week_hours.data * MINUTES_PER_HOUR),
            form.averaging_weeks.data,
        )
    except IntegrityError as refused:
        db_session().rollback()
        error = from_integrity_error(refused)
        form.refuse(error)
        return _edit_page(_organisation(organisation_id), form), error.status
    flash("The changes are saved.")
    return redirect(url_for("organisations.organisation", organisation_id=organisation_id))


def _edit_page(organisation: Organisation, form: OrganisationForm) -> str:
    return render_template("workforce/organisations/edit.html", organisation=organisation, form=form)


@bp.get("/<int:organisation_id>/sites/add")
@requires(MANAGE)
def add_site(organisation_id: int) -> str:
    """Ask about a new site."""
    return _site_page(_organisation(organisation_id), _site_form())


@bp.post("/<int:organisation_id>/sites/add")
@requires(MANAGE)
@commits
def add_site_post(organisation_id: int) -> ResponseReturnValue:
    """Add a site."""
    organisation = _organisation(organisation_id)
    form = _site_form()
    if not form.validate():
        return _site_page(organisation, form), 400
    services.add_site(
        db_session(), actor(), organisation_id, form.name.data, form.town.data, form.neighbourhood.data
    )
    flash(f"{form.name.data} is added.")
    return redirect(url_for("organisations.organisation", organisation_id=organisation_id))


@bp.get("/<int:organisation_id>/sites/<int:site_id>")
@requires(MANAGE)
def site(organisation_id: int, site_id: int) -> str:
    """Ask what is to change of a site."""
    site = queries.site_in_reach(db_session(), actor(), organisation_id, site_id)
    data: dict[str, object] = {
        "name": site.name,
        "town": site.town,
        "neighbourhood": site.neighbourhood_id,
    }
    return _site_page(site.organisation, _site_form(data), site)


@bp.post("/<int:organisation_id>/sites/<int:site_id>")
@requires(MANAGE)
@commits
def site_post(organisation_id: int, site_id: int) -> ResponseReturnValue:
    """Change a site."""
    site = queries.site_in_reach(db_session(), actor(), organisation_id, site_id)
    form = _site_form()
    if not form.validate():
        return _site_page(site.organisation, form, site), 400
    services.change_site(db_session(), actor(), site, form.name.data, form.town.data, form.neighbourhood.data)
    flash("The changes are saved.")
    return redirect(url_for("organisations.organisation", organisation_id=organisation_id))


def _site_form(data: dict[str, object] | None = None) -> SiteForm:
    form = SiteForm(data=data)
    form.neighbourhood.choices = {
        neighbourhood.id: neighbourhood.name
        for neighbourhood in queries.neighbourhoods_unscoped(db_session())
    }
    return form


def _site_page(organisation: Organisation, form: SiteForm, changed: Site | None = None) -> str:
    return render_template(
        "workforce/organisations/site.html", organisation=organisation, form=form, site=changed
    )
