"""A database as a release left it is upgraded to the newest form, and every row is found again."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import MetaData, select, text

from tests.conftest import empty_postgres
from workforce.core.commands import MIGRATIONS, migration_config, upgrade
from workforce.core.db import Base, Database

RELEASES = Path(__file__).parent / "releases"
#: The last migration of 0.1.0: whatever comes later is a migration of its own.
LAST_REVISION = "0002"
#: Migrations that were released, and the SHA-256 of each: databases exist that they have made.
FROZEN = {
    "0001_foundation.py": "6f05389f1e648862825990b93737c9abad4bf5c1766268e8fc1f2aefb220f8d6",
    "0002_no_double_booking.py": "090950a7cba5bb8a00b4b855cc1115e6f12937b903373526b3732ed0baff99e6",
}
#: A row of each table that is newer than 0.1.0, in the order in which they can be added.
NEW_TABLES: Mapping[str, Mapping[str, Any]] = {
    "hours_policies": {
        "id": 1,
        "organisation_id": 1,
        "valid_from": date(2027, 4, 1),
        "leave_credit": "working_days",
        "bank_holidays": "credited",
        "carried_most_percent": 20,
        "source": "agreement",
        "set_at": datetime(2027, 3, 1, tzinfo=UTC),
        "set_by_account_id": None,
    },
    "leave_settings": {"id": 1, "team_id": 1, "nights_before": True},
    "hours_adjustments": {
        "id": 1,
        "team_id": 1,
        "person_id": 1,
        "on_date": date(2027, 3, 1),
        "minutes": -90,
        "reason": "left early",
        "made_at": datetime(2027, 3, 1, tzinfo=UTC),
        "made_by_account_id": None,
        "reversed_at": None,
        "reversed_by_account_id": None,
    },
}
#: Columns of 0.1.0 that a later migration renames, removes or rewrites on purpose, by table.
CHANGED_COLUMNS: Mapping[str, frozenset[str]] = {}

Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """Yield a database of 0.1.0, as its own code made it."""
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_url")
        empty_postgres(url)
        database = Database(url)
        with database.engine.begin() as connection:
            driver: Any = connection.connection.driver_connection
            driver.execute((RELEASES / "0.1.0.postgresql.sql").read_text(encoding="utf-8"))
        # The dump leaves its connection without a search path.
        database.dispose()
    else:
        file = tmp_path / "released.sqlite"
        plain = sqlite3.connect(file)
        plain.executescript((RELEASES / "0.1.0.sqlite.sql").read_text(encoding="utf-8"))
        plain.close()
        database = Database(f"sqlite:///{file}")
    yield database
    database.dispose()


def rows_of(database: Database) -> Rows:
    """Return every row of every table, as the database itself describes them."""
    with database.engine.connect() as connection:
        return {
            table.name: [
                dict(row)
                for row in connection.execute(select(table).order_by(*table.primary_key.columns)).mappings()
            ]
            for table in _reflected(database).sorted_tables
            if table.name != "alembic_version"
        }


def kept(before: Rows, after: Rows) -> Rows:
    """Return what there is afterwards of the tables and columns that there were before."""
    return {
        table: [
            {column: row.get(column) for column in rows[0] if not _changed(table, column)}
            for row in after[table]
        ]
        for table, rows in before.items()
    }


def unchanged(rows: Rows) -> Rows:
    """Return rows without the columns that later migrations change on purpose."""
    return kept(rows, rows)


def _changed(table: str, column: str) -> bool:
    return column in CHANGED_COLUMNS.get(table, ())


@pytest.mark.parametrize("name", FROZEN)
def test_a_released_migration_stays_as_it_was(name: str) -> None:
    """A change to a table is a migration of its own: nobody runs an edited old one again."""
    assert hashlib.sha256((MIGRATIONS / "versions" / name).read_bytes()).hexdigest() == FROZEN[name]


def test_the_release_has_a_row_of_every_table_it_knew(released: Database) -> None:
    assert [table for table, rows in rows_of(released).items() if not rows] == []


def test_every_table_of_now_is_of_the_release_or_has_a_row_here(released: Database) -> None:
    """A new table joins by its line in NEW_TABLES."""
    assert {*rows_of(released), *NEW_TABLES} == set(Base.metadata.tables)


def test_every_row_is_found_again_up_down_and_up(released: Database) -> None:
    before = rows_of(released)
    upgrade(released)
    assert kept(before, rows_of(released)) == unchanged(before)
    with released.writing() as session:
        for table, row in NEW_TABLES.items():
            session.execute(Base.metadata.tables[table].insert(), dict(row))
    command.downgrade(migration_config(released.engine), LAST_REVISION)
    assert kept(before, rows_of(released)) == unchanged(before)
    upgrade(released)
    assert kept(before, rows_of(released)) == unchanged(before)


def test_rows_that_no_longer_fit_stop_the_upgrade_and_are_named(released: Database) -> None:
    """Whoever runs it corrects them and runs it again."""
    with released.engine.begin() as connection:
        connection.execute(text("UPDATE employments SET week_min = 3601 WHERE id = 1"))
        connection.execute(text("UPDATE people SET born_on = '1066-10-14' WHERE id = 1"))
    with pytest.raises(ValueError, match=r"employments 1: week_min .*people 1: born_on"):
        upgrade(released)
    with released.engine.begin() as connection:
        connection.execute(text("UPDATE employments SET week_min = 3600 WHERE id = 1"))
        connection.execute(text("UPDATE people SET born_on = '1966-10-14' WHERE id = 1"))
    upgrade(released)


def test_the_upgraded_database_has_the_form_that_migrations_make(released: Database, tmp_path: Path) -> None:
    """Whoever starts with 0.1.0 and whoever starts today end at the same tables and columns."""
    upgrade(released)
    fresh = Database(f"sqlite:///{tmp_path}/fresh.sqlite")
    upgrade(fresh)
    columns = [
        {table.name: sorted(table.columns.keys()) for table in _reflected(database).sorted_tables}
        for database in (released, fresh)
    ]
    fresh.dispose()
    assert columns[0] == columns[1]


def _reflected(database: Database) -> MetaData:
    metadata = MetaData()
    metadata.reflect(database.engine)
    return metadata
