"""Reads for rotas: who holds which competence on which days, and who works only beside whom.

Every function takes all people at once and needs the same few queries for ten people or ten thousand.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from competences.apprenticeships.models import Apprenticeship, ApprenticeshipStatus, BreakInLearning
from competences.apprenticeships.rules import last_supervised_day
from competences.assessments.models import AssessorRight
from competences.assessments.queries import signed_off_unscoped
from competences.eligibility.rules import Interval, Supervision, days_outside
from competences.frameworks.queries import equivalence_map_unscoped, held_evidence_unscoped
from competences.frameworks.rules import merge_intervals
from competences.training.queries import verified_unscoped
from workforce.people.models import Person, Registration, RegistrationStatus


def competence_days_unscoped(
    session: Session, person_ids: Collection[int], codes: Collection[str], first: date, last: date
) -> dict[int, dict[str, list[Interval]]]:
    """Return the stretches of days on which each person holds each competence or training.

    Only verified training and sign-offs for working alone count, and what they count as by an agreement to
    count in full. Days outside `first` to `last` are cut off. People and codes without any day are there,
    with nothing. Two queries.
    """
    equivalences = equivalence_map_unscoped(session)
    held = held_evidence_unscoped(
        session,
        verified_unscoped(person_ids),
        signed_off_unscoped(person_ids),
        codes=equivalences.sources(codes),
        equivalences=equivalences,
    )
    days: dict[int, dict[str, list[Interval]]] = {}
    for person_id in person_ids:
        evidence = held.get(person_id, [])
        days[person_id] = {
            code: merge_intervals(
                ((piece.valid_from, piece.valid_until) for piece in evidence if piece.code == code),
                first,
                last,
            )
            for code in codes
        }
    return days


def supervision_unscoped(
    session: Session, person_ids: Collection[int], first: date, last: date
) -> dict[int, Supervision]:
    """Return who of these people needs a supervisor on duty between two days, and who may supervise.

    An apprentice works beside a supervisor on every day of an apprenticeship that has not reached its
    gateway, except in a break in learning, until the day their coordinator has set (never before they are
    18). Their mentor may supervise them, and so may everybody who holds an assessor's right with the
    apprentice's employer or an entry in a professional register on all days from `first` to `last`;
    nobody who is supervised may supervise. People who need no supervisor are not in the answer. Four
    queries.
    """
    breaks = _breaks(session, person_ids, first, last)
    days: dict[int, list[Interval]] = {}
    apprenticeships = _apprenticeships(session, person_ids, first, last)
    for apprenticeship, born_on in apprenticeships:
        until = last_supervised_day(born_on, apprenticeship.supervised_until, apprenticeship.ended_on)
        start, end = max(first, apprenticeship.started_on), min(last, until or last)
        days.setdefault(apprenticeship.person_id, []).extend(
            days_outside(start, end, breaks.get(apprenticeship.id, []))
        )
    assessors = _assessors(session, person_ids, first, last)
    registered = _registered(session, person_ids, first, last)
    supervised = {person_id for person_id, intervals in days.items() if intervals}
    supervision: dict[int, Supervision] = {}
    for apprenticeship, _born_on in apprenticeships:
        if apprenticeship.person_id not in supervised:
            continue
        supervisors = registered | assessors.get(apprenticeship.organisation_id, set())
        mentor_id = apprenticeship.mentor_person_id
        if mentor_id is not None and mentor_id in person_ids:
            supervisors = supervisors | {mentor_id}
        supervision[apprenticeship.person_id] = Supervision(
            days=tuple(sorted(days[apprenticeship.person_id])),
            supervisor_ids=frozenset(supervisors - supervised),
        )
    return supervision


def _apprenticeships(
    session: Session, person_ids: Collection[int], first: date, last: date
) -> list[tuple[Apprenticeship, date]]:
    rows = session.execute(
        select(Apprenticeship, Person.born_on)
        .join(Person, Apprenticeship.person_id == Person.id)
        .where(
            Apprenticeship.person_id.in_(person_ids),
            Apprenticeship.status == ApprenticeshipStatus.ACTIVE,
            Apprenticeship.started_on <= last,
            or_(Apprenticeship.ended_on.is_(None), Apprenticeship.ended_on >= first),
        )
        .order_by(Apprenticeship.started_on)
    )
    return [(apprenticeship, born_on) for apprenticeship, born_on in rows]


def _breaks(
    session: Session, person_ids: Collection[int], first: date, last: date
) -> dict[int, list[Interval]]:
    rows = session.execute(
        select(BreakInLearning.apprenticeship_id, BreakInLearning.first_day, BreakInLearning.last_day)
        .join(Apprenticeship, BreakInLearning.apprenticeship_id == Apprenticeship.id)
        .where(
            Apprenticeship.person_id.in_(person_ids),
            BreakInLearning.first_day <= last,
            or_(BreakInLearning.last_day.is_(None), BreakInLearning.last_day >= first),
        )
        .order_by(BreakInLearning.first_day)
    )
    breaks: dict[int, list[Interval]] = {}
    for apprenticeship_id, first_day, last_day in rows:
        breaks.setdefault(apprenticeship_id, []).append((first_day, last_day or last))
    return breaks


def _assessors(session: Session, person_ids: Collection[int], first: date, last: date) -> dict[int, set[int]]:
    """Return by organisation who may assess there throughout."""
    rows = session.execute(
        select(AssessorRight.organisation_id, AssessorRight.person_id).where(
            AssessorRight.person_id.in_(person_ids),
            AssessorRight.valid_from <= first,
            or_(AssessorRight.valid_until.is_(None), AssessorRight.valid_until >= last),
        )
    )
    assessors: dict[int, set[int]] = {}
    for organisation_id, person_id in rows:
        assessors.setdefault(organisation_id, set()).add(person_id)
    return assessors


def _registered(session: Session, person_ids: Collection[int], first: date, last: date) -> set[int]:
    """Return who is on a professional register throughout."""
    return set(
        session.scalars(
            select(Registration.person_id).where(
                Registration.person_id.in_(person_ids),
                Registration.status == RegistrationStatus.REGISTERED,
                or_(Registration.registered_on.is_(None), Registration.registered_on <= first),
                or_(Registration.expires_on.is_(None), Registration.expires_on >= last),
            )
        )
    )
