"""The assessor's pages: find somebody, watch, sign off, take back. Made for a phone."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from competences.assessments import queries, services
from competences.assessments.following import FollowedFrameworks
from competences.assessments.forms import NotYetForm, SignOffForm, WatchForm, WithdrawForm
from competences.assessments.models import Assessment, Level
from competences.assessments.queries import Subject
from competences.assessments.rules import still_to_see
from competences.frameworks.models import Competence, CompetenceKind
from competences.frameworks.queries import counts_towards_unscoped
from competences.frameworks.rules import last_valid_day
from workforce.core import audit, clock
from workforce.core.access import Permission
from workforce.core.errors import DomainError
from workforce.core.web import actor, commits, db_session, recording, requires

bp = Blueprint("assessments", __name__, url_prefix="/assess")


@bp.get("/")
@requires(Permission.ASSESS_COMPETENCE)
def start() -> str:
    """Show what the assessor has begun, whom they can assess, and what they may sign off."""
    search = request.args.get("q", "").strip()[:100]
    return render_template(
        "competences/assessments/start.html",
        search=search,
        people=queries.people_to_assess(db_session(), actor(), search) if search else [],
        unfinished=queries.unfinished(db_session(), actor()),
        signed=queries.own_sign_offs(db_session(), actor()),
        assessable=queries.assessable(db_session(), actor()),
    )


@bp.get("/people/<int:person_id>")
@requires(Permission.ASSESS_COMPETENCE)
def person(person_id: int) -> str:
    """Ask in what a person is to be watched."""
    person = queries.person_to_assess(db_session(), actor(), person_id)
    followed = _followed_frameworks(person_id)
    held = {assessment.competence_id for assessment in queries.sign_offs_unscoped(db_session(), person_id)}
    shown = [
        (competence, permit)
        for competence, permit in queries.assessable(db_session(), actor())
        if competence.kind is not CompetenceKind.KSB or competence.framework_id in followed
    ]
    page = render_template("competences/assessments/person.html", person=person, assessable=shown, held=held)
    with recording() as session:
        audit.record(
            session,
            actor(),
            "passport.looked_at",
            person,
            person_id=person.id,
            purpose="To assess you",
            saw="what you can do",
        )
    return page


@bp.get("/people/<int:person_id>/<int:competence_id>")
@requires(Permission.ASSESS_COMPETENCE)
def watch(person_id: int, competence_id: int) -> str:
    """Show what is to be seen, and whether the assessor may sign it off."""
    subject = _subject(person_id, competence_id)
    return _watch_page(subject, WatchForm())


@bp.post("/people/<int:person_id>/<int:competence_id>")
@requires(Permission.ASSESS_COMPETENCE)
@commits
def save(person_id: int, competence_id: int) -> ResponseReturnValue:
    """Keep what was seen, and go on to signing once everything was."""
    subject = _subject(person_id, competence_id)
    form = WatchForm()
    form.steps.choices = list(subject.competence.steps)
    if not form.validate():
        return _watch_page(subject, form), 400
    try:
        services.save_observation(
            db_session(),
            actor(),
            subject.person,
            subject.competence,
            form.steps.data or [],
            form.note.data or "",
        )
    except DomainError as error:
        form.refuse(error)
        return _watch_page(subject, form), error.status
    if _missing(subject):
        flash("Saved. Carry on when you next see it.")
        return redirect(url_for(".start"))
    return redirect(url_for(".sign", person_id=person_id, competence_id=competence_id))


@bp.get("/people/<int:person_id>/<int:competence_id>/sign-off")
@requires(Permission.ASSESS_COMPETENCE)
def sign(person_id: int, competence_id: int) -> ResponseReturnValue:
    """Ask how the person can do it, and show what the sign-off will count as."""
    subject = _subject(person_id, competence_id)
    if _missing(subject):
        return redirect(url_for(".watch", person_id=person_id, competence_id=competence_id))
    return _sign_page(subject, SignOffForm())


@bp.post("/people/<int:person_id>/<int:competence_id>/sign-off")
@requires(Permission.ASSESS_COMPETENCE)
@commits
def sign_post(person_id: int, competence_id: int) -> ResponseReturnValue:
    """Sign off; it counts from this moment."""
    subject = _subject(person_id, competence_id)
    form = SignOffForm()
    if not form.validate():
        return _sign_page(subject, form), 400
    try:
        signed = services.sign_off(
            db_session(), actor(), subject.person, subject.competence, Level(form.level.data)
        )
    except DomainError as error:
        form.refuse(error)
        return _sign_page(subject, form), error.status
    return redirect(url_for(".signed", assessment_id=signed.id))


@bp.get("/people/<int:person_id>/<int:competence_id>/not-yet")
@requires(Permission.ASSESS_COMPETENCE)
def not_yet(person_id: int, competence_id: int) -> str:
    """Ask what is missing."""
    subject = _subject(person_id, competence_id)
    return _not_yet_page(subject, NotYetForm())


@bp.post("/people/<int:person_id>/<int:competence_id>/not-yet")
@requires(Permission.ASSESS_COMPETENCE)
@commits
def not_yet_post(person_id: int, competence_id: int) -> ResponseReturnValue:
    """Tell the person what is missing."""
    subject = _subject(person_id, competence_id)
    form = NotYetForm()
    if not form.validate():
        return _not_yet_page(subject, form), 400
    try:
        services.not_yet(db_session(), actor(), subject.person, subject.competence, form.missing.data)
    except DomainError as error:
        form.refuse(error)
        return _not_yet_page(subject, form), error.status
    flash(f"Saved. {subject.person.given_name} can read it under “What I can do”.")
    return redirect(url_for(".start"))


@bp.get("/sign-offs/<int:assessment_id>")
@requires(Permission.ASSESS_COMPETENCE)
def signed(assessment_id: int) -> str:
    """Show what was signed and what that opened."""
    assessment = queries.sign_off_of(db_session(), actor(), assessment_id)
    competence, on = assessment.competence, clock.today()
    alone = assessment.level is Level.ALONE
    return render_template(
        "competences/assessments/signed.html",
        assessment=assessment,
        until=last_valid_day(assessment.assessed_on, competence.refresh_months),
        teams=queries.holders_in_teams_unscoped(db_session(), assessment.person_id, competence.code, on)
        if alone
        else [],
        counts=_counts_as(assessment.person_id, competence),
        alone=alone,
    )


@bp.get("/sign-offs/<int:assessment_id>/withdraw")
@requires(Permission.ASSESS_COMPETENCE)
def withdraw(assessment_id: int) -> str:
    """Ask why a sign-off is taken back."""
    assessment = queries.sign_off_of(db_session(), actor(), assessment_id)
    return render_template(
        "competences/assessments/withdraw.html", assessment=assessment, form=WithdrawForm()
    )


@bp.post("/sign-offs/<int:assessment_id>/withdraw")
@requires(Permission.ASSESS_COMPETENCE)
@commits
def withdraw_post(assessment_id: int) -> ResponseReturnValue:
    """Take a sign-off back."""
    assessment = queries.sign_off_of(db_session(), actor(), assessment_id)
    form = WithdrawForm()
    if not form.validate():
        page = render_template("competences/assessments/withdraw.html", assessment=assessment, form=form)
        return page, 400
    services.withdraw_sign_off(db_session(), actor(), assessment_id, form.why.data)
    flash("Taken back. It counts nowhere any more.")
    return redirect(url_for(".signed", assessment_id=assessment_id))


def _subject(person_id: int, competence_id: int) -> Subject:
    return queries.subject_to_assess(db_session(), actor(), person_id, competence_id)


def _watched(subject: Subject) -> list[Assessment]:
    return queries.observations(db_session(), actor(), subject.person.id, subject.competence.id)


def _missing(subject: Subject) -> list[str]:
    return still_to_see(
        subject.competence.steps, (step for assessment in _watched(subject) for step in assessment.steps_seen)
    )


def _watch_page(subject: Subject, form: WatchForm) -> str:
    watched, steps = _watched(subject), subject.competence.steps
    form.steps.choices = list(steps)
    seen = {step for assessment in watched for step in assessment.steps_seen}
    if not form.is_submitted():
        form.note.data = watched[-1].note if watched else ""
        form.steps.data = sorted(seen)
    return render_template(
        "competences/assessments/watch.html",
        person=subject.person,
        competence=subject.competence,
        form=form,
        watched=watched,
        missing=still_to_see(steps, seen),
        permit=queries.permit_to_sign_off(db_session(), actor(), *subject),
    )


def _sign_page(subject: Subject, form: SignOffForm) -> str:
    return render_template(
        "competences/assessments/sign.html",
        person=subject.person,
        competence=subject.competence,
        form=form,
        watched=_watched(subject),
        counts=_counts_as(subject.person.id, subject.competence),
        until=last_valid_day(clock.today(), subject.competence.refresh_months),
        permit=queries.permit_to_sign_off(db_session(), actor(), *subject),
        assessor_name=actor().name,
    )


def _not_yet_page(subject: Subject, form: NotYetForm) -> str:
    return render_template(
        "competences/assessments/not_yet.html",
        person=subject.person,
        competence=subject.competence,
        form=form,
    )


def _counts_as(person_id: int, competence: Competence) -> list[Any]:
    """Return what a sign-off counts towards, leaving out apprenticeships that the person is not in."""
    followed = _followed_frameworks(person_id)
    return [
        agreement
        for agreement in counts_towards_unscoped(db_session(), competence.id)
        if agreement.counted.kind is not CompetenceKind.KSB or agreement.counted.framework_id in followed
    ]


def _followed_frameworks(person_id: int) -> Collection[int]:
    """Return the frameworks of the apprenticeships that a person is in, as the application wires it."""
    frameworks_of: FollowedFrameworks = current_app.extensions["followed_frameworks"]
    return frameworks_of(db_session(), person_id)
