"""The frameworks that ship with the product."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from competences.apprenticeships.models import Standard
from competences.apprenticeships.services import load_standards
from competences.frameworks.models import Competence, CompetenceKind, Framework
from competences.frameworks.services import load_frameworks
from workforce.core.access import SYSTEM


def test_loading_twice_changes_nothing_the_second_time(session: Session) -> None:
    assert load_frameworks(session, SYSTEM) > 0
    assert load_standards(session, SYSTEM) > 0
    assert load_frameworks(session, SYSTEM) == 0
    assert load_standards(session, SYSTEM) == 0


def test_the_frameworks_are_whole(session: Session) -> None:
    load_frameworks(session, SYSTEM)
    counts = dict(
        session.execute(
            select(Framework.code, func.count(Competence.id)).join(Competence).group_by(Framework.code)
        ).all()
    )
    assert counts["care_certificate"] == 16
    subjects = {
        code.removeprefix("cstf.").rstrip("_123")
        for code in session.scalars(select(Competence.code).where(Competence.code.like("cstf.%")))
    }
    assert len(subjects) == 11


def test_a_loader_mends_what_was_changed_in_the_database(session: Session) -> None:
    load_frameworks(session, SYSTEM)
    fire = session.scalars(select(Competence).where(Competence.code == "cstf.fire_safety")).one()
    fire.refresh_months = 60
    session.flush()
    assert load_frameworks(session, SYSTEM) == 1
    assert fire.refresh_months == 24


def test_hours_that_the_county_has_entered_stay(session: Session) -> None:
    load_standards_after_frameworks(session)
    standard = session.scalars(select(Standard).where(Standard.ref == "ST0216")).one()
    standard.published_hours, standard.checked = 290, True
    session.flush()
    assert load_standards(session, SYSTEM) == 0
    assert standard.published_hours == 290


def test_only_read_hours_are_marked_as_checked(session: Session) -> None:
    load_standards_after_frameworks(session)
    checked = set(session.scalars(select(Standard.ref).where(Standard.checked)))
    assert checked == {"ST0005"}
    ksbs = session.scalars(select(Competence).where(Competence.kind == CompetenceKind.KSB)).all()
    assert ksbs
    assert not any(item.checked for item in ksbs)


def load_standards_after_frameworks(session: Session) -> None:
    load_frameworks(session, SYSTEM)
    load_standards(session, SYSTEM)
