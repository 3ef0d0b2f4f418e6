"""The same seed and day give the same county; another seed gives another."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from rostering.demonstration.load import load
from workforce.core.audit import AuditEvent, AuditHead
from workforce.core.db import Base, Database

#: What is different each time on purpose: the trail, which says when it was loaded, salted hashes, secrets.
UNREPEATABLE = {AuditEvent.__tablename__, AuditHead.__tablename__}
UNREPEATABLE_COLUMNS = {"password_hash", "token_hash"}


def _digest(folder: Path, seed: int) -> str:
    database = Database(f"sqlite:///{folder}/{seed}.sqlite")
    Base.metadata.create_all(database.engine)
    digest = hashlib.sha256()
    with database.writing() as session:
        load(session, scale=1, seed=seed, today=date(2026, 11, 20))
        for table in Base.metadata.sorted_tables:
            if table.name in UNREPEATABLE:
                continue
            columns = [column for column in table.c if column.name not in UNREPEATABLE_COLUMNS]
            for row in session.execute(select(*columns).order_by(*table.primary_key)):
                digest.update(repr(row).encode())
    database.dispose()
    return digest.hexdigest()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> str:
    return _digest(tmp_path_factory.mktemp("first"), 1)


@pytest.mark.no_cover
def test_the_same_seed_gives_the_same_county(first: str, tmp_path: Path) -> None:
    assert _digest(tmp_path, 1) == first


@pytest.mark.no_cover
def test_another_seed_gives_another_county(first: str, tmp_path: Path) -> None:
    assert _digest(tmp_path, 2) != first
