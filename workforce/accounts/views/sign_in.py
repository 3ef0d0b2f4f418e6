"""Signing in and out, choosing a password, and one's own sessions."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user

from workforce.accounts import queries, services
from workforce.accounts.forms import NewPasswordForm, SignInForm
from workforce.accounts.session import User
from workforce.core.errors import DomainError
from workforce.core.web import actor, commits, database, db_session, public, signed_in

bp = Blueprint("accounts", __name__)


@bp.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    """Ask for an address and a password."""
    if current_user.is_authenticated:
        return redirect(url_for("home.today"))
    return _sign_in_page(SignInForm())


@bp.post("/sign-in")
@public
@commits
def sign_in_post() -> ResponseReturnValue:
    """Check the password and open a session, with a fresh cookie."""
    form = SignInForm()
    if not form.validate():
        return _sign_in_page(form), 400
    try:
        network = request.remote_addr or ""
        with database().writing() as counting:
            services.count_guess(counting, form.email.data, network)
        secret = services.sign_in(db_session(), form.email.data, form.password.data, _device(), network)
    except DomainError as error:
        form.refuse(error)
        return _sign_in_page(form), error.status
    db_session().commit()
    return _enter(secret)


@bp.post("/sign-out")
@signed_in
@commits
def sign_out() -> ResponseReturnValue:
    """End this session, here and in the database."""
    services.sign_out(db_session(), actor(), current_user.secret)
    logout_user()
    session.clear()
    return redirect(url_for("accounts.sign_in"))


@bp.get("/choose-password/<secret>")
@public
def choose_password(secret: str) -> str:
    """Ask an invited person to choose a password."""
    invitation = services.open_invitation_unscoped(db_session(), secret)
    return render_template(
        "workforce/accounts/choose_password.html", form=NewPasswordForm(), invitation=invitation
    )


@bp.post("/choose-password/<secret>")
@public
@commits
def choose_password_post(secret: str) -> ResponseReturnValue:
    """Keep the password that was chosen, and sign the person in."""
    form = NewPasswordForm()
    invitation = services.open_invitation_unscoped(db_session(), secret)
    page = "workforce/accounts/choose_password.html"
    if not form.validate():
        return render_template(page, form=form, invitation=invitation), 400
    try:
        account = services.accept_invitation(db_session(), secret, form.password.data)
    except DomainError as error:
        form.refuse(error)
        return render_template(page, form=form, invitation=invitation), error.status
    cookie = services.open_session(db_session(), account, _device())
    db_session().commit()
    return _enter(cookie)


@bp.get("/my-account")
@signed_in
def mine() -> str:
    """Show where the account is signed in, and its roles."""
    return render_template(
        "workforce/accounts/mine.html",
        sessions=queries.sessions_of(db_session(), actor()),
        current_session_id=current_user.session_id,
        roles=queries.roles_in_words(db_session(), actor()),
    )


@bp.post("/my-account/sessions/<int:session_id>/end")
@signed_in
@commits
def end_session(session_id: int) -> ResponseReturnValue:
    """End one of one's own sessions."""
    services.end_session(db_session(), actor(), session_id)
    flash("That device is signed out.")
    return redirect(url_for("accounts.mine"))


def _sign_in_page(form: SignInForm) -> str:
    return render_template(
        "workforce/accounts/sign_in.html",
        form=form,
        demonstration_sign_ins=current_app.config.get("DEMONSTRATION_SIGN_INS", ()),
        next=_safe_next(),
    )


def _enter(secret: str) -> ResponseReturnValue:
    """Start a new cookie and redirect to the page that the person asked for before signing in."""
    target = _safe_next()
    session.clear()
    with database().reading() as reading:
        opened = queries.signed_in_unscoped(reading, secret)
    assert opened is not None
    login_user(User(secret, opened))
    return redirect(target or url_for("home.today"))


def _safe_next() -> str:
    """Return the path that the person asked for before signing in; empty if it leads to another site."""
    target = request.values.get("next", "")
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or not target.startswith("/") or target.startswith(("//", "/\\")):
        return ""
    return target


def _device() -> str:
    return request.user_agent.string
