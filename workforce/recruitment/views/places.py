"""A candidate's private link: the place they are offered, and their yes or no."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from workforce.core.errors import NotFound
from workforce.core.web import commits, db_session, public
from workforce.recruitment.queries.public import proposal_of_link_unscoped
from workforce.recruitment.services.proposals import answer
from workforce.recruitment.views.blueprint import bp, public_page


@bp.get("/place/<token>")
@public
def place(token: str) -> ResponseReturnValue:
    """Show the place that is offered and what happens then, or what was answered."""
    try:
        proposal = proposal_of_link_unscoped(db_session(), token)
    except NotFound:
        return _link_is_over()
    return public_page("place", proposal=proposal, token=token)


@bp.get("/place/<token>/<any(accept, decline):kind>")
@public
def confirm_answer(token: str, kind: str) -> ResponseReturnValue:
    """Ask once more before a yes or a no is sent."""
    try:
        proposal = proposal_of_link_unscoped(db_session(), token)
    except NotFound:
        return _link_is_over()
    return public_page("confirm_answer", proposal=proposal, token=token, accepts=kind == "accept")


@bp.post("/place/<token>/<any(accept, decline):kind>")
@public
@commits
def send_answer(token: str, kind: str) -> ResponseReturnValue:
    """Take the answer; sending it twice is the same as once."""
    try:
        answer(db_session(), token, accepts=kind == "accept")
    except NotFound:
        return _link_is_over()
    return redirect(url_for("recruitment.place", token=token))


def _link_is_over() -> ResponseReturnValue:
    """Show the same page for a link that never existed, was replaced or has run out."""
    return public_page("link_over"), 404
