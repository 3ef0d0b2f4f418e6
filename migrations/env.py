"""Runs migrations on the engine that the command line or a test passes in."""

from __future__ import annotations

import importlib
from pathlib import Path

from alembic import context

from workforce.core.db import Base

TOP = Path(__file__).parents[1]
for path in sorted(TOP.glob("*/*/models.py")):
    importlib.import_module(".".join(path.relative_to(TOP).with_suffix("").parts))
importlib.import_module("workforce.core.audit")
importlib.import_module("workforce.core.jobs")

engine = context.config.attributes["engine"]
# Migrations write: on SQLite their transaction takes the write lock at its start.
with engine.connect().execution_options(writes=True) as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        user_module_prefix="db.",
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
