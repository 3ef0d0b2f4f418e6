"""The people of a team as the solver knows them, and who each of its keys is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from rostering.availability.models import LeaveKind
from rostering.availability.rules import AwaySpan
from rostering.planning import away, history, readiness
from rostering.planning.horizon import Horizon
from rostering.planning.queries import Facts
from rostering.planning.readiness import say, stretches
from rostering.problem import Block, FairShare, HoursPeriod, Stage, Worker
from workforce.core.figures import figure
from workforce.employments.models import Employment
from workforce.people.models import Person
from workforce.teams.models import TeamMember

DAYS_PER_WEEK = 7
#: The days over which a week's contract is usually worked.
WORKING_DAYS_PER_WEEK = 5


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """Who a worker of the problem is."""

    key: str
    person_id: int
    name: str
    employment_id: int
    employer_id: int
    employer_mark: str
    employer_name: str
    job_role_code: str
    role_title: str
    role_family: str
    #: Contracted minutes a week that the team may plan; 0 for bank contracts.
    week_min: int


def planned(facts: Facts, horizon: Horizon) -> list[PlannedPerson]:
    """Return the people of a plan by person id; each appears once, whatever contracts they hold."""
    found = []
    for number, (person_id, memberships) in enumerate(facts.members.items()):
        held = facts.employments[person_id]
        contract = memberships[0].employment if memberships else held[0] if held else None
        found.append(_planned(f"w{number}", facts.people[person_id], contract, memberships))
    return found


def workers(
    facts: Facts,
    horizon: Horizon,
    people: Sequence[PlannedPerson],
    shift_keys: Mapping[tuple[int, date], str],
    shares: Mapping[int, tuple[FairShare, ...]],
) -> tuple[Worker, ...]:
    """Return the people with all that bears on when they may work."""
    worker_keys = {person.person_id: person.key for person in people}
    return tuple(
        replace(
            _worker(facts, horizon, person, shift_keys, worker_keys), fair_shares=shares[person.person_id]
        )
        for person in people
    )


def _worker(
    facts: Facts,
    horizon: Horizon,
    person: PlannedPerson,
    shift_keys: Mapping[tuple[int, date], str],
    worker_keys: Mapping[int, str],
) -> Worker:
    held, work = facts.employments[person.person_id], facts.work[person.person_id]
    memberships, spans = facts.members[person.person_id], facts.away.get(person.person_id, [])
    own_role = [person.job_role_code] if person.job_role_code else []
    return Worker(
        key=person.key,
        employer_key=f"o{person.employer_id}",
        roles=tuple(dict.fromkeys([*own_role, *readiness.role_codes(facts, person.person_id)])),
        skills=readiness.skills(facts, horizon, person.person_id),
        supervisors=readiness.supervisors(facts, person.person_id, worker_keys),
        blocks=(
            *_membership_blocks(horizon, memberships),
            *readiness.blocks(facts, horizon, person.person_id),
        ),
        week_caps=readiness.week_caps(facts, horizon, person.person_id),
        away=away.away(spans, horizon),
        fixed=history.fixed(work, horizon, person.employer_id),
        past_weeks=history.past_weeks(work, away.whole_days(spans, away.EXCLUDED), horizon, facts.past_weeks),
        post_start_day=_post_start_day(held, horizon, facts.past_weeks),
        usual_day_min=sum(one.week_min for one in held) // WORKING_DAYS_PER_WEEK,
        opted_out=_opted_out(held, horizon.first),
        night_worker=history.is_night_worker(work, horizon),
        young_until_day=_young_until_day(facts.people[person.person_id], horizon),
        hours=_hours(memberships, spans, horizon),
        requests=away.requests(facts.wishes[person.person_id], facts.templates, horizon),
        locked=tuple(
            shift_keys[one.shift_template_id, one.on_date]
            for one in facts.assignments
            if one.locked and one.person_id == person.person_id
        ),
    )


def _planned(
    key: str, person: Person, contract: Employment | None, memberships: list[TeamMember]
) -> PlannedPerson:
    return PlannedPerson(
        key=key,
        person_id=person.id,
        name=person.name,
        employment_id=contract.id if contract else 0,
        employer_id=contract.organisation_id if contract else 0,
        employer_mark=contract.organisation.mark if contract else "",
        employer_name=contract.organisation.name if contract else "",
        job_role_code=contract.job_role.code if contract else "",
        role_title=contract.job_role.title if contract else "",
        role_family=contract.job_role.family if contract else "",
        week_min=sum(one.week_min for one in memberships),
    )


def _days_in_team(memberships: list[TeamMember], horizon: Horizon) -> list[bool]:
    """Return for each day of the horizon, and the one after, whether a membership and its contract hold."""
    return [
        any(
            one.joined_on <= on and (one.left_on is None or on <= one.left_on) and one.employment.holds_on(on)
            for one in memberships
        )
        for on in (horizon.date_of(day) for day in range(horizon.days + 1))
    ]


def _membership_blocks(horizon: Horizon, memberships: list[TeamMember]) -> Iterable[Block]:
    inside = _days_in_team(memberships, horizon)
    for first, last in stretches([not day for day in inside]):
        words = f"not in the team, or without a contract, from {say(horizon.date_of(first))}"
        if last < horizon.days:
            words += f" to {say(horizon.date_of(last))}"
        yield Block(Stage.TEAM, "not_in_team", words, from_day=first, to_day=last + 1)


def _hours(memberships: list[TeamMember], spans: list[AwaySpan], horizon: Horizon) -> tuple[HoursPeriod, ...]:
    """Return the contracted minutes for the days in the team; days of leave and study are credited."""
    credited = away.whole_days(spans, LeaveKind)
    target = Fraction(0)
    for day, inside in enumerate(_days_in_team(memberships, horizon)[: horizon.days]):
        if inside and horizon.date_of(day) not in credited:
            target += Fraction(sum(one.week_min for one in memberships), DAYS_PER_WEEK)
    if not target:
        return ()
    slack = target * figure("policy_contract_hours_slack", horizon.first).whole / 100
    return (
        HoursPeriod(
            0,
            horizon.days,
            min_min=int(target - slack),
            max_min=int(target + slack),
            target_min=int(target),
        ),
    )


def _post_start_day(held: list[Employment], horizon: Horizon, past_weeks: int) -> int | None:
    if not held:
        return None
    day = horizon.day_of(min(one.started_on for one in held))
    return day if day > -DAYS_PER_WEEK * past_weeks else None


def _opted_out(held: list[Employment], on: date) -> bool:
    """Tell whether every employer holds the person's written agreement to work more than the average."""
    return bool(held) and all(one.opted_out_on is not None and one.opted_out_on <= on for one in held)


def _young_until_day(person: Person, horizon: Horizon) -> int | None:
    year = person.born_on.year + figure("adult_age", horizon.first).whole
    try:
        birthday = person.born_on.replace(year=year)
    except ValueError:  # born on 29 February
        birthday = date(year, 3, 1)
    return horizon.day_of(birthday) if birthday > horizon.first else None
