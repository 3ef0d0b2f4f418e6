"""The page on which a rota is checked and published."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import fields as wtforms_fields

from rostering.rotas import queries as rota_queries
from rostering.rotas.models import Rota
from rostering.workspace.services import publication
from rostering.workspace.services.publication import PublicationCheck
from rostering.workspace.views.blueprint import bp, page_of, sections
from workforce.core.access import Permission
from workforce.core.errors import DomainError, NotFound
from workforce.core.fields import LongTextField
from workforce.core.forms import Form
from workforce.core.web import actor, commits, db_session, requires
from workforce.core.words import count_of


class PublishForm(Form):
    """What the lead says on publishing; the hidden fields say what they have seen."""

    reason = LongTextField(
        "Why",
        hint="Staff read this beside what changes for them.",
        missing="Say why, so that staff can read it",
        max_length=300,
        rows=3,
    )
    revision = wtforms_fields.HiddenField()
    replaces = wtforms_fields.HiddenField()
    replaces_revision = wtforms_fields.HiddenField()


def _form(ready: PublicationCheck) -> PublishForm:
    """Return the form, which asks for a reason where one is needed and not otherwise."""
    form = PublishForm()
    if not ready.needs_reason:
        del form.reason
    elif ready.replaces is None:
        form.reason.label.text = "Why is the notice short?"
    else:
        form.reason.label.text = f"Why does it change{' at short notice' if ready.short_notice else ''}?"
    return form


@bp.get("/rotas/<int:rota_id>/publish")
@requires(Permission.PUBLISH_ROTA)
def check_and_publish(rota_id: int) -> ResponseReturnValue:
    """Show what publishing a rota would mean."""
    ready = _ready(rota_id)
    return _publish_page(ready, _form(ready))


@bp.post("/rotas/<int:rota_id>/publish")
@requires(Permission.PUBLISH_ROTA)
@commits
def publish(rota_id: int) -> ResponseReturnValue:
    """Publish a rota, all at once or not at all."""
    ready = _ready(rota_id)
    form, rota = _form(ready), ready.board.rota
    if form.validate():
        try:
            publication.publish(
                db_session(),
                sections(),
                actor(),
                rota_id,
                seen_revision=_whole(form.revision.data) or 0,
                seen_replaced_id=_whole(form.replaces.data),
                seen_replaced_revision=_whole(form.replaces_revision.data),
                reason=(form.reason.data or "") if form.reason else "",
            )
        except NotFound:
            raise
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_said(ready, rota))
            return redirect(url_for("workspace.rota", rota_id=rota_id))
        # What is shown beside the refusal is the rota as it is now.
        ready = _ready(rota_id)
    return _publish_page(ready, form), 400


def _said(ready: PublicationCheck, rota: Rota) -> str:
    words = f"Published, with {rota.notice_days or 0} days’ notice. Everyone in it sees it in My rota now."
    if ready.comparison and ready.comparison.people:
        changed = count_of(len(ready.comparison.people), "person is", "people are")
        words += f" {changed} told on their home page what changes."
    return words


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


def _ready(rota_id: int) -> PublicationCheck:
    rota = rota_queries.rota_for(db_session(), actor(), rota_id, Permission.PUBLISH_ROTA)
    return publication.publication_check_unscoped(db_session(), sections(), rota)


def _publish_page(ready: PublicationCheck, form: PublishForm) -> str:
    rota, old = ready.board.rota, ready.replaces
    form.revision.data = str(rota.revision)
    form.replaces.data = str(old.id) if old else ""
    form.replaces_revision.data = str(old.revision) if old else ""
    return render_template(
        "rostering/workspace/publish.html",
        rota=rota,
        ready=ready,
        page=page_of(ready.board),
        form=form,
    )
