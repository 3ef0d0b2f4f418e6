"""A request changes what its form asks and nothing else, whatever else it carries.

Every form that stands on a page is sent twice: as it is, and with every identity parameter and every column
of every model besides. Both leave the same database behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.authorisation.conftest import browser, forms_of_pages, undone
from tests.authorisation.visits import visits
from tests.authorisation.world import World
from workforce.core import clock
from workforce.core.db import Base

#: Names under which products have taken somebody's word for who asks or what they may.
IDENTITIES = (
    *("user", "user_id", "account", "account_id", "person", "person_id", "employee", "employee_id", "owner"),
    *("actor", "actor_id", "organisation", "organisation_id", "team", "team_id", "as_user", "on_behalf_of"),
    *("role", "roles", "grants", "permission", "is_admin", "admin", "sudo", "_method", "csrf_token"),
)
#: What a view itself asks in its query; the second takes any query at all for an answer to its questions.
ASKED_IN_QUERY = {"recruitment.jobs": {"role"}, "passports.elsewhere": set(IDENTITIES)}
#: Columns that no two requests fill alike.
CHANCE = {"reference", "token_hash", "password_hash", "hash", "previous_hash"}
COLUMNS = sorted({column.name for table in Base.metadata.sorted_tables for column in table.columns})


@pytest.fixture(autouse=True)
def _still() -> Iterator[None]:
    """Let time stand still, so that two requests can leave the same rows."""
    with time_machine.travel(clock.now(), tick=False):
        yield


@pytest.mark.no_cover
def test_a_form_changes_only_what_it_asks(
    app: Flask, session: Session, world: World, cookies: dict[str, str | None]
) -> None:
    """Every column of every model, and every identity, sent along with every form."""
    other = world.spots["other organisation"]
    extras = dict.fromkeys((*COLUMNS, *IDENTITIES), str(other.organisation.id))
    extras |= {
        "person_id": str(other.person.id),
        "team_id": str(other.team.id),
        "role": "county_administrator",
    }

    def sent(role: str, address: str, answers: dict[str, str], **more: Any) -> tuple[int, Any]:
        with undone(session):
            answer = browser(app, cookies[role]).post(address, data=answers, **more)
            return answer.status_code, contents(session)

    forms = forms_of_pages(app, session, world, cookies)
    changed, saved = [], 0
    for endpoint, (role, address, form) in forms.items():
        plain = sent(role, address, form.answers)
        saved += plain[0] < 400
        loaded = sent(role, address, extras | form.answers, query_string=None if "?" in address else extras)
        if loaded != plain:
            changed.append(f"{endpoint} as {role}: {plain[0]} became {loaded[0]} {difference(plain, loaded)}")
    assert changed == []
    assert saved > 20


@pytest.mark.no_cover
def test_no_page_takes_anybodys_word_for_who_asks(
    app: Flask, session: Session, world: World, cookies: dict[str, str | None]
) -> None:
    """Every page is the same with every identity parameter in its query."""
    other = world.spots["other organisation"]
    query = dict.fromkeys(IDENTITIES, str(other.account.id)) | {"person_id": other.person.id}
    differ = []
    for visit in visits(app, world):
        asked = ASKED_IN_QUERY.get(visit.rule.endpoint, set())
        if visit.method == "GET" and visit.role != "anonymous":
            client = browser(app, cookies[visit.role])
            with undone(session):
                plain = client.get(visit.address)
            with undone(session):
                loaded = client.get(
                    visit.address, query_string={name: query[name] for name in query if name not in asked}
                )
            if (plain.status_code, _body(plain)) != (loaded.status_code, _body(loaded)):
                differ.append(visit.rule.endpoint)
    assert differ == []


def contents(session: Session) -> dict[str, list[Any]]:
    """Return every row of every table, but for what chance fills in."""
    return {
        table.name: list(
            session.connection().execute(
                select(*(column for column in table.c if column.name not in CHANCE)).order_by(
                    *table.primary_key
                )
            )
        )
        for table in Base.metadata.sorted_tables
    }


def difference(plain: tuple[int, Any], loaded: tuple[int, Any]) -> str:
    """Return the tables in which two databases differ, with their rows."""
    return "; ".join(
        f"{name}: {set(map(str, rows)) ^ set(map(str, loaded[1][name]))}"
        for name, rows in plain[1].items()
        if rows != loaded[1][name]
    )


def _body(page: TestResponse) -> str:
    """Return a page without what stands for its own address and this moment."""
    return page.text if page.mimetype == "text/html" else ""
