"""How Flask-Login knows who a cookie belongs to."""

from __future__ import annotations

from flask import Flask
from flask_login import LoginManager, UserMixin

from workforce.accounts.queries import SignedIn, signed_in_unscoped
from workforce.core.web import database


class User(UserMixin):
    """A signed-in session as Flask-Login sees it; its id is the secret of the cookie."""

    def __init__(self, secret: str, signed_in: SignedIn) -> None:
        self.secret = secret
        self.session_id = signed_in.session_id
        self.actor = signed_in.actor

    def get_id(self) -> str:
        """Return the secret that goes into the signed cookie."""
        return self.secret


def init_app(app: Flask) -> None:
    """Let every request ask the database whether its session still holds."""
    manager = LoginManager(app)
    # Sessions live in the database: one that was ended is refused there.
    manager.session_protection = None

    @manager.user_loader
    def load(secret: str) -> User | None:
        # A session of its own, so that a request that will write does not yet hold the write lock.
        with database().reading() as session:
            signed_in = signed_in_unscoped(session, secret)
        return None if signed_in is None else User(secret, signed_in)
