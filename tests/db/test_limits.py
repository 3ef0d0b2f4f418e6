"""The database itself refuses what the forms refuse, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from competences.frameworks.models import CompetenceKind
from competences.training import services as training
from tests.factories import Factory, actor
from workforce.checks.details import CheckKind, HistoryDetails
from workforce.checks.models import CheckMethod, CheckOutcome
from workforce.checks.services import Finding, verify_check
from workforce.core.errors import Invalid
from workforce.employments.models import Employment, HistoryKind
from workforce.employments.services import add_history_entry, employ
from workforce.people.models import Person


@pytest.mark.parametrize("week_min", [0, 3599, 3600])
def test_a_contract_may_have_up_to_sixty_hours(make: Factory, week_min: int) -> None:
    assert make.employment(week_min=week_min).id


@pytest.mark.parametrize("week_min", [-1, 3601, 10080])
def test_a_contract_has_no_other_hours(make: Factory, week_min: int) -> None:
    with pytest.raises(IntegrityError):
        make.employment(week_min=week_min)


@pytest.mark.parametrize("day", [date(1899, 12, 31), date(2200, 1, 1)])
@pytest.mark.parametrize(
    ("kind", "column"), [("person", "born_on"), ("employment", "started_on"), ("history", "started_on")]
)
def test_a_day_of_another_age_is_not_stored(make: Factory, kind: str, column: str, day: date) -> None:
    values: dict[str, Any] = {column: day}
    if kind == "history":
        values["ended_on"] = date(2201, 1, 1)
    makes: dict[str, Callable[..., object]] = {
        "person": make.person,
        "employment": make.employment,
        "history": lambda **given: make.history_entry(make.person(), **given),
    }
    with pytest.raises(IntegrityError):
        makes[kind](**values)


@pytest.mark.parametrize("column", ["joined_on", "week_min"])
def test_a_place_in_a_team_has_the_same_limits(session: Session, make: Factory, column: str) -> None:
    make.member(make.team())
    session.flush()
    wrong = {"joined_on": "'2300-01-01'", "week_min": "3601"}[column]
    with pytest.raises(IntegrityError):
        session.execute(text(f"UPDATE team_members SET {column} = {wrong}"))


def _employ(session: Session, make: Factory, person: Person, started_on: date) -> Employment:
    return employ(session, actor(), person.id, make.organisation().id, make.job_role().id, started_on, 2250)


def test_nobody_is_employed_before_school_is_over(session: Session, make: Factory) -> None:
    person = make.person(born_on=date(2011, 3, 14))
    with pytest.raises(Invalid, match="may work from 26 June 2027") as refused:
        _employ(session, make, person, date(2027, 6, 25))
    assert refused.value.field == "born_on"
    assert _employ(session, make, person, date(2027, 6, 26)).id


@pytest.mark.parametrize(("day", "good"), [(date(2004, 4, 30), False), (date(2004, 5, 1), True)])
def test_a_job_is_not_of_a_child_and_school_may_be(
    session: Session, make: Factory, day: date, good: bool
) -> None:
    person = make.person(born_on=date(1990, 5, 1))
    facts = (day, date(2008, 7, 1))
    assert add_history_entry(session, actor(), person.id, HistoryKind.EDUCATION, "School", *facts).id
    if good:
        assert add_history_entry(session, actor(), person.id, HistoryKind.JOB, "Shop", *facts).id
    else:
        with pytest.raises(Invalid, match="on or after 1 May 2004"):
            add_history_entry(session, actor(), person.id, HistoryKind.JOB, "Shop", *facts)


@pytest.mark.parametrize(("before", "good"), [(1, False), (0, True), (-1, True)])
def test_training_begins_at_fourteen(session: Session, make: Factory, before: int, good: bool) -> None:
    make.competence(code="course", kind=CompetenceKind.TRAINING)
    person = make.person(born_on=date(1990, 5, 1))
    own = replace(actor(), person_id=person.id)
    day = date(2004, 5, 1) - timedelta(days=before)
    if good:
        assert training.add_own(session, own, "course", day, "elfh").completed_on == day
    else:
        with pytest.raises(Invalid, match="on or after 1 May 2004"):
            training.add_own(session, own, "course", day, "elfh")


@pytest.mark.parametrize(("before", "good"), [(1, False), (0, True)])
def test_nobody_has_a_history_or_a_certificate_from_before_they_were_fourteen(
    session: Session, make: Factory, before: int, good: bool
) -> None:
    person, employer = make.person(born_on=date(1990, 5, 1)), make.organisation()
    day = date(2004, 5, 1) - timedelta(days=before)
    history = HistoryDetails(
        starts_on=day, checked_on=day, references=2, is_full=True, reasons_confirmed=True
    )
    finding = Finding(CheckMethod.DOCUMENTS, CheckOutcome.MET, history)
    facts = (session, actor(), person.id, employer.id, CheckKind.HISTORY_REFERENCES, finding)
    if good:
        assert verify_check(*facts).id
    else:
        with pytest.raises(Invalid, match="on or after 1 May 2004") as refused:
            verify_check(*facts)
        assert refused.value.field == "starts_on"
