"""Changes the demand of a team: its shifts, whom each needs, and how its rules are set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from rostering.demand.models import ShiftDemand, ShiftKind, ShiftTemplate, TeamRule
from rostering.demand.rules import (
    Importance,
    RuleSetting,
    may_change,
    may_choose_hard,
    may_weigh,
    stricter_of,
)
from rostering.rules import Rule
from workforce.core import audit, clock
from workforce.core.access import Actor, Permission, can
from workforce.core.errors import Conflict, Invalid, NotFound
from workforce.core.figures import figure
from workforce.organisations.models import Team, TeamSite


@dataclass(frozen=True, slots=True)
class ShiftDetails:
    """What a shift is: its name, its place and its times on the wall clock."""

    code: str
    name: str
    kind: ShiftKind
    site_id: int
    starts: time
    ends: time
    break_min: int


@dataclass(frozen=True, slots=True)
class DemandDetails:
    """Whom a shift needs on one day of the week, and how many."""

    weekday: int
    job_role_id: int | None
    competence_code: str | None
    minimum: int
    wanted: int


def add_shift(session: Session, actor: Actor, team: Team, details: ShiftDetails) -> ShiftTemplate:
    """Add a shift to a team; no rota has it until its demand is set."""
    _may_manage(actor, team.id)
    _check(session, team.id, details, None)
    shift = ShiftTemplate(team_id=team.id, **_values(details))
    session.add(shift)
    audit.record(session, actor, "shift.added", shift, organisation_id=team.organisation_id, name=shift.name)
    return shift


def change_shift(session: Session, actor: Actor, shift: ShiftTemplate, details: ShiftDetails) -> None:
    """Change what a shift is, for rotas that are made from now on."""
    _may_manage(actor, shift.team_id)
    _check(session, shift.team_id, details, shift.id)
    for name, value in _values(details).items():
        setattr(shift, name, value)
    _record(session, actor, "shift.changed", shift)


def retire_shift(session: Session, actor: Actor, shift: ShiftTemplate) -> None:
    """Use a shift in no further rota; rotas that have it keep it."""
    _may_manage(actor, shift.team_id)
    shift.retired_on = clock.today()
    _record(session, actor, "shift.retired", shift)


def set_needs(session: Session, actor: Actor, shift: ShiftTemplate, needs: Sequence[DemandDetails]) -> None:
    """Replace the whole demand of a shift."""
    _may_manage(actor, shift.team_id)
    session.execute(delete(ShiftDemand).where(ShiftDemand.shift_template_id == shift.id))
    session.add_all(
        ShiftDemand(
            shift_template_id=shift.id,
            weekday=need.weekday,
            job_role_id=need.job_role_id,
            competence_code=need.competence_code,
            minimum=need.minimum,
            wanted=need.wanted,
        )
        for need in needs
    )
    _record(session, actor, "demand.set", shift, rows=len(needs))


def _record(session: Session, actor: Actor, action: str, shift: ShiftTemplate, **detail: int) -> None:
    organisation_id = session.get_one(Team, shift.team_id).organisation_id
    audit.record(session, actor, action, shift, organisation_id=organisation_id, name=shift.name, **detail)


def set_rule(
    session: Session, actor: Actor, team: Team, rule: Rule, setting: RuleSetting, legal: Mapping[str, int]
) -> None:
    """Set a rule for a team, within what the law and the kind of rule allow."""
    _may_manage(actor, team.id)
    if setting.hard != rule_is_hard(rule) and not may_choose_hard(rule):
        raise Invalid("hard", "This rule is not the team's to bend", "hard")
    if setting.importance is not Importance.MOST and not may_weigh(rule):
        raise Invalid("importance", "This rule always matters most", "importance")
    for name, value in setting.parameters.items():
        if not may_change(rule, name) or stricter_of(rule, name, legal[name], value) != value:
            raise Invalid("figure", "The law allows no more lenient figure than its own", name)
    row = session.scalar(select(TeamRule).where(TeamRule.team_id == team.id, TeamRule.rule == rule.name))
    if row is None:
        row = TeamRule(team_id=team.id, rule=rule.name)
        session.add(row)
    row.hard, row.importance = setting.hard, setting.importance
    row.parameters = {name: value for name, value in setting.parameters.items() if value != legal[name]}
    audit.record(
        session,
        actor,
        "team_rule.set",
        row,
        organisation_id=team.organisation_id,
        rule=rule.name,
        hard=setting.hard,
        importance=setting.importance.value,
        parameters=dict(row.parameters),
    )


def reset_rule(session: Session, actor: Actor, team: Team, rule: Rule) -> None:
    """Set a rule of a team back to the default."""
    _may_manage(actor, team.id)
    row = session.scalar(select(TeamRule).where(TeamRule.team_id == team.id, TeamRule.rule == rule.name))
    if row is not None:
        audit.record(
            session, actor, "team_rule.reset", row, organisation_id=team.organisation_id, rule=rule.name
        )
        session.delete(row)
        session.flush()


def rule_is_hard(rule: Rule) -> bool:
    """Tell whether a rule must be kept if teams have no choice about it."""
    return rule.strength.value == "law"


def _may_manage(actor: Actor, team_id: int) -> None:
    if not can(actor, Permission.MANAGE_DEMAND, team_id=team_id):
        raise NotFound


def _values(details: ShiftDetails) -> dict[str, object]:
    return {name: getattr(details, name) for name in ShiftDetails.__slots__}


def _check(session: Session, team_id: int, details: ShiftDetails, shift_id: int | None) -> None:
    same = session.scalar(
        select(ShiftTemplate.id).where(
            ShiftTemplate.team_id == team_id,
            ShiftTemplate.code == details.code,
            ShiftTemplate.retired_on.is_(None),
        )
    )
    if same not in (None, shift_id):
        raise Conflict("code_taken", "Another shift of this team has this code", "code")
    at_site = select(TeamSite.id).where(TeamSite.team_id == team_id, TeamSite.site_id == details.site_id)
    if session.scalar(at_site) is None:
        raise Invalid("site", "Choose a site at which the team works", "site_id")
    _check_break(details, clock.today())


def _check_break(details: ShiftDetails, on: date) -> None:
    """Refuse a shift whose break is shorter than the law asks for its length."""
    minutes = (details.ends.hour - details.starts.hour) * 60 + details.ends.minute - details.starts.minute
    length_min = minutes if minutes > 0 else minutes + 24 * 60
    owed_min = figure("wtr_break", on).whole
    if details.break_min >= length_min:
        raise Invalid("break_min", "The break must be shorter than the shift", "break_min")
    if length_min > figure("wtr_break_after", on).whole and details.break_min < owed_min:
        message = f"A shift of this length needs a break of at least {owed_min} minutes by law"
        raise Invalid("break_min", message, "break_min")
