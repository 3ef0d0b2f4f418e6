"""The pages on which people add training and verifiers confirm it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from competences.frameworks.models import CompetenceKind
from competences.frameworks.queries import competences_unscoped
from competences.frameworks.rules import last_valid_day, period_words
from competences.training import queries, services
from competences.training.forms import AddTrainingForm, VerifyTrainingForm, WithdrawTrainingForm
from competences.training.models import TrainingRecord
from workforce.core import audit, clock
from workforce.core.access import Permission
from workforce.core.errors import DomainError
from workforce.core.web import actor, commits, db_session, recording, requires

bp = Blueprint("training", __name__)


@bp.get("/training/add")
@requires(Permission.OWN_PASSPORT)
def add() -> str:
    """Ask which training somebody did."""
    return _add_page(AddTrainingForm())


@bp.post("/training/add")
@requires(Permission.OWN_PASSPORT)
@commits
def add_post() -> ResponseReturnValue:
    """Put training on one's own passport, for an employer to verify."""
    form = AddTrainingForm()
    form.code.choices = _training_choices()
    if not form.validate():
        return _add_page(form), 400
    try:
        services.add_own(db_session(), actor(), form.code.data, form.completed_on.data, form.provider.data)
    except DomainError as error:
        form.refuse(error)
        return _add_page(form), error.status
    flash("Added. It counts once your employer has verified it.")
    return redirect(url_for("passports.mine", _anchor="training"))


@bp.get("/organisations/<int:organisation_id>/training/<int:record_id>")
@requires(Permission.VERIFY_EVIDENCE)
def verify_page(organisation_id: int, record_id: int) -> str:
    """Show a verifier one record, and what verifying it will do."""
    record = queries.record_to_verify(db_session(), actor(), organisation_id, record_id)
    with recording() as session:
        audit.record(
            session,
            actor(),
            "training.looked_at",
            ("training_records", record_id),
            person_id=record.person_id,
            organisation_id=organisation_id,
        )
    return _verify_page(organisation_id, record)


@bp.post("/organisations/<int:organisation_id>/training/<int:record_id>/verify")
@requires(Permission.VERIFY_EVIDENCE)
@commits
def verify(organisation_id: int, record_id: int) -> ResponseReturnValue:
    """Verify a record."""
    record = queries.record_to_verify(db_session(), actor(), organisation_id, record_id)
    form = VerifyTrainingForm()
    if not form.validate():
        return _verify_page(organisation_id, record, verify_form=form), 400
    services.verify(db_session(), actor(), organisation_id, record_id)
    flash(f"Verified. {record.competence.title} counts for {record.person.name} everywhere from now on.")
    return redirect(url_for(".verify_page", organisation_id=organisation_id, record_id=record_id))


@bp.post("/organisations/<int:organisation_id>/training/<int:record_id>/withdraw")
@requires(Permission.VERIFY_EVIDENCE)
@commits
def withdraw(organisation_id: int, record_id: int) -> ResponseReturnValue:
    """Withdraw a record, with the reason."""
    record = queries.record_to_verify(db_session(), actor(), organisation_id, record_id)
    form = WithdrawTrainingForm(prefix="withdraw")
    if not form.validate():
        return _verify_page(organisation_id, record, withdraw_form=form), 400
    services.withdraw(db_session(), actor(), organisation_id, record_id, form.why.data)
    flash("Taken back. It no longer counts anywhere.")
    return redirect(url_for(".verify_page", organisation_id=organisation_id, record_id=record_id))


def _training_choices() -> dict[str, str]:
    trainings = competences_unscoped(db_session(), CompetenceKind.TRAINING)
    return {training.code: training.title for training in trainings}


def _add_page(form: AddTrainingForm) -> str:
    form.code.choices = _training_choices()
    return render_template("competences/training/add.html", form=form)


def _verify_page(
    organisation_id: int,
    record: TrainingRecord,
    verify_form: VerifyTrainingForm | None = None,
    withdraw_form: WithdrawTrainingForm | None = None,
) -> str:
    months = record.competence.refresh_months
    return render_template(
        "competences/training/verify.html",
        organisation_id=organisation_id,
        record=record,
        until=last_valid_day(record.completed_on, months),
        national=period_words(months),
        sooner=queries.host_periods_unscoped(db_session(), [record.competence]),
        today=clock.today(),
        form=verify_form or withdraw_form,
        verify_form=verify_form or VerifyTrainingForm(),
        withdraw_form=withdraw_form or WithdrawTrainingForm(formdata=None, prefix="withdraw"),
    )
