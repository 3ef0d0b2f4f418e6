"""One application: reading it, deciding, proposing a place, and the private link to send."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields import SelectChoice

from workforce.core import clock
from workforce.core.access import Permission
from workforce.core.errors import DomainError
from workforce.core.web import actor, commits, db_session, requires
from workforce.core.words import count_of
from workforce.recruitment import rules
from workforce.recruitment.forms import DecisionForm, ProposalForm
from workforce.recruitment.models import Application, Proposal
from workforce.recruitment.queries import public
from workforce.recruitment.queries import recruiting as queries
from workforce.recruitment.rules import ApplicationStatus
from workforce.recruitment.services import applications, proposals
from workforce.recruitment.views.blueprint import bp

DECIDE = Permission.DECIDE_APPLICATIONS


@bp.get("/recruitment/applications/<application_reference>")
@requires(Permission.VIEW_APPLICATIONS)
def application(application_reference: str) -> str:
    """Show an application, where it stands, and what can be done next."""
    application = queries.application(
        db_session(), actor(), Permission.VIEW_APPLICATIONS, application_reference
    )
    return _page(application)


@bp.post("/recruitment/applications/<application_reference>/decision")
@requires(DECIDE)
@commits
def decide(application_reference: str) -> ResponseReturnValue:
    """Shortlist, or not, in words."""
    application = _application(application_reference)
    form = _decision_form(application)
    if not form.validate():
        return _page(application, form), 400
    try:
        applications.decide(
            db_session(), actor(), application, ApplicationStatus(form.decision.data), form.words.data or ""
        )
    except DomainError as error:
        form.refuse(error)
        return _page(application, form), error.status
    flash("Your decision is saved. You see the name now.")
    return _to_application(application_reference)


@bp.get("/recruitment/applications/<application_reference>/proposal")
@requires(DECIDE)
def proposal_form(application_reference: str) -> str:
    """Ask which place to propose, the candidate's own order first."""
    application = _application(application_reference)
    return _proposal_page(application, _proposal_form(application))


@bp.post("/recruitment/applications/<application_reference>/proposal")
@requires(DECIDE)
@commits
def propose(application_reference: str) -> ResponseReturnValue:
    """Hold a place and show its private link, once."""
    application = _application(application_reference)
    form = _proposal_form(application)
    if not form.validate():
        return _proposal_page(application, form), 400
    try:
        proposal, token = proposals.propose(db_session(), actor(), application, form.terms())
    except DomainError as error:
        form.refuse(error)
        return _proposal_page(application, form), error.status
    return _link_page(application, proposal, token)


@bp.post("/recruitment/applications/<application_reference>/link")
@requires(DECIDE)
@commits
def new_link(application_reference: str) -> ResponseReturnValue:
    """Make a new private link and show it, once."""
    application = _application(application_reference)
    return _link_page(application, *proposals.renew_link(db_session(), actor(), application))


@bp.post("/recruitment/applications/<application_reference>/take-back")
@requires(DECIDE)
@commits
def take_back(application_reference: str) -> ResponseReturnValue:
    """End a proposal; its link stops working."""
    proposals.take_back(db_session(), actor(), _application(application_reference))
    flash("The proposal is taken back. Its link has stopped working: tell the candidate yourself.")
    return _to_application(application_reference)


def _application(application_reference: str) -> Application:
    return queries.application(db_session(), actor(), DECIDE, application_reference)


def _to_application(application_reference: str) -> ResponseReturnValue:
    return redirect(url_for("recruitment.application", application_reference=application_reference))


def _page(application: Application, form: DecisionForm | None = None) -> str:
    latest = application.proposals[0] if application.proposals else None
    overdue = latest is not None and rules.is_overdue(latest.status, latest.expires_at, clock.now())
    if form is None and rules.DECISIONS.get(application.status):
        form = _decision_form(application)
    return render_template(
        "workforce/recruitment/application.html",
        application=application,
        candidate=queries.candidate_unscoped(db_session(), application),
        latest=latest,
        overdue=overdue,
        may_propose=application.status is ApplicationStatus.SHORTLISTED or overdue,
        form=form,
        right_to_work=rules.RIGHT_TO_WORK_WORDS[application.right_to_work],
    )


def _proposal_page(application: Application, form: ProposalForm) -> str:
    return render_template(
        "workforce/recruitment/proposal_form.html",
        application=application,
        form=form,
        candidate=queries.candidate_unscoped(db_session(), application),
    )


def _link_page(application: Application, proposal: Proposal, token: str) -> str:
    return render_template(
        "workforce/recruitment/link.html",
        application=application,
        proposal=proposal,
        link=url_for("recruitment.place", token=token, _external=True),
    )


def _decision_form(application: Application) -> DecisionForm:
    form = DecisionForm()
    form.offer(application.status)
    return form


def _proposal_form(application: Application) -> ProposalForm:
    """Offer every placement of the vacancy, the candidate's choices first, each with its places left."""
    form = ProposalForm()
    ranks = {choice.vacancy_placement_id: choice.rank for choice in application.choices}
    placements = sorted(
        application.vacancy.placements, key=lambda placement: ranks.get(placement.id, len(ranks) + 1)
    )
    free = public.free_places_unscoped(db_session(), [placement.id for placement in placements])
    form.placement.choices = [
        SelectChoice(
            placement.id,
            placement.title,
            render_kw={
                "hint": ". ".join(
                    (
                        f"{rules.ordinal(ranks[placement.id])} choice"
                        if placement.id in ranks
                        else "Not chosen",
                        f"{count_of(free[placement.id], 'place')} left",
                        f"{placement.organisation.name}, {placement.hours} hours a week",
                    )
                )
            },
        )
        for placement in placements
    ]
    return form
