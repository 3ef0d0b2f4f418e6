"""Runs migrations on the engine that the command line or a test passes in."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from alembic import context
from sqlalchemy import Connection

from workforce.core.db import Base

TOP = Path(__file__).parents[1]
for path in sorted(TOP.glob("*/*/models.py")):
    importlib.import_module(".".join(path.relative_to(TOP).with_suffix("").parts))
importlib.import_module("workforce.core.audit")
importlib.import_module("workforce.core.jobs")


def _refuse_dangling_references(connection: Connection, *, at_once: bool) -> None:
    """Have SQLite refuse dangling references at once or not at all; only possible between transactions."""
    if connection.dialect.name == "sqlite":
        driver: Any = connection.connection.driver_connection
        driver.execute(f"PRAGMA foreign_keys = {'ON' if at_once else 'OFF'}")


engine = context.config.attributes["engine"]
# Migrations write: on SQLite their transaction takes the write lock at its start.
with engine.connect().execution_options(writes=True) as connection:
    # To change a constraint on SQLite, a table is made anew and the old one dropped, to which rows may refer.
    _refuse_dangling_references(connection, at_once=False)
    try:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
            user_module_prefix="db.",
        )
        with context.begin_transaction():
            context.run_migrations()
            if connection.dialect.name == "sqlite":
                dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                if dangling:
                    raise RuntimeError(f"rows refer to rows that a migration removed: {dangling[:5]}")
        connection.commit()
    finally:
        connection.rollback()
        _refuse_dangling_references(connection, at_once=True)
