"""Guesses are limited across processes: of two hundred at once, ten are checked."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

from tests.conftest import empty_postgres
from workforce.accounts.services import count_guess
from workforce.core.commands import upgrade
from workforce.core.db import Database
from workforce.core.errors import TooMany


def guess(database: Database, number: int) -> int:
    """Count one guess; return 1 if it may be checked."""
    try:
        with database.writing() as session:
            count_guess(session, "kim@example.org", f"198.51.100.{number}")
    except TooMany:
        return 0
    return 1


def guesses_of_one_process(url: str, how_many: int) -> int:
    """Return how many of the guesses of this process may be checked."""
    database = Database(url)
    try:
        with ThreadPoolExecutor(4) as pool:
            return sum(pool.map(partial(guess, database), range(how_many)))
    finally:
        database.dispose()


@pytest.mark.parametrize(
    "kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], ids=["sqlite", "postgres"]
)
def test_ten_of_two_hundred_are_checked(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Two processes guess the same account's password a hundred times each."""
    url = f"sqlite:///{tmp_path}/guesses.sqlite"
    if kind == "postgres":
        url = request.getfixturevalue("postgres_url")
        empty_postgres(url)
    database = Database(url)
    upgrade(database)
    database.dispose()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        checked = sum(pool.map(guesses_of_one_process, [url, url], [100, 100]))
    assert checked == 10
