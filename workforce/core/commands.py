"""`flask --app app db ...`: bring the database to the newest form, or back."""

from __future__ import annotations

from pathlib import Path

import click
from alembic import command
from alembic.config import Config
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import Engine, make_url

from workforce.core.db import Database

MIGRATIONS = Path(__file__).parents[2] / "migrations"

database_commands = AppGroup("db", help="Bring the database to the newest form, or back.")


def migration_config(engine: Engine) -> Config:
    """Return Alembic's configuration for a database."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["engine"] = engine
    return config


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the database up to a revision; a new SQLite file and its folder are made."""
    if database.is_sqlite and (path := make_url(str(database.engine.url)).database):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    command.upgrade(migration_config(database.engine), revision)


@database_commands.command("upgrade")
@click.argument("revision", default="head")
def upgrade_command(revision: str) -> None:
    """Bring the database up to REVISION (the newest)."""
    upgrade(current_app.extensions["database"], revision)


@database_commands.command("downgrade")
@click.argument("revision")
def downgrade_command(revision: str) -> None:
    """Take the database back to REVISION (`base` empties it)."""
    command.downgrade(migration_config(current_app.extensions["database"].engine), revision)
