"""Loading what employers accept, and asking for the checks that a gap calls for."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workforce.checks.details import CheckKind
from workforce.checks.models import Check
from workforce.checks.services import ask_for_check
from workforce.core import audit
from workforce.core.access import Actor
from workforce.organisations.models import Organisation, Sector
from workforce.readiness.conditions import CONDITIONS
from workforce.readiness.evidence import EvidenceKind, Readiness
from workforce.readiness.models import AcceptanceRule, RoleGroup

ACCEPTANCE = Path(__file__).parent / "acceptance"


def load_acceptance_rules(session: Session, actor: Actor) -> int:
    """Add the shipped acceptance rules that are not there yet and return how many were added.

    What an administrator has changed since stays as it is. An employer's own rules are loaded once the
    employer is a member, so they have to be loaded again after organisations were added.
    """
    coded = select(Organisation.code, Organisation.id).where(Organisation.code.is_not(None))
    employers = {row.code: row.id for row in session.execute(coded)}
    known = {
        (rule.organisation_id, rule.sector, rule.applies_to, rule.key, rule.valid_from)
        for rule in session.scalars(select(AcceptanceRule))
    }
    new = [
        rule
        for entry in shipped_acceptance_rules()
        if (code := entry.pop("organisation", None)) is None or code in employers
        if _identity(rule := _rule(entry, employers.get(code))) not in known
    ]
    session.add_all(new)
    if new:
        audit.record(
            session, actor, "acceptance_rules.loaded", (AcceptanceRule.__tablename__, None), count=len(new)
        )
    return len(new)


def shipped_acceptance_rules() -> Iterator[dict[str, Any]]:
    """Yield every rule of the data files; ValueError if one has an unknown condition."""
    for path in sorted(ACCEPTANCE.glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        shared = {name: value for name, value in content.items() if name != "rule"}
        for entry in content["rule"]:
            if unknown := set(entry.get("conditions", {})) - set(CONDITIONS):
                raise ValueError(f"{path.name}: {entry['key']} has unknown conditions {sorted(unknown)}")
            yield shared | entry


def open_checks(
    session: Session, actor: Actor, person_id: int, organisation_id: int, readiness: Readiness
) -> list[Check]:
    """Put on an employer's work-list every check that the gaps of a person's readiness call for."""
    codes = {gap.requirement.code for gap in readiness.gaps if gap.requirement.kind is EvidenceKind.CHECK}
    return [
        ask_for_check(session, actor, person_id, organisation_id, kind) for kind in CheckKind if kind in codes
    ]


def _rule(entry: dict[str, Any], organisation_id: int | None) -> AcceptanceRule:
    sector = None if organisation_id else Sector(entry["sector"])
    given = {
        "organisation_id": organisation_id,
        "sector": sector,
        "kind": EvidenceKind(entry["kind"]),
        "applies_to": RoleGroup(entry.get("applies_to", RoleGroup.EVERYONE)),
    }
    return AcceptanceRule(**entry | given)


def _identity(rule: AcceptanceRule) -> tuple[Any, ...]:
    return (rule.organisation_id, rule.sector, rule.applies_to, rule.key, rule.valid_from)
