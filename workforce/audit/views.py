"""The pages on which people see who looked at theirs, and auditors the trail."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from workforce.audit import queries
from workforce.audit.rules import action_words, sentence
from workforce.core import audit
from workforce.core.access import Permission
from workforce.core.edge import whole_number
from workforce.core.web import actor, db_session, requires

bp = Blueprint("audit", __name__, url_prefix="/audit")
bp.add_app_template_filter(sentence, "event_sentence")
bp.add_app_template_filter(action_words)


@bp.get("/mine")
@requires(Permission.OWN_PASSPORT)
def mine() -> str:
    """Show who looked at or changed this person's passport."""
    page = queries.about_me(db_session(), actor(), request.args.get("before", type=whole_number))
    return render_template("workforce/audit/mine.html", page=page)


@bp.get("/")
@requires(Permission.VIEW_AUDIT)
def trail() -> str:
    """Show an auditor the events of their organisations or of the county."""
    search = request.args.get("q", "").strip()[:100]
    page = queries.events(db_session(), actor(), request.args.get("before", type=whole_number), search)
    return render_template("workforce/audit/trail.html", page=page, search=search)


@bp.get("/check")
@requires(Permission.VIEW_AUDIT)
def check() -> str:
    """Go through the whole chain and say where it was tampered with, if anywhere."""
    broken = list(audit.broken_links(db_session()))
    return render_template("workforce/audit/check.html", broken=broken)
