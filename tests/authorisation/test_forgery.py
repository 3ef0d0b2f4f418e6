"""No other site can make a signed-in person's browser do anything: every POST needs the token of our page."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.orm import Session

from tests.authorisation.conftest import browser, undone
from tests.authorisation.policy import routes
from tests.authorisation.visits import visits
from tests.authorisation.world import World


def test_every_post_without_its_token_is_refused(
    app: Flask, session: Session, world: World, cookies: dict[str, str | None]
) -> None:
    """Whoever may open the view gets nowhere without the token."""
    posts = [visit for visit in visits(app, world) if visit.method == "POST"]
    let_through = []
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        for visit in posts:
            with undone(session):
                answer = browser(app, cookies[visit.role]).post(visit.address)
            if answer.status_code != 400:
                let_through.append(f"{visit.rule.endpoint}: {answer.status_code}")
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert let_through == []
    assert len(posts) > len(routes(app)) / 4
