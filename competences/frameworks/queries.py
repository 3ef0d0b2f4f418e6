"""Reads frameworks and the equivalence map; they are the same for everybody who is signed in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Select, select, union_all
from sqlalchemy.orm import Session, aliased, joinedload

from competences.frameworks.models import (
    Competence,
    CompetenceKind,
    Equivalence,
    Extent,
    Framework,
)
from competences.frameworks.rules import Agreement, EquivalenceMap, last_valid_day
from workforce.core.errors import NotFound
from workforce.readiness.evidence import Evidence, EvidenceKind


def evidence_kind(kind: CompetenceKind) -> EvidenceKind:
    """Return under which kind of evidence a passport holds a competence of this kind."""
    return EvidenceKind.TRAINING if kind is CompetenceKind.TRAINING else EvidenceKind.COMPETENCE


def equivalence_map_unscoped(session: Session) -> EquivalenceMap:
    """Return every agreement to count one competence as another, in full or in part; one query."""
    held, counted = aliased(Competence), aliased(Competence)
    rows = session.execute(
        select(
            Equivalence.extent,
            held.code,
            held.title,
            counted.code,
            counted.title,
            counted.kind,
            counted.refresh_months,
            Equivalence.valid_from,
            Equivalence.valid_until,
            Equivalence.agreed_by,
        )
        .join(held, Equivalence.from_competence_id == held.id)
        .join(counted, Equivalence.to_competence_id == counted.id)
        .order_by(Equivalence.id)
    ).all()
    return EquivalenceMap(
        (
            (code, Agreement(title, to_code, to_title, evidence_kind(to_kind), *rest))
            for extent, code, title, to_code, to_title, to_kind, *rest in rows
            if extent is Extent.FULL
        ),
        ((row[1], row[2], row[3]) for row in rows if row.extent is not Extent.FULL),
    )


#: What `held_evidence_unscoped` needs to know of a competence, after the person and the day.
HELD_COLUMNS = (Competence.code, Competence.title, Competence.kind, Competence.refresh_months)


def held_evidence_unscoped(
    session: Session,
    *statements: Select[*tuple[Any, ...]],
    codes: Collection[str] | None = None,
    equivalences: EquivalenceMap | None = None,
) -> dict[int, list[Evidence]]:
    """Return what people hold, and what it counts as, by person; two queries however many people.

    Each statement selects the person, the day on which they did it, and `HELD_COLUMNS`. With `codes`, only
    competences of these codes are looked at. A caller that has the equivalence map may pass it.
    """
    if codes is not None:
        statements = tuple(statement.where(Competence.code.in_(codes)) for statement in statements)
    equivalences = equivalences or equivalence_map_unscoped(session)
    evidence: dict[int, list[Evidence]] = {}
    person_id: int
    held_on: date
    for person_id, held_on, code, title, kind, refresh_months in session.execute(union_all(*statements)):
        held = Evidence(
            kind=evidence_kind(kind),
            code=code,
            label=title,
            valid_from=held_on,
            valid_until=last_valid_day(held_on, refresh_months),
            facts={"completed_on": held_on},
        )
        evidence.setdefault(person_id, []).extend(equivalences.spread(held, held_on))
    return evidence


def competence_unscoped(session: Session, code: str) -> Competence:
    """Return the competence of this code; NotFound if there is none."""
    competence = session.scalar(select(Competence).where(Competence.code == code))
    if competence is None:
        raise NotFound
    return competence


def competence_numbered_unscoped(session: Session, competence_id: int) -> Competence:
    """Return the competence of this id; NotFound if there is none."""
    competence = session.get(Competence, competence_id)
    if competence is None:
        raise NotFound
    return competence


def competences_unscoped(session: Session, *kinds: CompetenceKind) -> list[Competence]:
    """Return all competences of these kinds in the order of their frameworks."""
    return list(
        session.scalars(
            select(Competence)
            .join(Framework)
            .where(Competence.kind.in_(kinds))
            .order_by(Framework.id, Competence.position)
        )
    )


def counts_towards_unscoped(session: Session, competence_id: int) -> list[Equivalence]:
    """Return what holding a competence counts towards, fully or in part."""
    return list(
        session.scalars(
            select(Equivalence)
            .where(Equivalence.from_competence_id == competence_id)
            .options(joinedload(Equivalence.counted))
            .order_by(Equivalence.id)
        )
    )


def subjects_unscoped(session: Session) -> dict[str, str]:
    """Return what a right to assess may be for, as values of a form: frameworks, then single competences."""
    assessed = [kind for kind in CompetenceKind if kind is not CompetenceKind.TRAINING]
    frameworks = session.scalars(
        select(Framework)
        .where(Framework.competences.any(Competence.kind.in_(assessed)))
        .order_by(Framework.title)
    )
    single = competences_unscoped(session, CompetenceKind.SKILL, CompetenceKind.DELEGATED)
    return {f"framework {item.id}": f"Everything in “{item.title}”" for item in frameworks} | {
        f"competence {item.id}": item.title for item in single
    }
