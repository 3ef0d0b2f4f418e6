"""`flask --app app db ...`: bring the database to the newest form, or back; begin the next migration."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

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


def write_revision(words: str, migrations: Path = MIGRATIONS) -> Path:
    """Write the next migration: what the models say and the migrations of the folder do not make yet.

    `words` say what it does; its file is named after them.
    """
    versions = migrations / "versions"
    number = max(int(path.name[:4]) for path in versions.glob("[0-9]*.py")) + 1
    slug = re.sub(r"\W+", "_", words.lower()).strip("_")
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/migrated.sqlite")
        config = migration_config(database.engine)
        config.set_main_option("script_location", str(migrations))
        config.set_main_option("file_template", f"%%(rev)s_{slug}")
        command.upgrade(config, "head")
        command.revision(config, words, autogenerate=True, rev_id=f"{number:04d}")
        database.dispose()
    return versions / f"{number:04d}_{slug}.py"


@database_commands.command("revision")
@click.argument("words")
def revision_command(words: str) -> None:
    """Write the next migration, whose file and docstring are named after WORDS."""
    click.echo(f"Read it and complete it: {write_revision(words)}")


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
