"""The pages that list the people of an organisation and bring new people in."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workforce.core import clock
from workforce.core.access import Permission, can
from workforce.core.edge import whole_number
from workforce.core.errors import DomainError
from workforce.core.web import actor, commits, db_session, requires
from workforce.core.words import plain_date
from workforce.employments.models import Employment, EmploymentKind
from workforce.employments.queries import employment_at, job_roles_unscoped
from workforce.employments.services import employ, end_employment
from workforce.organisations.models import Organisation
from workforce.organisations.queries import organisation_in_reach, organisations_in_reach
from workforce.passports.queries import readiness_at
from workforce.people.services import add_person
from workforce.readiness.sections import sections
from workforce.readiness.services import open_checks
from workforce.staff.forms import LeavingForm, PersonForm
from workforce.staff.queries import people_of

bp = Blueprint("staff", __name__)
MINUTES_PER_HOUR = 60


@bp.get("/people")
@bp.get("/organisations/<int:organisation_id>/people")
@requires(Permission.VIEW_PEOPLE)
def index(organisation_id: int | None = None) -> str:
    """List the people of an organisation and whether each is ready for what they do there."""
    organisation = organisation_in_reach(db_session(), actor(), Permission.VIEW_PEOPLE, organisation_id)
    search = request.args.get("q", "").strip()[:100]
    number = request.args.get("page", default=1, type=whole_number)
    today = clock.today()
    page = people_of(db_session(), actor(), organisation.id, today, search, number)
    ready = readiness_at(
        db_session(),
        sections(),
        organisation.id,
        [person.id for person in page.rows],
        today,
    )
    return render_template(
        "workforce/staff/index.html",
        organisation=organisation,
        organisations=organisations_in_reach(db_session(), actor(), Permission.VIEW_PEOPLE),
        page=page,
        ready=ready,
        search=search,
        may_open=can(actor(), Permission.VIEW_PASSPORT, organisation.id),
        may_add=can(actor(), Permission.MANAGE_PEOPLE, organisation.id),
    )


@bp.get("/organisations/<int:organisation_id>/people/add")
@requires(Permission.MANAGE_PEOPLE)
def add(organisation_id: int) -> str:
    """Ask who comes, and with which contract."""
    return _add_page(_organisation(organisation_id), _form())


@bp.post("/organisations/<int:organisation_id>/people/add")
@requires(Permission.MANAGE_PEOPLE)
@commits
def add_post(organisation_id: int) -> ResponseReturnValue:
    """Give a person a passport and a contract, and put the checks they need on the work-list."""
    organisation = _organisation(organisation_id)
    form = _form()
    if not form.validate():
        return _add_page(organisation, form), 400
    session, who = db_session(), actor()
    try:
        person = add_person(
            session,
            who,
            form.given_name.data,
            form.family_name.data,
            form.born_on.data,
            form.email.data,
            form.phone.data or "",
        )
        employ(
            session,
            who,
            person.id,
            organisation_id,
            form.job_role.data,
            form.started_on.data,
            round(form.week_hours.data * MINUTES_PER_HOUR),
            kind=EmploymentKind(form.kind.data),
        )
    except DomainError as error:
        form.refuse(error)
        return _add_page(organisation, form), error.status
    readied = readiness_at(session, sections(), organisation_id, [person.id], clock.today())
    open_checks(session, who, person.id, organisation_id, readied[person.id].readiness)
    flash(f"{person.name} has a passport. The checks they need are on the work-list.")
    return redirect(url_for("staff.index", organisation_id=organisation_id, q=person.family_name))


@bp.get("/organisations/<int:organisation_id>/employments/<int:employment_id>/end")
@requires(Permission.MANAGE_PEOPLE)
def leaving(organisation_id: int, employment_id: int) -> str:
    """Ask when and why somebody leaves."""
    contract = employment_at(db_session(), actor(), organisation_id, employment_id)
    return _leaving_page(contract, LeavingForm())


@bp.post("/organisations/<int:organisation_id>/employments/<int:employment_id>/end")
@requires(Permission.MANAGE_PEOPLE)
@commits
def leaving_post(organisation_id: int, employment_id: int) -> ResponseReturnValue:
    """End a contract; the roles that hang on it end with its last day."""
    contract = employment_at(db_session(), actor(), organisation_id, employment_id)
    form = LeavingForm()
    if not form.validate():
        return _leaving_page(contract, form), 400
    try:
        end_employment(db_session(), actor(), contract, form.ended_on.data, form.reason.data)
    except DomainError as error:
        form.refuse(error)
        return _leaving_page(contract, form), error.status
    flash(f"The contract of {contract.person.name} ends on {plain_date(form.ended_on.data)}.")
    return redirect(url_for("staff.index", organisation_id=organisation_id))


def _leaving_page(contract: Employment, form: LeavingForm) -> str:
    return render_template("workforce/staff/leaving.html", contract=contract, form=form)


def _organisation(organisation_id: int) -> Organisation:
    return organisation_in_reach(db_session(), actor(), Permission.MANAGE_PEOPLE, organisation_id)


def _form() -> PersonForm:
    form = PersonForm()
    form.job_role.choices = {role.id: role.title for role in job_roles_unscoped(db_session())}
    return form


def _add_page(organisation: Organisation, form: PersonForm) -> str:
    return render_template("workforce/staff/add.html", organisation=organisation, form=form)
