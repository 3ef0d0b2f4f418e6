"""The hire, and the start plan that follows from it."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from workforce.core import audit
from workforce.core.access import Permission
from workforce.core.errors import DomainError
from workforce.core.web import actor, commits, db_session, recording, requires
from workforce.readiness.sections import sections
from workforce.recruitment.forms import HireForm
from workforce.recruitment.models import Application, Proposal
from workforce.recruitment.queries import recruiting as queries
from workforce.recruitment.queries.start_plan import start_plan
from workforce.recruitment.rules import ApplicationStatus
from workforce.recruitment.services import hiring
from workforce.recruitment.services.proposals import accepted_proposal_unscoped
from workforce.recruitment.views.blueprint import bp

DECIDE = Permission.DECIDE_APPLICATIONS


@bp.get("/recruitment/applications/<application_reference>/hire")
@requires(DECIDE)
def hire_form(application_reference: str) -> ResponseReturnValue:
    """Ask what the hire needs and the application did not ask."""
    application = queries.application(db_session(), actor(), DECIDE, application_reference)
    if application.status is ApplicationStatus.HIRED:
        return redirect(url_for("recruitment.start", application_reference=application_reference))
    proposal = accepted_proposal_unscoped(db_session(), application)
    form = HireForm()
    form.show(application, proposal)
    return _page(application, proposal, form)


@bp.post("/recruitment/applications/<application_reference>/hire")
@requires(DECIDE)
@commits
def hire(application_reference: str) -> ResponseReturnValue:
    """Complete the hire and show the link to sign in, once."""
    application = queries.application(db_session(), actor(), DECIDE, application_reference)
    form = HireForm()
    if application.status is ApplicationStatus.HIRED:
        return redirect(url_for("recruitment.start", application_reference=application_reference))
    proposal = accepted_proposal_unscoped(db_session(), application)
    if not form.validate():
        return _page(application, proposal, form), 400
    try:
        done = hiring.hire(db_session(), actor(), application, form.facts())
    except DomainError as error:
        form.refuse(error)
        return _page(application, proposal, form), error.status
    link = url_for("accounts.choose_password", secret=done.invitation, _external=True)
    return render_template(
        "workforce/recruitment/hired.html",
        application=application,
        employment=done.employment,
        link=link if done.invitation else "",
    )


@bp.get("/recruitment/applications/<application_reference>/start-plan")
@requires(Permission.VIEW_APPLICATIONS)
def start(application_reference: str) -> str:
    """Show what is missing at the employer, who closes it, and by when; looking is recorded."""
    plan = start_plan(db_session(), actor(), sections(), application_reference)
    with recording() as session:
        audit.record(
            session,
            actor(),
            "readiness.looked_at",
            ("people", plan.employment.person_id),
            person_id=plan.employment.person_id,
            organisation_id=plan.employment.organisation_id,
            purpose="To plan your first day",
            saw="gaps only",
        )
    return render_template(
        "workforce/recruitment/start_plan.html", plan=plan, reference=application_reference
    )


def _page(application: Application, proposal: Proposal, form: HireForm) -> str:
    return render_template(
        "workforce/recruitment/hire.html", application=application, proposal=proposal, form=form
    )
