"""The pages on which people see their own passport and where they are ready to work."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from workforce.audit.queries import looks_at_me
from workforce.checks.services import answer_question
from workforce.core import clock
from workforce.core.access import Permission
from workforce.core.errors import DomainError
from workforce.core.web import actor, commits, db_session, requires, signed_in
from workforce.employments.queries import job_roles_unscoped
from workforce.organisations.queries import every_organisation_unscoped, organisation_unscoped
from workforce.passports import queries
from workforce.passports.forms import AnswerForm, ElsewhereForm, OwnRegistrationForm
from workforce.passports.queries.pages import OWNER, passport_page_unscoped, readiness_page_unscoped
from workforce.passports.words import about_person, masked
from workforce.people import services as people_services
from workforce.people.models import Person, Register
from workforce.people.queries import own_person
from workforce.readiness.queries import rules_in_force
from workforce.readiness.sections import sections

bp = Blueprint("passports", __name__, url_prefix="/passport")
bp.add_app_template_filter(masked)
bp.add_app_template_filter(about_person)


def _me() -> Person:
    return own_person(db_session(), actor())


@bp.get("/")
@requires(Permission.OWN_PASSPORT)
def mine() -> str:
    """Show this person's passport: where they are ready to work, and everything it holds."""
    page = passport_page_unscoped(db_session(), sections(), _me(), clock.today(), OWNER)
    looks = looks_at_me(db_session(), actor())
    return render_template("workforce/passports/mine.html", page=page, looks=looks)


@bp.get("/ready-at/<int:employer_id>/<int:job_role_id>")
@requires(Permission.OWN_PASSPORT)
def ready_at(employer_id: int, job_role_id: int) -> str:
    """Show whether this person could do a role at an employer, and every gap with who closes it."""
    page = readiness_page_unscoped(db_session(), sections(), _me(), employer_id, job_role_id, clock.today())
    return render_template("workforce/passports/ready_at.html", page=page)


@bp.get("/elsewhere")
@requires(Permission.OWN_PASSPORT)
def elsewhere() -> ResponseReturnValue:
    """Ask which employer and role somebody wants to know about, and redirect to the answer."""
    _me()
    form = ElsewhereForm(request.args or MultiDict())
    form.employer.choices = {
        organisation.id: organisation.name for organisation in every_organisation_unscoped(db_session())
    }
    form.role.choices = {role.id: role.title for role in job_roles_unscoped(db_session())}
    if request.args and form.validate():
        return redirect(
            url_for("passports.ready_at", employer_id=form.employer.data, job_role_id=form.role.data)
        )
    return render_template("workforce/passports/elsewhere.html", form=form)


@bp.get("/employers/<int:employer_id>")
@signed_in
def asks(employer_id: int) -> str:
    """Show what an employer asks of those who work there, with the source of each rule."""
    employer = organisation_unscoped(db_session(), employer_id)
    rules = rules_in_force(db_session(), employer_id, clock.today())
    return render_template("workforce/passports/asks.html", employer=employer, rules=rules)


@bp.get("/checks/<int:check_id>/answer")
@requires(Permission.OWN_PASSPORT)
def answer(check_id: int) -> str:
    """Show a verifier's question to the person it is asked of."""
    check = queries.own_check(db_session(), actor(), check_id)
    return render_template("workforce/passports/answer.html", check=check, form=AnswerForm())


@bp.post("/checks/<int:check_id>/answer")
@requires(Permission.OWN_PASSPORT)
@commits
def answer_post(check_id: int) -> ResponseReturnValue:
    """Put the check back on the work-list with the person's answer."""
    check = queries.own_check(db_session(), actor(), check_id)
    form = AnswerForm()
    if not form.validate():
        return render_template("workforce/passports/answer.html", check=check, form=form), 400
    try:
        answer_question(db_session(), actor(), check, form.answer.data)
    except DomainError as error:
        form.refuse(error)
        return render_template("workforce/passports/answer.html", check=check, form=form), error.status
    flash(f"{check.organisation.name} has your answer.")
    return redirect(url_for("passports.mine"))


@bp.get("/registrations/add")
@requires(Permission.OWN_PASSPORT)
def add_registration() -> str:
    """Ask in which register this person is."""
    _me()
    return render_template("workforce/passports/add_registration.html", form=OwnRegistrationForm())


@bp.post("/registrations/add")
@requires(Permission.OWN_PASSPORT)
@commits
def add_registration_post() -> ResponseReturnValue:
    """Put an entry in a register into the passport, for a verifier to look up."""
    form = OwnRegistrationForm()
    person = _me()
    if not form.validate():
        return render_template("workforce/passports/add_registration.html", form=form), 400
    try:
        people_services.add_registration(
            db_session(),
            actor(),
            person.id,
            Register(form.register.data),
            form.part.data.lower(),
            form.number.data,
        )
    except DomainError as error:
        form.refuse(error)
        return render_template("workforce/passports/add_registration.html", form=form), error.status
    flash("Your registration is in your passport. It counts once your employer has looked it up.")
    return redirect(url_for("passports.mine"))
