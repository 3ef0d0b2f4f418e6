"""The people of a team as workers of the problem, and the way back from their keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rostering.horizon import Horizon
from rostering.hours.rules import RotaHours
from rostering.planning import away, history, readiness
from rostering.planning.queries import Facts
from rostering.planning.readiness import day_and_month, stretches
from rostering.problem import Block, FairShare, HoursPeriod, Stage, Worker
from workforce.core.figures import figure

DAYS_PER_WEEK = 7
#: The days over which a week's contract is usually worked.
WORKING_DAYS_PER_WEEK = 5


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """The person that a worker of the problem stands for."""

    key: str
    person_id: int
    name: str
    employment_id: int
    employer_id: int
    employer_mark: str
    employer_name: str
    #: The employer's kind and sector, which shape its mark in a rota; empty without a contract.
    employer_kind: str
    employer_sector: str
    job_role_code: str
    role_title: str
    role_family: str
    #: Contracted minutes a week that the team may plan; 0 for bank contracts.
    week_min: int
    #: What the person owes in these days, and what is carried into them; none for people who left the team.
    owed: RotaHours | None


def planned(facts: Facts, horizon: Horizon) -> list[PlannedPerson]:
    """Return the people of a plan by person id, each once, however many contracts they hold."""
    return [_planned(f"w{number}", facts, person_id) for number, person_id in enumerate(facts.members)]


def workers(
    facts: Facts,
    horizon: Horizon,
    people: Sequence[PlannedPerson],
    shift_keys: Mapping[tuple[int, date], str],
    shares: Mapping[int, tuple[FairShare, ...]],
) -> tuple[Worker, ...]:
    """Return the people as workers, with everything that decides when they may work."""
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
    spans = facts.away.get(person.person_id, [])
    own_role = [person.job_role_code] if person.job_role_code else []
    return Worker(
        key=person.key,
        employer_key=f"o{person.employer_id}",
        roles=tuple(dict.fromkeys([*own_role, *readiness.role_codes(facts, person.person_id)])),
        skills=readiness.skills(facts, horizon, person.person_id),
        supervisors=readiness.supervisors(facts, person.person_id, worker_keys),
        blocks=(
            *_membership_blocks(facts, horizon, person.person_id),
            *readiness.blocks(facts, horizon, person.person_id),
        ),
        week_caps=readiness.week_caps(facts, horizon, person.person_id),
        away=away.away(spans, horizon),
        fixed=history.fixed(work, horizon, person.employer_id),
        past_weeks=history.past_weeks(work, away.whole_days(spans, away.EXCLUDED), horizon, facts.past_weeks),
        post_start_day=_post_start_day(facts, horizon, person.person_id),
        usual_day_min=sum(contract.week_min for contract in held) // WORKING_DAYS_PER_WEEK,
        opted_out=_opted_out(facts, horizon, person.person_id),
        night_worker=history.is_night_worker(work, horizon),
        young_until_day=_young_until_day(facts.people[person.person_id].born_on, horizon),
        hours=_hours(facts, horizon, person.person_id),
        requests=away.requests(facts.wishes[person.person_id], facts.templates, horizon),
        locked=tuple(
            shift_keys[assignment.shift_template_id, assignment.on_date]
            for assignment in facts.assignments
            if assignment.locked and assignment.person_id == person.person_id
        ),
    )


def _planned(key: str, facts: Facts, person_id: int) -> PlannedPerson:
    memberships, held = facts.members[person_id], facts.employments[person_id]
    contract = memberships[0].employment if memberships else held[0] if held else None
    employer = contract.organisation if contract else None
    return PlannedPerson(
        key=key,
        person_id=person_id,
        name=facts.people[person_id].name,
        employment_id=contract.id if contract else 0,
        employer_id=employer.id if employer else 0,
        employer_mark=employer.mark if employer else "",
        employer_name=employer.name if employer else "",
        employer_kind=employer.kind.value if employer else "",
        employer_sector=employer.sector.value if employer else "",
        job_role_code=contract.job_role.code if contract else "",
        role_title=contract.job_role.title if contract else "",
        role_family=contract.job_role.family if contract else "",
        week_min=_week_min(facts, person_id),
        owed=facts.hours.get(person_id),
    )


def _week_min(facts: Facts, person_id: int) -> int:
    """Return the contracted minutes a week that the team may plan, all memberships together."""
    return sum(membership.week_min for membership in facts.members[person_id])


def _days_in_team(facts: Facts, horizon: Horizon, person_id: int) -> list[bool]:
    """Return for each day of the horizon, and the one after, whether a membership and its contract hold."""
    return [
        any(
            membership.joined_on <= on
            and (membership.left_on is None or on <= membership.left_on)
            and membership.employment.holds_on(on)
            for membership in facts.members[person_id]
        )
        for on in (horizon.date_of(day) for day in range(horizon.days + 1))
    ]


def _membership_blocks(facts: Facts, horizon: Horizon, person_id: int) -> Iterable[Block]:
    inside = _days_in_team(facts, horizon, person_id)
    for first, last in stretches([not day for day in inside]):
        words = f"not in the team, or without a contract, from {day_and_month(horizon.date_of(first))}"
        if last < horizon.days:
            words += f" to {day_and_month(horizon.date_of(last))}"
        yield Block(Stage.TEAM, "not_in_team", words, from_day=first, to_day=last + 1)


def _hours(facts: Facts, horizon: Horizon, person_id: int) -> tuple[HoursPeriod, ...]:
    """Return the contracted minutes without what absences credit, and with what is carried from before."""
    owed = facts.hours.get(person_id)
    if owed is None or not owed.base:
        return ()
    slack = owed.base * figure("policy_contract_hours_slack", horizon.first).whole / 100
    target = owed.base - owed.carried_min
    return (
        HoursPeriod(
            0,
            horizon.days,
            min_min=max(0, int(target - slack)),
            max_min=int(target + slack),
            target_min=owed.target_min,
        ),
    )


def _post_start_day(facts: Facts, horizon: Horizon, person_id: int) -> int | None:
    """Return the day on which the first contract began; None if that is before the weeks that count."""
    held = facts.employments[person_id]
    if not held:
        return None
    day = horizon.day_of(min(contract.started_on for contract in held))
    return day if day > -DAYS_PER_WEEK * facts.past_weeks else None


def _opted_out(facts: Facts, horizon: Horizon, person_id: int) -> bool:
    """Tell whether every employer holds the person's written agreement to work more than the average."""
    held = facts.employments[person_id]
    return bool(held) and all(
        contract.opted_out_on is not None and contract.opted_out_on <= horizon.first for contract in held
    )


def _young_until_day(born_on: date, horizon: Horizon) -> int | None:
    """Return the day on which a person comes of age; None if they have."""
    year = born_on.year + figure("adult_age", horizon.first).whole
    try:
        birthday = born_on.replace(year=year)
    except ValueError:  # born on 29 February
        birthday = date(year, 3, 1)
    return horizon.day_of(birthday) if birthday > horizon.first else None
