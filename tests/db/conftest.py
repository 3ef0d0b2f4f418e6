"""Databases in which transactions really commit, for tests of what happens at the same time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest

from tests.conftest import empty_postgres
from workforce.core.commands import upgrade
from workforce.core.db import Database

Said = TypeVar("Said")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def own_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Yield a database in which transactions really commit."""
    url = f"sqlite:///{tmp_path}/race.sqlite"
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_url")
        empty_postgres(url)
    database = Database(url)
    upgrade(database)
    yield database
    database.dispose()


def together(*calls: Callable[[], Said]) -> list[Said]:
    """Start calls at the same time and return what each said."""
    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result() for future in [pool.submit(call) for call in calls]]
