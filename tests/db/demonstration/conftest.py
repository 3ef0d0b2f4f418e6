"""One demonstration county for the tests that look at it, undone when they are done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy.orm import Session

from rostering.demonstration.load import load
from workforce.core.db import Database

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="package")
def county(database: Database) -> Iterator[Session]:
    """Yield a session that sees the demonstration county at scale 1."""
    with database.engine.connect().execution_options(writes=True) as connection:
        transaction = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            load(session, scale=1, seed=1, today=TODAY)
            yield session
        transaction.rollback()
