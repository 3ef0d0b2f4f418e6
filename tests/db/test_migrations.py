"""Migrations go up, down and up again, and end at what the models say."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from tests.conftest import empty_postgres
from workforce.core.commands import migration_config, upgrade
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
    database.dispose()
    assert differences == []
