"""The people of a team as workers of the problem, and the way back from their keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rostering.horizon import Horizon
from rostering.hours.rules import RotaHours
from rostering.planning import away, history, readiness
from rostering.planning.queries import Facts
from rostering.planning.readiness import day_and_month, stretches
from rostering.problem import Block, DatedRole, FairShare, HoursPeriod, OptOut, Stage, Worker
from workforce.core.figures import figure
from workforce.employments.rules import service_start

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
    #: Contracted minutes a week that the team may plan on the first day in it; 0 for bank contracts.
    week_min: int
    #: What the person owes in these days, and what is carried into them; none for people who left the team.
    owed: RotaHours | None
    #: From which days of the rota on another employer employs them for the team, in order, and which.
    employer_changes: tuple[tuple[date, int], ...] = ()

    def employer_id_on(self, on: date) -> int:
        """Return the employer for whom a duty of a day is worked."""
        return next(
            (employer_id for first, employer_id in reversed(self.employer_changes) if first <= on),
            self.employer_id,
        )


def planned(facts: Facts, horizon: Horizon) -> list[PlannedPerson]:
    """Return the people of a plan by person id, each once, however many contracts they hold."""
    return [
        _planned(f"w{number}", facts, horizon, person_id) for number, person_id in enumerate(facts.members)
    ]


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
    work = facts.work[person.person_id]
    spans = facts.away.get(person.person_id, [])
    roles, dated_roles = _roles(facts, horizon, person.person_id)
    opted_out, opt_outs = _opt_outs(facts, horizon, person.person_id)
    return Worker(
        key=person.key,
        employer_key=f"o{person.employer_id}",
        roles=roles,
        dated_roles=dated_roles,
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
        usual_day_min=_usual_day_min(facts, horizon, person.person_id),
        opted_out=opted_out,
        opt_outs=opt_outs,
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


def _planned(key: str, facts: Facts, horizon: Horizon, person_id: int) -> PlannedPerson:
    held = facts.employments[person_id]
    # The contract of the first day in the team; of several then, the one with most hours.
    on_days = (facts.memberships_on(person_id, horizon.date_of(day)) for day in range(horizon.days))
    memberships = next(filter(None, on_days), facts.members[person_id])
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
        week_min=sum(membership.week_min for membership in memberships),
        owed=facts.hours.get(person_id),
        employer_changes=_employer_changes(facts, horizon, person_id, employer.id if employer else 0),
    )


def _employer_changes(
    facts: Facts, horizon: Horizon, person_id: int, employer_id: int
) -> tuple[tuple[date, int], ...]:
    """Return from which days on the place with most hours is under a contract with another employer."""
    changes = []
    for on in (horizon.date_of(day) for day in range(horizon.days)):
        for membership in facts.memberships_on(person_id, on)[:1]:
            if membership.employment.organisation_id != employer_id:
                employer_id = membership.employment.organisation_id
                changes.append((on, employer_id))
    return tuple(changes)


def roles_on(facts: Facts, person_id: int, on: date) -> list[str]:
    """Return the roles in which a person may work in the team on a day, those of contracts first."""
    contracts = [member.employment for member in facts.memberships_on(person_id, on)]
    if not facts.members[person_id]:
        # They left the team, but a rota still has them, in the role of their contract.
        contracts = [contract for contract in facts.employments[person_id] if contract.holds_on(on)]
    by_contract = [contract.job_role.code for contract in contracts]
    return list(dict.fromkeys([*by_contract, *readiness.placement_roles_on(facts, person_id, on)]))


def _roles(facts: Facts, horizon: Horizon, person_id: int) -> tuple[tuple[str, ...], tuple[DatedRole, ...]]:
    """Return the roles that a person holds on all their days in the team, and those held on some of them."""
    days = range(horizon.days + 1)
    inside = _days_in_team(facts, horizon, person_id)
    by_day = [roles_on(facts, person_id, horizon.date_of(day)) for day in days]
    throughout, dated = [], []
    for role in dict.fromkeys(role for roles in by_day for role in roles):
        held = [role in roles for roles in by_day]
        # Outside the team a duty is refused already, so a role that only begins or ends with it has no days.
        if all(holds or not is_in for holds, is_in in zip(held, inside, strict=True)):
            throughout.append(role)
            continue
        dated += [
            DatedRole(role, first, None if last == horizon.days else last + 1)
            for first, last in stretches(held)
        ]
    return tuple(throughout), tuple(dated)


def _days_in_team(facts: Facts, horizon: Horizon, person_id: int) -> list[bool]:
    """Return for each day of the horizon, and the one after, whether a membership and its contract hold."""
    return [bool(facts.memberships_on(person_id, horizon.date_of(day))) for day in range(horizon.days + 1)]


def _membership_blocks(facts: Facts, horizon: Horizon, person_id: int) -> Iterable[Block]:
    inside = _days_in_team(facts, horizon, person_id)
    for first, last in stretches([not day for day in inside]):
        words = f"not in the team, or without a contract, from {day_and_month(horizon.date_of(first))}"
        if last < horizon.days:
            words += f" to {day_and_month(horizon.date_of(last))}"
        yield Block(
            Stage.TEAM,
            "not_in_team",
            words,
            from_day=first,
            to_day=last + 1,
            by_start=first > 0 and _stays_employed(facts, person_id, horizon.date_of(first)),
        )


def _stays_employed(facts: Facts, person_id: int, on: date) -> bool:
    """Tell whether an employer of the day before in the team employs a person on a day, in or out of it."""
    employers = {
        membership.employment.organisation_id
        for membership in facts.memberships_on(person_id, on - timedelta(days=1))
    }
    return any(
        contract.organisation_id in employers and contract.holds_on(on)
        for contract in facts.employments[person_id]
    )


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


def _usual_day_min(facts: Facts, horizon: Horizon, person_id: int) -> int:
    """Return a usual day of the contracts that hold on the last day of the rota; it stands for days after."""
    held = facts.employments[person_id]
    last = [contract for contract in held if contract.holds_on(horizon.last)]
    return sum(contract.week_min for contract in last or held) // WORKING_DAYS_PER_WEEK


def _post_start_day(facts: Facts, horizon: Horizon, person_id: int) -> int | None:
    """Return the day on which the longest continuous service began; None if before the weeks that count.

    Somebody who has worked for their employer for less than the reference period is averaged over the time
    since they started (Working Time Regulations 1998, regulation 4(4)); of several employers of the rota's
    days, the one they have worked for longest decides, because the work of all of them is counted together.
    """
    earlier: dict[int, list[tuple[date, date]]] = {}
    for contract in facts.earlier_employments[person_id]:
        if contract.ended_on is not None:
            stretch = contract.continuous_since or contract.started_on, contract.ended_on
            earlier.setdefault(contract.organisation_id, []).append(stretch)
    starts = [
        service_start(
            contract.continuous_since or contract.started_on, earlier.get(contract.organisation_id, [])
        )
        for contract in facts.employments[person_id]
    ]
    if not starts:
        return None
    day = horizon.day_of(min(starts))
    return day if day > -DAYS_PER_WEEK * facts.past_weeks else None


def _opt_outs(facts: Facts, horizon: Horizon, person_id: int) -> tuple[bool, tuple[OptOut, ...]]:
    """Tell whether every employer holds the person's agreement on each day, or else on which days."""
    opted_out = [
        bool(held) and all(contract.opted_out_on and contract.opted_out_on <= on for contract in held)
        for on in (horizon.date_of(day) for day in range(horizon.days))
        for held in [[contract for contract in facts.employments[person_id] if contract.holds_on(on)]]
    ]
    if all(opted_out):
        return True, ()
    # A reference period that reaches beyond the rota ends on the terms of its last day.
    return False, tuple(
        OptOut(first, None if last == horizon.days - 1 else last + 1) for first, last in stretches(opted_out)
    )


def _young_until_day(born_on: date, horizon: Horizon) -> int | None:
    """Return the day on which a person comes of age; None if they have."""
    year = born_on.year + figure("adult_age", horizon.first).whole
    try:
        birthday = born_on.replace(year=year)
    except ValueError:  # born on 29 February
        birthday = date(year, 3, 1)
    return horizon.day_of(birthday) if birthday > horizon.first else None
