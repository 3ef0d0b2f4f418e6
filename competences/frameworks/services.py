"""Loads the frameworks that ship with the product."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from competences.frameworks.models import Competence, CompetenceKind, Equivalence, Extent, Framework
from workforce.core import audit
from workforce.core.access import Actor

DATA = Path(__file__).parent / "data"
_EQUIVALENCES = "equivalences.toml"


def load_frameworks(session: Session, actor: Actor) -> int:
    """Bring frameworks and equivalences to what the data files say, and return how many rows changed."""
    changed = 0
    for path in sorted(DATA.glob("*.toml")):
        if path.name != _EQUIVALENCES:
            changed += put_framework(session, tomllib.loads(path.read_text(encoding="utf-8")))
    agreed = tomllib.loads((DATA / _EQUIVALENCES).read_text(encoding="utf-8"))["equivalence"]
    changed += put_equivalences(session, agreed)
    if changed:
        audit.record(session, actor, "frameworks.loaded", ("frameworks", None), rows=changed)
    return changed


def put_framework(session: Session, data: dict[str, Any]) -> int:
    """Bring one framework and its competences to what `data` says, and return how many rows changed.

    What the framework says of `kind`, `steps`, `sectors`, `valid_from` and `source` holds for each
    competence that does not say otherwise; a competence is unchecked unless it says that it was checked.
    """
    framework = session.scalar(select(Framework).where(Framework.code == data["code"]))
    if framework is None:
        framework = Framework(code=data["code"])
        session.add(framework)
    _set(framework, {name: data[name] for name in ("title", "source", "checked")})
    changed = int(session.is_modified(framework) or framework in session.new)
    session.flush()
    known = {
        item.code: item
        for item in session.scalars(select(Competence).where(Competence.framework_id == framework.id))
    }
    for position, entry in enumerate(data["competence"]):
        competence = known.get(entry["code"])
        if competence is None:
            competence = Competence(framework_id=framework.id, code=entry["code"])
            session.add(competence)
        _set(
            competence,
            {
                "title": entry["title"],
                "level": entry.get("level", ""),
                "kind": CompetenceKind(entry.get("kind", data["kind"])),
                "refresh_months": entry.get("refresh_months"),
                "sectors": entry.get("sectors", data["sectors"]),
                "steps": entry.get("steps", data.get("steps", [])),
                "position": position,
                "valid_from": entry.get("valid_from", data["valid_from"]),
                "source": entry.get("source", data["source"]),
                "checked": entry.get("checked", False),
            },
        )
        changed += int(session.is_modified(competence) or competence in session.new)
    session.flush()
    return changed


def put_equivalences(session: Session, entries: list[dict[str, Any]]) -> int:
    """Bring the equivalence map to what the entries say, and return how many rows changed.

    Each names the codes `held` and `counted`. Agreements that the entries do not name are left alone.
    """
    ids = dict(session.execute(select(Competence.code, Competence.id)).all())
    known = {
        (item.from_competence_id, item.to_competence_id, item.valid_from): item
        for item in session.scalars(select(Equivalence))
    }
    changed = 0
    for entry in entries:
        key: tuple[int, int, date] = (ids[entry["held"]], ids[entry["counted"]], entry["valid_from"])
        equivalence = known.get(key)
        if equivalence is None:
            equivalence = Equivalence(from_competence_id=key[0], to_competence_id=key[1], valid_from=key[2])
            session.add(equivalence)
        _set(
            equivalence,
            {
                "extent": Extent(entry["extent"]),
                "condition": entry.get("condition", ""),
                "valid_until": entry.get("valid_until"),
                "agreed_by": entry["agreed_by"],
                "source": entry["source"],
                "checked": entry["checked"],
            },
        )
        changed += int(session.is_modified(equivalence) or equivalence in session.new)
    session.flush()
    return changed


def _set(row: Any, values: dict[str, Any]) -> None:
    """Set only what differs, so that an unchanged row stays untouched."""
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
