"""Two organisations race for the same hours of the same person, ten thousand times.

`python -m benchmarks races` measures on a new SQLite file, and with `DATABASE_URL=postgresql://...` on an
empty PostgreSQL database too. Each race starts at a barrier, so that both really ask at once.
"""

from __future__ import annotations

import multiprocessing
import os
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from multiprocessing.synchronize import Barrier

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

import app as _every_table  # noqa: F401 - foreign keys name tables of other slices
from benchmarks import machine
from rostering.bookings.models import Booking
from rostering.bookings.services import book_commitment
from workforce.core.access import Actor
from workforce.core.commands import upgrade
from workforce.core.db import Database
from workforce.core.errors import DomainError, from_integrity_error
from workforce.employments.models import Employment, JobRole
from workforce.organisations.models import Organisation, OrganisationKind, Sector
from workforce.people.models import Person
from workforce.people.rules import passport_number

RACES = 10_000
WORDS = """Two organisations, each in a process of its own, book the same eight hours of the same person at
the same moment. One must win; the other must be told in words. On SQLite, or on the empty PostgreSQL
database that `DATABASE_URL` names."""
BORN = date(1990, 1, 1)
FIRST = datetime(2031, 1, 1, 8, tzinfo=UTC)


def section() -> Iterator[str]:
    """Yield a section of the results: a new SQLite file and, where one is named, a PostgreSQL database."""
    yield from ("## Double booking", "", WORDS, "")
    yield f"Machine: {machine.name()}, load {machine.load():.1f} at the start."
    yield ""
    with tempfile.TemporaryDirectory() as folder:
        yield from table(f"sqlite:///{folder}/races.sqlite")
    if url := os.environ.get("DATABASE_URL"):
        yield list(table(url))[-1]


def table(url: str, races: int = RACES) -> Iterator[str]:
    """Yield the rows of a table: winners, refusals, doubles, faults and times of both askers."""
    yield "| database | races | won | refused in words | double | faults | median | 99th percentile |"
    yield "|---|---|---|---|---|---|---|---|"
    person_id, employment_ids = arrange(url)
    barrier = multiprocessing.get_context("spawn").Barrier(2)
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    askers = [
        context.Process(target=ask, args=(url, person_id, employment_id, races, barrier, queue))
        for employment_id in employment_ids
    ]
    for asker in askers:
        asker.start()
    answers = [queue.get() for _ in askers]
    for asker in askers:
        asker.join()
    outcomes = Counter(outcome for asked in answers for outcome, _ in asked)
    times = sorted(seconds for asked in answers for _, seconds in asked)
    faults = sum(outcomes.values()) - outcomes["won"] - outcomes["double_booking"]
    yield (
        f"| {'PostgreSQL' if url.startswith('postgresql') else 'SQLite'} | {races} | {outcomes['won']} "
        f"| {outcomes['double_booking']} | {count_of_bookings(url) - races} | {faults} "
        f"| {statistics.median(times) * 1000:.1f} ms | {times[int(len(times) * 0.99)] * 1000:.1f} ms |"
    )


def arrange(url: str) -> tuple[int, list[int]]:
    """Make one person with contracts at two organisations; return their ids."""
    database = Database(url)
    upgrade(database)
    with database.writing() as session:
        person = Person(
            passport_number=passport_number(1),
            given_name="Robin",
            family_name="Racer",
            born_on=date(1990, 1, 1),
        )
        role = JobRole(code="racer", title="Racer", family="Racers")
        employers = [
            Organisation(name=name, mark=name[:2], kind=OrganisationKind.TRUST, sector=Sector.HEALTH)
            for name in ("First trust", "Second trust")
        ]
        session.add_all([person, role, *employers])
        session.flush()
        contracts = [
            Employment(
                person_id=person.id,
                organisation_id=employer.id,
                job_role_id=role.id,
                week_min=1200,
                started_on=date(2020, 1, 1),
            )
            for employer in employers
        ]
        session.add_all(contracts)
        session.flush()
        ids = person.id, [contract.id for contract in contracts]
    database.dispose()
    return ids


def ask(
    url: str,
    person_id: int,
    employment_id: int,
    races: int,
    barrier: Barrier,
    queue: multiprocessing.Queue[list[tuple[str, float]]],
) -> None:
    """Try to book every stretch of hours, each from the same start as the other asker."""
    database = Database(url)
    actor = Actor(account_id=None, person_id=person_id, name="Robin Racer")
    answers = []
    for race in range(races):
        barrier.wait()
        started = time.perf_counter()
        outcome = attempt(database, actor, employment_id, FIRST + timedelta(days=race))
        answers.append((outcome, time.perf_counter() - started))
    database.dispose()
    queue.put(answers)


def attempt(database: Database, actor: Actor, employment_id: int, starts_at: datetime) -> str:
    """Book eight hours in a transaction of its own; return `won` or the code of the refusal."""
    try:
        with database.writing() as session:
            book_commitment(
                session,
                actor,
                employment_id=employment_id,
                starts_at=starts_at,
                ends_at=starts_at + timedelta(hours=8),
                break_min=30,
                label="Race",
            )
    except DomainError as error:
        return error.code
    except IntegrityError as error:
        return from_integrity_error(error).code
    return "won"


def count_of_bookings(url: str) -> int:
    """Return how many bookings there are."""
    database = Database(url)
    with database.reading() as session:
        bookings = session.scalar(select(func.count()).select_from(Booking)) or 0
    database.dispose()
    return bookings
