"""Migrations go up, down and up again, and end at what the models say."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, Engine, MetaData, inspect

from tests.conftest import empty_postgres
from workforce.core.commands import MIGRATIONS, migration_config, upgrade, write_revision
from workforce.core.db import Base, Database


@pytest.mark.parametrize(
    "kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], ids=["sqlite", "postgres"]
)
def test_up_down_up(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Nothing is left below, and nothing differs from the models above."""
    url = f"sqlite:///{tmp_path}/migrations.sqlite"
    if kind == "postgres":
        url = request.getfixturevalue("postgres_url")
        empty_postgres(url)
    database = Database(url)
    upgrade(database)
    command.downgrade(migration_config(database.engine), "base")
    assert inspect(database.engine).get_table_names() in ([], ["alembic_version"])
    upgrade(database)
    with database.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    made, wanted = checks_made(database.engine), checks_wanted(Base.metadata, database.engine)
    database.dispose()
    assert differences == []
    assert {name: made.get(name) for name in wanted} == wanted


def checks_wanted(metadata: MetaData, engine: Engine) -> dict[str, list[str]]:
    """Return the CHECK constraints of the models with the texts that each names, as an enumeration does."""
    return {
        str(constraint.name): _texts(
            str(constraint.sqltext.compile(engine, compile_kwargs={"literal_binds": True}))
        )
        for table in metadata.tables.values()
        for holder in (table, *table.columns)
        for constraint in holder.constraints
        if isinstance(constraint, CheckConstraint)
    }


def checks_made(engine: Engine) -> dict[str, list[str]]:
    """Return the same of a database; Alembic compares neither on its own."""
    inspector = inspect(engine)
    return {
        str(check["name"]): _texts(check["sqltext"])
        for table in inspector.get_table_names()
        for check in inspector.get_check_constraints(table)
    }


def _texts(condition: str) -> list[str]:
    return sorted(re.findall(r"'([^']*)'", condition))


def test_the_next_migration_has_the_next_number_and_nothing_to_do(tmp_path: Path) -> None:
    """What the models say, the migrations make; else `flask --app app db revision` has something to write."""
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    last = max(int(path.name[:4]) for path in (folder / "versions").glob("[0-9]*.py"))
    written = write_revision("Rooms of a site", folder)
    assert written.name == f"{last + 1:04d}_rooms_of_a_site.py"
    assert "op." not in written.read_text(encoding="utf-8")
