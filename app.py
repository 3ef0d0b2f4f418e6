"""The composition root: wires the slices into one Flask application. Nothing imports it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import text

from workforce.core import web
from workforce.core.commands import database_commands
from workforce.core.db import Database

TOP = Path(__file__).parent
VAR = TOP / "var"

BLUEPRINTS: tuple[Any, ...] = ()
COMMANDS: tuple[Any, ...] = (database_commands,)


def create_app(config: dict[str, Any] | None = None) -> Flask:
    """Return the whole product as one application; `config` overrides what the environment says."""
    app = Flask(__name__, template_folder=str(TOP / "templates"), static_folder=str(TOP / "static"))
    app.config.update(_settings(), **(config or {}))
    app.extensions["database"] = Database(app.config["DATABASE_URL"])
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(_cache_folder()))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    web.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for command in COMMANDS:
        app.cli.add_command(command)
    app.add_url_rule("/health", "health", _health)
    return app


def _settings() -> dict[str, Any]:
    """Read the environment; a key made on first start and kept under var/ signs cookies if none is given."""
    return {
        "DATABASE_URL": os.environ.get("DATABASE_URL", f"sqlite:///{VAR / 'workforce.sqlite'}"),
        "SECRET_KEY": os.environ.get("SECRET_KEY") or _kept_key(),
        # Over plain HTTP on one's own machine a browser would refuse secure cookies.
        "DEVELOPMENT": os.environ.get("DEVELOPMENT", "0") == "1",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": os.environ.get("DEVELOPMENT", "0") != "1",
        "MAX_CONTENT_LENGTH": 2 * 1024 * 1024,
        "WTF_CSRF_TIME_LIMIT": None,
    }


def _kept_key() -> str:
    VAR.mkdir(exist_ok=True)
    path = VAR / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii")


def _cache_folder() -> Path:
    folder = VAR / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@web.public
def _health() -> tuple[dict[str, str], int]:
    """Say whether this process reaches its database."""
    web.db_session().execute(text("SELECT 1"))
    return {"status": "ok"}, 200
