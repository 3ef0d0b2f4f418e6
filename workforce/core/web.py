"""What every view stands on: its guard, its session, its transaction, and how errors become pages."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ParamSpec

from flask import (
    Flask,
    Response,
    abort,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from workforce.core.access import Actor, Permission, can
from workforce.core.db import Database, lock_account
from workforce.core.errors import DomainError, NotAllowed, NotFound, from_integrity_error

Parameters = ParamSpec("Parameters")
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Guard:
    """Who may open a view: everyone, everyone signed in, or holders of one permission."""

    permission: Permission | None = None
    public: bool = False


def public(view: Callable[Parameters, Any]) -> Callable[Parameters, Any]:
    """Let everyone open this view, signed in or not."""
    view.guard = Guard(public=True)  # type: ignore[attr-defined]
    return view


def signed_in(view: Callable[Parameters, Any]) -> Callable[Parameters, Any]:
    """Let everyone who is signed in open this view."""
    view.guard = Guard()  # type: ignore[attr-defined]
    return view


def requires(permission: Permission) -> Callable[[Callable[Parameters, Any]], Callable[Parameters, Any]]:
    """Let only holders of `permission` open this view.

    Where the address names an `organisation_id` or a `team_id`, the permission must reach it. What else the
    address names is limited by the queries, which take the actor.
    """

    def mark(view: Callable[Parameters, Any]) -> Callable[Parameters, Any]:
        view.guard = Guard(permission=permission)  # type: ignore[attr-defined]
        return view

    return mark


def commits(view: Callable[Parameters, ResponseReturnValue]) -> Callable[Parameters, ResponseReturnValue]:
    """Commit what the view did if its answer is a success; a refusal, page or error, saves nothing."""

    @functools.wraps(view)
    def wrapped(*args: Parameters.args, **kwargs: Parameters.kwargs) -> ResponseReturnValue:
        response = make_response(view(*args, **kwargs))
        if response.status_code < 400:
            db_session().commit()
        else:
            db_session().rollback()
        return response

    wrapped.commits = True  # type: ignore[attr-defined]
    return wrapped


def database() -> Database:
    """Return the application's database."""
    database: Database = current_app.extensions["database"]
    return database


def db_session() -> Session:
    """Return this request's session; one of a GET request cannot write."""
    if "db_session" not in g:
        writes = request.method not in SAFE_METHODS
        g.db_session = database().new_session(writes=writes)
        if writes and current_user.is_authenticated:
            lock_account(g.db_session, current_user.actor.account_id)
    session: Session = g.db_session
    return session


@contextmanager
def recording() -> Iterator[Session]:
    """Open a writing session in the middle of a GET, for one purpose alone: to record that somebody looked.

    The reading transaction of the page ends first, so that the two do not overlap.
    """
    db_session().commit()
    with database().writing() as session:
        yield session


def actor() -> Actor:
    """Return who asks; only for views whose guard demands a sign-in."""
    if not current_user.is_authenticated:
        raise NotFound
    actor: Actor = current_user.actor
    return actor


def _check_guard() -> ResponseReturnValue | None:
    """Refuse every request whose view lacks a guard or whose actor does not pass it."""
    if request.endpoint is None or request.endpoint == "static":
        return None
    view = current_app.view_functions[request.endpoint]
    guard: Guard | None = getattr(view, "guard", None)
    if guard is None:
        abort(404)
    if guard.public:
        return None
    if not current_user.is_authenticated:
        if request.method in SAFE_METHODS:
            return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
        abort(404)
    if guard.permission is None:
        return None
    scope = request.view_args or {}
    if not can(actor(), guard.permission, scope.get("organisation_id"), scope.get("team_id")):
        abort(404)
    return None


def _set_headers(response: Response) -> Response:
    """Send the headers that keep other sites, frames and scripts out of every response."""
    headers = response.headers
    headers["Content-Security-Policy"] = (
        "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        "script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'"
    )
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if not current_app.config["DEVELOPMENT"]:
        headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    if request.endpoint != "static" and "Cache-Control" not in headers:
        headers["Cache-Control"] = "no-store"
    return response


def _close_session(_error: BaseException | None) -> None:
    session: Session | None = g.pop("db_session", None)
    if session is not None:
        session.close()


def _show_domain_error(error: DomainError) -> tuple[str, int]:
    """Show why something cannot be done; what the actor may not see looks like what does not exist."""
    if isinstance(error, NotFound):
        return render_template("errors/404.html"), 404
    if isinstance(error, NotAllowed):
        return render_template("errors/refused.html", error=error), error.status
    return render_template("errors/problem.html", error=error), error.status


def _show_integrity_error(error: IntegrityError) -> tuple[str, int]:
    # The error page reads its header and footer with the same session.
    db_session().rollback()
    return _show_domain_error(from_integrity_error(error))


def _show_busy(error: OperationalError) -> tuple[str, int, dict[str, str]]:
    """Say that the database could not take a request now; whoever sends it again later loses nothing."""
    if database().is_sqlite and "locked" not in str(error.orig):
        # SQLite calls most of our own mistakes operational too, such as a column that does not exist.
        raise error
    current_app.logger.exception("The database refused a request")
    session: Session | None = g.pop("db_session", None)
    if session is not None:
        session.close()
    # The page reads its header and footer: it must not wait for the database's one writer again.
    g.db_session = database().new_session(writes=False)
    return render_template("errors/503.html"), 503, {"Retry-After": "5"}


def init_app(app: Flask) -> None:
    """Give the application its guards, headers, sessions and error pages."""
    app.before_request(_check_guard)
    app.after_request(_set_headers)
    app.teardown_appcontext(_close_session)
    app.register_error_handler(DomainError, _show_domain_error)
    app.register_error_handler(IntegrityError, _show_integrity_error)
    app.register_error_handler(OperationalError, _show_busy)
    for status in (400, 404, 405, 413, 429, 500):
        template = "errors/404.html" if status in (404, 405) else f"errors/{status}.html"
        app.register_error_handler(status, _error_page(template, status))


def _error_page(template: str, status: int) -> Callable[[Exception], tuple[str, int]]:
    def show(_error: Exception) -> tuple[str, int]:
        return render_template(template), status

    return show
