"""The page on which a rota is checked and published."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import fields as wtforms_fields

from rostering.rotas import queries as rota_queries
from rostering.workspace.services import publication
from rostering.workspace.views.blueprint import bp, page_of, sections
from workforce.core.access import Permission
from workforce.core.errors import DomainError, NotFound
from workforce.core.fields import LongTextField
from workforce.core.forms import Form
from workforce.core.web import actor, commits, db_session, requires


class PublishForm(Form):
    """What the lead says on publishing; the hidden fields say what they have seen."""

    reason = LongTextField(
        "Why", hint="Staff read this beside what changes for them.", max_length=300, rows=3, optional=True
    )
    revision = wtforms_fields.HiddenField()
    replaces = wtforms_fields.HiddenField()


@bp.get("/rotas/<int:rota_id>/publish")
@requires(Permission.PUBLISH_ROTA)
def check_and_publish(rota_id: int) -> ResponseReturnValue:
    """Show what publishing a rota would mean."""
    return _publish_page(rota_id, PublishForm())


@bp.post("/rotas/<int:rota_id>/publish")
@requires(Permission.PUBLISH_ROTA)
@commits
def publish(rota_id: int) -> ResponseReturnValue:
    """Publish a rota, all at once or not at all."""
    form = PublishForm()
    rota = rota_queries.rota_for(db_session(), actor(), rota_id, Permission.PUBLISH_ROTA)
    if form.validate():
        try:
            publication.publish(
                db_session(),
                sections(),
                actor(),
                rota_id,
                seen_revision=_whole(form.revision.data) or 0,
                seen_replaced_id=_whole(form.replaces.data),
                reason=form.reason.data or "",
            )
        except NotFound:
            raise
        except DomainError as error:
            form.refuse(error)
        else:
            days = rota.notice_days or 0
            flash(f"Published, with {days} days’ notice. Everyone in it sees it in My rota now.")
            return redirect(url_for("workspace.rota", rota_id=rota_id))
    return _publish_page(rota_id, form)


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


def _publish_page(rota_id: int, form: PublishForm) -> str:
    rota = rota_queries.rota_for(db_session(), actor(), rota_id, Permission.PUBLISH_ROTA)
    ready = publication.publication_check(db_session(), sections(), rota)
    form.revision.data = str(rota.revision)
    form.replaces.data = str(ready.replaces.id) if ready.replaces else ""
    return render_template(
        "rostering/workspace/publish.html",
        rota=rota,
        ready=ready,
        page=page_of(ready.board),
        form=form,
        asked=request.method == "POST",
    )
