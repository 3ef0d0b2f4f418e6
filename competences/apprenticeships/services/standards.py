"""Apprenticeship standards: loaded from data files, their hours entered by the county."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from competences.apprenticeships.models import Standard
from competences.frameworks.models import Framework
from competences.frameworks.services import put_equivalences, put_framework
from workforce.core import audit
from workforce.core.access import Actor

DATA = Path(__file__).parents[1] / "data"


def load_standards(session: Session, actor: Actor) -> int:
    """Bring standards and their KSBs to what the data files say, and return how many rows changed.

    Hours that somebody has checked since stay as they are.
    """
    entries = tomllib.loads((DATA / "standards.toml").read_text(encoding="utf-8"))["standard"]
    changed = _put_ksbs(
        session,
        tomllib.loads((DATA / "ksbs.toml").read_text(encoding="utf-8")),
        {e["ref"]: e for e in entries},
    )
    frameworks = dict(session.execute(select(Framework.code, Framework.id)).all())
    known = {(item.ref, item.version): item for item in session.scalars(select(Standard))}
    for entry in entries:
        standard = known.get((entry["ref"], entry["version"]))
        if standard is None:
            standard = Standard(**entry, framework_id=frameworks.get(entry["ref"]))
            session.add(standard)
            changed += 1
    if changed:
        audit.record(session, actor, "standards.loaded", ("standards", None), rows=changed)
    return changed


def enter_hours(session: Session, actor: Actor, standard: Standard, hours: int, source: str) -> None:
    """Set the published hours of a standard, as somebody of the county read them in their source."""
    before = standard.published_hours
    standard.published_hours, standard.source, standard.checked = hours, source, True
    audit.record(session, actor, "standard.hours_entered", standard, before=before, after=hours)


def _put_ksbs(session: Session, data: dict[str, Any], standards: dict[str, dict[str, Any]]) -> int:
    """Make one framework for each standard that has items, and say what meets or supports each item."""
    competences: dict[str, list[dict[str, Any]]] = {ref: [] for ref in standards}
    equivalences: list[dict[str, Any]] = []
    numbers: dict[tuple[str, str], int] = {}
    for item in data["item"]:
        for ref in item["standards"]:
            letter = item["letter"]
            number = numbers[ref, letter] = numbers.get((ref, letter), 0) + 1
            code = f"{ref}.{letter}{number}"
            competences[ref].append({"code": code, "title": item["title"], "level": letter})
            for name, extent in (("met_by", "full"), ("evidence_from", "knowledge_only")):
                equivalences += [
                    {
                        "held": held,
                        "counted": code,
                        "extent": extent,
                        "valid_from": data["valid_from"],
                        "agreed_by": "the county's apprenticeship group",
                        "source": data["source"],
                        "checked": data["checked"],
                    }
                    for held in item.get(name, [])
                ]
    changed = sum(
        put_framework(
            session,
            {
                **{name: data[name] for name in ("source", "checked", "valid_from", "steps")},
                "code": ref,
                "title": f"{standards[ref]['title']} ({ref})",
                "kind": "ksb",
                "sectors": ["health", "care"],
                "competence": entries,
            },
        )
        for ref, entries in competences.items()
        if entries
    )
    return changed + put_equivalences(session, equivalences)
