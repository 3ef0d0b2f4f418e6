"""The database: one declarative base, times that keep their zone, sessions that say whether they write."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Enum,
    MetaData,
    create_engine,
    event,
    func,
    make_url,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

#: How long a request waits on SQLite for those that write before it: twenty edits of a rota that are sent at
#: once take half a second each, and more on a busy machine.
WAIT_MS = 60_000

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def days_within(column: str) -> CheckConstraint:
    """Return the check that a day is from 1900 to 2199: the limits of forms are closer and move on."""
    return CheckConstraint(f"{column} BETWEEN '1900-01-01' AND '2199-12-31'", name=f"{column}_within")


class UTCDateTime(TypeDecorator[datetime]):
    """An instant, stored as UTC and always read as aware UTC; SQLite drops the zone, so it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time without a zone and store the rest as UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone reached the database")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the stored instant as aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The base of every table; a table is audited unless it says that it is not."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UTCDateTime,
        dict[str, Any]: JSON,
        list[str]: JSON,
        list[Any]: JSON,
        enum.Enum: Enum(
            enum.Enum,
            values_callable=lambda members: [member.value for member in members],
            native_enum=False,
            create_constraint=True,
            length=40,
        ),
    }
    #: False only for tables that record no decision about anybody: attempts, heads, queues.
    __audited__: ClassVar[bool] = True


class Database:
    """Opens sessions on one database and knows the habits of its kind."""

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        options: dict[str, Any] = {} if self.is_sqlite else {"pool_pre_ping": True}
        self.engine: Engine = create_engine(parsed, **options)
        if self.is_sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        self._for_writing = self.engine.execution_options(writes=True)
        self._test_connection: Connection | None = None

    def new_session(self, *, writes: bool) -> Session:
        """Return a session; in one that does not write, every attempt to write is an error.

        On SQLite a writing session takes the write lock at its start (BEGIN IMMEDIATE), because a
        transaction that reads first and writes later fails at once if another one has written meanwhile.
        """
        info = {"writes": writes}
        if self._test_connection is not None:
            return Session(
                self._test_connection,
                # A reading session makes no savepoint: rolling it back at its end would also undo what others
                # wrote in the meantime, such as the audit event that somebody looked.
                join_transaction_mode="create_savepoint" if writes else "rollback_only",
                expire_on_commit=False,
                info=info,
            )
        session = Session(self._for_writing if writes else self.engine, expire_on_commit=False, info=info)
        if not writes:
            event.listen(session, "after_begin", _read_only)
        return session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a session that commits at the end of the block and rolls back if the block fails."""
        with self.new_session(writes=True) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that can only read."""
        with self.new_session(writes=False) as session:
            yield session

    @contextmanager
    def inside(self, connection: Connection) -> Iterator[None]:
        """Keep every session inside the transaction of `connection`: tests undo all they did in one go."""
        self._test_connection = connection
        try:
            yield
        finally:
            self._test_connection = None

    def dispose(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Turn on foreign keys and write-ahead logging, and control transactions here, not in the driver."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _read_only(_session: Session, _transaction: Any, connection: Connection) -> None:
    """Make the database itself refuse a write: GET never writes."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET TRANSACTION READ ONLY"))


@event.listens_for(Session, "before_flush")
def _refuse_writes_when_reading(session: Session, _context: Any, _instances: Any) -> None:
    if not session.info.get("writes", True):
        raise RuntimeError("a session opened for reading tried to write")


def lock_people(session: Session, person_ids: list[int] | set[int]) -> None:
    """Lock these people's working time until the transaction ends, so that nobody else can assign it.

    People are locked in order of id, so that two leads who need the same two people never wait for
    each other. SQLite needs no lock, because it has one writer at a time.
    """
    if session.get_bind().dialect.name != "postgresql":
        return
    for person_id in sorted(set(person_ids)):
        session.execute(text("SELECT pg_advisory_xact_lock(1, :person)"), {"person": person_id})


def lock_account(session: Session, account_id: int | None) -> None:
    """Lock an account until the transaction ends, so that its writing requests run one after another.

    If a form is sent twice, by a double click or over a slow connection, the second request then sees what
    the first has written.
    """
    if account_id is not None and session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(3, :account)"), {"account": account_id})


def case_fold(text_value: Any) -> Any:
    """Return the SQL expression by which names and addresses are compared without regard to case."""
    return func.lower(text_value)
