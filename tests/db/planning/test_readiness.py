"""A rota asks of every duty, on each date it touches, what the host asks of the person who works it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from rostering.planning import RotaPlan, plan
from rostering.problem import Block, Roster
from rostering.rules import check_rule
from tests.factories import Factory
from workforce.checks.details import CheckKind
from workforce.organisations.models import Sector, Team
from workforce.readiness.evidence import Evidence, EvidenceKind
from workforce.readiness.models import AcceptanceRule
from workforce.readiness.sections import Column, Sections
from workforce.teams.models import TeamMember

MONDAY = date(2027, 1, 4)
SUNDAY = date(2027, 1, 31)
LONG_AGO = date(2020, 1, 1)
NIGHT: dict[str, Any] = {"code": "N", "starts": time(21), "ends": time(7)}


@dataclass
class Held:
    """A section of the passport that holds what a test says, for everybody."""

    items: list[Evidence] = field(default_factory=list)
    key = "held"
    template = ""
    order = 1
    column = Column.MAIN

    def evidence(self, session: Session, person_ids: Collection[int]) -> Mapping[int, list[Evidence]]:
        return dict.fromkeys(person_ids, self.items)

    def context(self, session: Session, person_id: int, on: date) -> Mapping[str, Any]:
        return {}


def held(code: str, until: date | None = None, **facts: Any) -> Evidence:
    return Evidence(EvidenceKind.CHECK, code, "Held", LONG_AGO, until, facts)


def asks(make: Factory, code: str, label: str, **conditions: Any) -> None:
    """Let every health employer ask for something."""
    make.add(
        AcceptanceRule(
            sector=Sector.HEALTH,
            key=code,
            kind=EvidenceKind.CHECK,
            code=code,
            label=label,
            conditions=conditions,
            closed_by="your employer",
            valid_from=LONG_AGO,
            source="Test",
        )
    )


@pytest.fixture
def own(make: Factory) -> TeamMember:
    """A member of a team who works for the employer at whose only site the team works."""
    employment = make.employment()
    team = make.team(employment.organisation)
    make.demand(make.shift_template(team, make.site(employment.organisation)))
    return make.member(team, employment)


def blocks(session: Session, team: Team, *items: Evidence) -> tuple[Block, ...]:
    return plan_of(session, team, *items).problem.workers[0].blocks


def plan_of(session: Session, team: Team, *items: Evidence) -> RotaPlan:
    return plan(session, Sections([Held(list(items))]), team.id, MONDAY, SUNDAY)


def test_nothing_asked_nothing_blocked(session: Session, own: TeamMember) -> None:
    assert blocks(session, own.team) == ()


def test_a_missing_check_blocks_every_day_and_says_so(
    session: Session, make: Factory, own: TeamMember
) -> None:
    asks(make, "identity", "Identity")
    (block,) = blocks(session, own.team)
    assert (block.from_day, block.to_day, block.reason) == (0, None, "identity")
    assert block.words == "Identity: Nothing yet"


def test_a_check_without_the_child_workforce_does_not_do(
    session: Session, make: Factory, own: TeamMember
) -> None:
    """In date, and yet refused: it was made for work with adults."""
    asks(make, CheckKind.CRIMINAL_RECORD, "Criminal record", workforces=["adult", "child"])
    both = held(CheckKind.CRIMINAL_RECORD, workforces=("adult", "child"))
    assert blocks(session, own.team, both) == ()
    (block,) = blocks(session, own.team, held(CheckKind.CRIMINAL_RECORD, workforces=("adult",)))
    assert "covers work with adults, not with children" in block.words


def test_training_that_expires_in_the_rota_blocks_from_the_day_after(
    session: Session, make: Factory, own: TeamMember
) -> None:
    """It is valid to the end of its last day, Tuesday 19 January."""
    asks(make, "cstf.fire_safety", "Fire safety")
    (block,) = blocks(session, own.team, held("cstf.fire_safety", date(2027, 1, 19)))
    assert (block.from_day, block.to_day) == (16, None)
    assert block.words == "Fire safety: It is valid until 19 January 2027 and no longer"


def test_a_night_needs_the_morning_after_too(session: Session, make: Factory, own: TeamMember) -> None:
    """A check that ends on the 19th allows that day's Early, but not its Night."""
    asks(make, "identity", "Identity")
    make.demand(make.shift_template(own.team, make.site(own.employment.organisation), **NIGHT))
    made = plan_of(session, own.team, held("identity", date(2027, 1, 19)))
    (spec,) = (spec for spec in made.problem.rules if spec.rule == "eligibility")
    refused = {
        key: bool(check_rule(made.problem, Roster.of([("w0", key)]), spec))
        for key in ("E@15", "N@14", "N@15", "E@16")
    }
    assert refused == {"E@15": False, "N@14": False, "N@15": True, "E@16": True}


def test_another_employers_site_needs_a_placement(session: Session, make: Factory, own: TeamMember) -> None:
    host = make.organisation(name="Chesil Home Care")
    make.demand(make.shift_template(own.team, make.site(host), code="V1"))
    (block,) = blocks(session, own.team)
    assert (block.host_key, block.words) == (f"o{host.id}", "no placement at Chesil Home Care")


def test_a_placement_that_ends_in_the_rota_blocks_what_follows(
    session: Session, make: Factory, own: TeamMember
) -> None:
    host = make.organisation(name="Chesil Home Care")
    make.demand(make.shift_template(own.team, make.site(host), code="V1"))
    make.placement(own.employment, host, ends_on=date(2027, 1, 17))
    (block,) = blocks(session, own.team)
    assert (block.from_day, block.to_day) == (14, None)
    assert block.words == "placement at Chesil Home Care ends 17 January"


def test_a_placement_at_a_host_brings_what_the_host_asks(
    session: Session, make: Factory, own: TeamMember
) -> None:
    """What a health employer asks is asked there too, of the role that the placement is for."""
    asks(make, "identity", "Identity")
    host, role = make.organisation(), make.job_role(code="reablement")
    make.demand(make.shift_template(own.team, make.site(host), code="V1"))
    make.placement(own.employment, host, job_role_id=role.id)
    (worker,) = plan_of(session, own.team).problem.workers
    assert {block.host_key for block in worker.blocks} == {
        f"o{own.employment.organisation_id}",
        f"o{host.id}",
    }
    assert worker.roles == (own.employment.job_role.code, "reablement")


def test_hours_that_the_right_to_work_allows_become_a_cap(session: Session, own: TeamMember) -> None:
    limited = held(CheckKind.RIGHT_TO_WORK, date(2027, 1, 19), week_limit_min=1200, limit_covers="all")
    (worker,) = plan_of(session, own.team, limited).problem.workers
    (cap,) = worker.week_caps
    assert (cap.max_min, cap.from_day, cap.to_day) == (1200, 0, 16)
    assert cap.words == "right to work allows 20 h a week"


def test_hours_beyond_the_contract_are_added_to_it(session: Session, own: TeamMember) -> None:
    limited = held(CheckKind.RIGHT_TO_WORK, week_limit_min=1200, limit_covers="extra")
    (worker,) = plan_of(session, own.team, limited).problem.workers
    assert worker.week_caps[0].max_min == 2250 + 1200


def test_a_cap_ends_where_a_right_without_a_limit_begins(session: Session, own: TeamMember) -> None:
    """A student's 20 hours hold to day 15; from day 16 on, the new right to work has none."""
    limited = held(CheckKind.RIGHT_TO_WORK, date(2027, 1, 19), week_limit_min=1200, limit_covers="all")
    settled = replace(held(CheckKind.RIGHT_TO_WORK), valid_from=date(2027, 1, 20))
    (worker,) = plan_of(session, own.team, limited, settled).problem.workers
    assert [(cap.max_min, cap.from_day, cap.to_day) for cap in worker.week_caps] == [(1200, 0, 16)]


def test_a_cap_beyond_the_contract_follows_the_contract(
    session: Session, make: Factory, own: TeamMember
) -> None:
    """Hours beyond a contract of 37.5 h to day 13 are beyond one of 22.5 h from day 14 on."""
    change = date(2027, 1, 18)
    own.employment.ended_on = change - timedelta(days=1)
    part = make.employment(own.person, own.employment.organisation, started_on=change, week_min=1350)
    make.member(own.team, part, joined_on=change)
    limited = held(CheckKind.RIGHT_TO_WORK, week_limit_min=1200, limit_covers="extra")
    (worker,) = plan_of(session, own.team, limited).problem.workers
    caps = sorted((cap.from_day, cap.to_day, cap.max_min) for cap in worker.week_caps)
    assert caps == [(0, 14, 3450), (14, None, 2550)]


def test_a_competence_counts_on_the_days_on_which_it_holds(
    session: Session, make: Factory, own: TeamMember
) -> None:
    """The demand names it, the person holds it until Tuesday 19 January, and the plan says so."""
    insulin = make.competence(code="county.insulin", title="Insulin", refresh_months=12)
    make.training(insulin, person=own.person, completed_on=date(2026, 1, 19))
    make.demand(make.shift_template(own.team, code="L"), competence_code="county.insulin")
    made = plan_of(session, own.team)
    (skill,) = made.problem.workers[0].skills
    assert (skill.key, skill.from_day, skill.to_day, skill.note) == (
        "county.insulin",
        0,
        16,
        "lapses Tuesday 19 January",
    )
    assert {need.label for need in made.problem.demands} == {"Anybody", "Somebody with Insulin"}


def test_an_apprentice_names_their_supervisors(session: Session, make: Factory, own: TeamMember) -> None:
    """The mentor is one; who is not in the team cannot be."""
    apprentice = make.member(own.team)
    make.apprenticeship(person=apprentice.person, mentor_person_id=own.person_id)
    workers = plan_of(session, own.team).problem.workers
    assert [worker.supervisors for worker in workers] == [None, ("w0",)]
