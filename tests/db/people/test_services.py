"""Every person gets a passport number of their own, also when many are hired at once."""

from __future__ import annotations

import threading
from datetime import date

from sqlalchemy.orm import Session

from workforce.core.access import SYSTEM
from workforce.core.db import Database
from workforce.people.rules import is_passport_number
from workforce.people.services import add_person, allot_passport_numbers


def test_a_person_gets_the_next_number(session: Session) -> None:
    """Two people, two well-formed numbers, and no email that differs by case alone."""
    one = add_person(session, SYSTEM, "Ada", "Test", date(1990, 1, 1), "Ada@Example.org")
    two = add_person(session, SYSTEM, "Ada", "Test", date(1990, 1, 1))
    assert one.passport_number != two.passport_number
    assert is_passport_number(one.passport_number) and one.email == "ada@example.org"


def test_a_block_of_numbers_is_given_out_whole(session: Session) -> None:
    """Bringing in many people takes one step and gives each a different number."""
    assert len(set(allot_passport_numbers(session, 1000) + allot_passport_numbers(session, 1000))) == 2000


def test_numbers_stay_apart_when_many_ask_at_once(database: Database) -> None:
    """Eight writers take twenty-five numbers each, and no number twice."""
    numbers: list[str] = []

    def take() -> None:
        for _ in range(5):
            with database.writing() as session:
                numbers.extend(allot_passport_numbers(session, 5))

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(numbers) == len(set(numbers)) == 200
