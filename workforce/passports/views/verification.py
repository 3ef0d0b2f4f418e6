"""The pages on which the verifiers of an organisation work: the list, one person, one check."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workforce.checks import services as check_services
from workforce.checks.details import CheckKind
from workforce.checks.models import Check, CheckState
from workforce.checks.services import Finding
from workforce.core import audit, clock
from workforce.core.access import Permission
from workforce.core.errors import DomainError, NotFound
from workforce.core.figures import figure
from workforce.core.web import actor, commits, db_session, recording, requires
from workforce.organisations.models import Organisation
from workforce.organisations.queries import organisation_in_reach
from workforce.passports import queries
from workforce.passports.forms import (
    CHECK_FORMS,
    CheckForm,
    QuestionForm,
    RegistrationForm,
    WithdrawCheckForm,
)
from workforce.passports.queries.pages import Viewer, passport_page_unscoped, readiness_page_unscoped
from workforce.passports.sections import evidence_of
from workforce.people.models import Person, Registration
from workforce.people.services import verify_registration
from workforce.placements.queries import person_of
from workforce.readiness.sections import sections

bp = Blueprint("verification", __name__)
VERIFY = Permission.VERIFY_EVIDENCE

#: What the verifier's page shows of each check and no other employer ever sees.
UNSEEN = {
    CheckKind.IDENTITY: "document numbers, address, date of birth",
    CheckKind.RIGHT_TO_WORK: "share code, date of birth, visa type, reference",
    CheckKind.REGISTRATION_QUALIFICATIONS: "copies of certificates",
    CheckKind.HISTORY_REFERENCES: "the references themselves, reasons for leaving",
    CheckKind.CRIMINAL_RECORD: "what the certificate says, its number, your risk assessment",
    CheckKind.WORK_HEALTH: "any health detail, or which adjustments",
}


def _looked_at(person: Person, organisation: Organisation, purpose: str, saw: str) -> None:
    """Record that the actor looked, before the page is shown: the person can read who, why and what."""
    with recording() as session:
        audit.record(
            session,
            actor(),
            "passport.looked_at",
            (Person.__tablename__, person.id),
            person_id=person.id,
            organisation_id=organisation.id,
            purpose=purpose,
            saw=saw,
        )


@bp.get("/work-list")
@bp.get("/organisations/<int:organisation_id>/work-list")
@requires(VERIFY)
def work_list(organisation_id: int | None = None) -> str:
    """List what waits for the verifiers of an organisation, the most urgent first."""
    return _work_list(organisation_id, "to_verify")


@bp.get("/work-list/running-out")
@bp.get("/organisations/<int:organisation_id>/work-list/running-out")
@requires(VERIFY)
def running_out(organisation_id: int | None = None) -> str:
    """List what people of an organisation hold that runs out soon."""
    return _work_list(organisation_id, "running_out")


def _work_list(organisation_id: int | None, tab: str) -> str:
    organisation = organisation_in_reach(db_session(), actor(), VERIFY, organisation_id)
    today = clock.today()
    lists = {
        "to_verify": queries.awaiting_work(db_session(), actor(), sections(), organisation.id, today),
        "running_out": queries.running_out_work(db_session(), actor(), sections(), organisation.id, today),
    }
    return render_template(
        "workforce/passports/work_list.html",
        organisation=organisation,
        lists=lists,
        tab=tab,
        soon_days=figure("passport.due_soon_days", today).whole,
    )


@bp.get("/organisations/<int:organisation_id>/people/<int:person_id>")
@requires(Permission.VIEW_PASSPORT)
def person(organisation_id: int, person_id: int) -> str:
    """Show a person's passport to the verifiers of their organisation, and record that they looked."""
    person, organisation = _person(Permission.VIEW_PASSPORT, organisation_id, person_id)
    page = passport_page_unscoped(db_session(), sections(), person, clock.today(), Viewer(organisation_id))
    _looked_at(person, organisation, "To verify and to follow up", "your whole passport")
    return render_template("workforce/passports/person.html", page=page, organisation=organisation)


@bp.get("/organisations/<int:organisation_id>/people/<int:person_id>/ready-at/<int:job_role_id>")
@requires(Permission.VIEW_PASSPORT)
def ready_at(organisation_id: int, person_id: int, job_role_id: int) -> str:
    """Show whether a person could do a role at this organisation, and record that they looked."""
    person, organisation = _person(Permission.VIEW_PASSPORT, organisation_id, person_id)
    page = readiness_page_unscoped(
        db_session(), sections(), person, organisation_id, job_role_id, clock.today()
    )
    _looked_at(person, organisation, "To see if you can work there", "gaps only")
    return render_template("workforce/passports/person_ready_at.html", page=page)


@bp.get("/organisations/<int:organisation_id>/people/<int:person_id>/checks/<code>")
@requires(VERIFY)
def check(organisation_id: int, person_id: int, code: str) -> str:
    """Show the form of one check, with what verifying it will do."""
    person, organisation = _person(VERIFY, organisation_id, person_id)
    form = CHECK_FORMS[_kind(code)]()
    page = _check_page(person, organisation, _kind(code), form)
    _looked_at(person, organisation, f"To check: {_kind(code).label}", _kind(code).label.lower())
    return page


@bp.post("/organisations/<int:organisation_id>/people/<int:person_id>/checks/<code>")
@requires(VERIFY)
@commits
def check_post(organisation_id: int, person_id: int, code: str) -> ResponseReturnValue:
    """Verify a check, or show what that would do when the verifier asks to see it first."""
    person, organisation = _person(VERIFY, organisation_id, person_id)
    wanted = _kind(code)
    form = CHECK_FORMS[wanted]()
    if not form.validate():
        return _check_page(person, organisation, wanted, form), 400
    finding = form.finding(clock.today())
    if request.form.get("answer") == "preview":
        return _check_page(person, organisation, wanted, form, finding)
    try:
        check_services.verify_check(db_session(), actor(), person_id, organisation_id, wanted, finding)
    except DomainError as error:
        form.refuse(error)
        return _check_page(person, organisation, wanted, form), error.status
    flash(f"{wanted.label} of {person.name} is recorded. Readiness follows at once.")
    return redirect(url_for("verification.person", organisation_id=organisation_id, person_id=person_id))


def _check_page(
    person: Person,
    organisation: Organisation,
    kind: CheckKind,
    form: CheckForm,
    finding: Finding | None = None,
) -> str:
    today = clock.today()
    held = queries.checks_at(db_session(), organisation.id, person.id, kind)
    evidence = evidence_of(kind, finding, today) if finding else None
    return render_template(
        "workforce/passports/check.html",
        person=person,
        organisation=organisation,
        kind=kind,
        form=form,
        finding=finding,
        evidence=evidence,
        effects=queries.effects_unscoped(db_session(), sections(), person.id, {kind.value}, evidence, today)
        if finding is None or evidence is not None
        else [],
        awaiting=next((check for check in held if check.state is CheckState.AWAITING), None),
        held=held,
        unseen=UNSEEN[kind],
        today=today,
    )


@bp.get("/organisations/<int:organisation_id>/people/<int:person_id>/checks/<code>/question")
@requires(VERIFY)
def question(organisation_id: int, person_id: int, code: str) -> str:
    """Ask what the verifier needs to know from the person."""
    person, organisation = _person(VERIFY, organisation_id, person_id)
    return _question_page(person, organisation, _kind(code), QuestionForm())


@bp.post("/organisations/<int:organisation_id>/people/<int:person_id>/checks/<code>/question")
@requires(VERIFY)
@commits
def question_post(organisation_id: int, person_id: int, code: str) -> ResponseReturnValue:
    """Send the check back to the person with a question."""
    person, organisation = _person(VERIFY, organisation_id, person_id)
    form = QuestionForm()
    if not form.validate():
        return _question_page(person, organisation, _kind(code), form), 400
    asked = check_services.ask_for_check(db_session(), actor(), person_id, organisation_id, _kind(code))
    check_services.send_back(db_session(), actor(), asked, form.question.data)
    flash(f"{person.name} sees your question. The answer comes back to your work-list.")
    return redirect(url_for("verification.work_list", organisation_id=organisation_id))


def _question_page(person: Person, organisation: Organisation, kind: CheckKind, form: QuestionForm) -> str:
    return render_template(
        "workforce/passports/question.html", person=person, organisation=organisation, kind=kind, form=form
    )


@bp.get("/organisations/<int:organisation_id>/checks/<int:check_id>/withdraw")
@requires(VERIFY)
def withdraw(organisation_id: int, check_id: int) -> str:
    """Ask why a verification is taken back, and say what that does."""
    check = queries.verified_check(db_session(), actor(), organisation_id, check_id)
    return _withdraw_page(check, WithdrawCheckForm())


@bp.post("/organisations/<int:organisation_id>/checks/<int:check_id>/withdraw")
@requires(VERIFY)
@commits
def withdraw_post(organisation_id: int, check_id: int) -> ResponseReturnValue:
    """Take back a verification of one's own organisation at once."""
    check = queries.verified_check(db_session(), actor(), organisation_id, check_id)
    form = WithdrawCheckForm()
    if not form.validate():
        return _withdraw_page(check, form), 400
    check_services.withdraw_check(db_session(), actor(), check, form.because.data)
    flash(f"{check.kind.label} of {check.person.name} is withdrawn. It is on your work-list again.")
    return redirect(
        url_for("verification.person", organisation_id=organisation_id, person_id=check.person_id)
    )


def _withdraw_page(check: Check, form: WithdrawCheckForm) -> str:
    return render_template("workforce/passports/withdraw.html", check=check, form=form)


@bp.get("/organisations/<int:organisation_id>/registrations/<int:registration_id>")
@requires(VERIFY)
def registration(organisation_id: int, registration_id: int) -> str:
    """Show an entry to look up in its register."""
    entry, organisation = _registration(organisation_id, registration_id)
    form = RegistrationForm(data={"part": entry.part, "expires_on": entry.expires_on})
    _looked_at(entry.person, organisation, "To look up your registration", "registration")
    return _registration_page(entry, organisation, form)


@bp.post("/organisations/<int:organisation_id>/registrations/<int:registration_id>")
@requires(VERIFY)
@commits
def registration_post(organisation_id: int, registration_id: int) -> ResponseReturnValue:
    """Record what the register says."""
    entry, organisation = _registration(organisation_id, registration_id)
    form = RegistrationForm()
    if not form.validate():
        return _registration_page(entry, organisation, form), 400
    verify_registration(db_session(), actor(), entry, organisation_id, form.entry())
    flash(f"The registration of {entry.person.name} is recorded. Readiness follows at once.")
    return redirect(
        url_for("verification.person", organisation_id=organisation_id, person_id=entry.person_id)
    )


def _registration_page(entry: Registration, organisation: Organisation, form: RegistrationForm) -> str:
    return render_template(
        "workforce/passports/registration.html",
        entry=entry,
        organisation=organisation,
        form=form,
        effects=queries.effects_unscoped(
            db_session(), sections(), entry.person_id, {entry.register.value}, None, clock.today()
        ),
    )


def _person(permission: Permission, organisation_id: int, person_id: int) -> tuple[Person, Organisation]:
    person = person_of(db_session(), actor(), permission, organisation_id, person_id, clock.today())
    return person, organisation_in_reach(db_session(), actor(), permission, organisation_id)


def _registration(organisation_id: int, registration_id: int) -> tuple[Registration, Organisation]:
    entry = queries.registration_of(db_session(), actor(), organisation_id, registration_id, clock.today())
    return entry, organisation_in_reach(db_session(), actor(), VERIFY, organisation_id)


def _kind(slug: str) -> CheckKind:
    kind = CheckKind.from_slug(slug)
    if kind is None:
        raise NotFound
    return kind
