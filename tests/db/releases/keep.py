"""Keeps a small database as a release leaves it: `python -m tests.db.releases.keep 0.1.0`, at that release.

Writes two dumps beside this file, one for each kind of database, with a few rows of every table. They are
made once, when a version is released, and never again: `tests/db/test_upgrade.py` upgrades them ever after.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Connection,
    Date,
    Enum,
    Integer,
    LargeBinary,
    String,
    Table,
    Time,
    func,
    select,
    text,
)

from rostering.demonstration.load import load
from tests.conftest import empty_postgres, postgres_server
from workforce.core.commands import upgrade
from workforce.core.db import Base, Database, UTCDateTime

FOLDER = Path(__file__).parent
TODAY = date(2026, 11, 30)
#: Rows of each table, beside those that they refer to.
ROWS = 3
#: Tables of which every row is kept: a chain of events is whole or broken.
WHOLE = {"audit_events", "audit_head"}

#: What a made-up row holds, by the type of the column.
MADE_UP: tuple[tuple[type[Any], Any], ...] = (
    (Integer, 1),
    (String, "kept"),
    (Boolean, False),
    (LargeBinary, b"kept"),
    (JSON, {"kept": 1}),
    (Date, TODAY),
    (UTCDateTime, datetime.combine(TODAY, time(9), UTC)),
    (Time, time(9)),
)

Row = dict[str, Any]


def main(version: str) -> None:
    """Write the dumps of a version."""
    with tempfile.TemporaryDirectory() as folder:
        with _migrated(f"sqlite:///{folder}/source.sqlite") as source:
            with source.writing() as session:
                load(session, scale=1, seed=1, today=TODAY)
            with source.engine.connect() as connection:
                rows = _closed(connection, _few(connection))
        with _migrated(f"sqlite:///{folder}/kept.sqlite") as kept:
            _write(kept, rows)
            with kept.engine.connect() as connection:
                dump = "\n".join(connection.connection.driver_connection.iterdump())  # type: ignore[union-attr]
        (FOLDER / f"{version}.sqlite.sql").write_text(dump + "\n", encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, postgres_server(Path(folder)) as url:
        empty_postgres(url)
        with _migrated(url) as kept:
            _write(kept, rows)
        dump = subprocess.check_output(
            ["pg_dump", "--inserts", "--no-owner", "--no-privileges", url], text=True
        )
        # Settings and commands that only some versions of server and client know.
        dump = re.sub(r"(?m)^(SET .*|\\.*|--.*)\n", "", dump)
        (FOLDER / f"{version}.postgresql.sql").write_text(re.sub(r"\n{2,}", "\n", dump), encoding="utf-8")


@contextmanager
def _migrated(url: str) -> Iterator[Database]:
    database = Database(url)
    upgrade(database)
    yield database
    database.dispose()


def _few(connection: Connection) -> dict[str, list[Row]]:
    """Return some rows of every table: the first of each, and made-up ones where there are none."""
    rows: dict[str, list[Row]] = {}
    for table in Base.metadata.sorted_tables:
        query = select(table).order_by(*table.primary_key.columns)
        few = connection.execute(query if table.name in WHOLE else query.limit(ROWS)).mappings()
        rows[table.name] = [dict(row) for row in few] or [_made_up(table, rows)]
    return rows


def _made_up(table: Table, rows: dict[str, list[Row]]) -> Row:
    """Return a row for a table of which the demonstration has none."""
    return {column.name: _value(column, rows) for column in table.columns}


def _value(column: Any, rows: dict[str, list[Row]]) -> Any:
    for key in column.foreign_keys:
        return rows[key.column.table.name][0][key.column.name] if not column.nullable else None
    if column.nullable:
        return None
    if isinstance(column.type, Enum):
        return next(iter(column.type.python_type))
    return next(value for kind, value in MADE_UP if isinstance(column.type, kind))


def _closed(connection: Connection, rows: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Return the rows with everything that they refer to, directly or through others."""
    for table in reversed(Base.metadata.sorted_tables):
        for key in table.foreign_keys:
            referred = key.column.table
            wanted = {row[key.parent.name] for row in rows[table.name]} - {None}
            missing = wanted - {row[key.column.name] for row in rows[referred.name]}
            query = select(referred).where(key.column.in_(missing))
            rows[referred.name] += [dict(row) for row in connection.execute(query).mappings()]
    return rows


def _write(database: Database, rows: dict[str, list[Row]]) -> None:
    with database.engine.connect().execution_options(writes=True) as connection:
        for table in Base.metadata.sorted_tables:
            connection.execute(table.delete())
            for row in rows[table.name]:
                connection.execute(table.insert(), row)
            if not database.is_sqlite and "id" in table.columns:
                # The next row that the application adds follows the last that is kept.
                last = connection.scalar(select(func.max(table.columns["id"])))
                sequence = f"pg_get_serial_sequence('{table.name}', 'id')"
                connection.execute(text(f"SELECT setval({sequence}, {last})"))
        connection.commit()


if __name__ == "__main__":
    main(sys.argv[1])
