"""What waits for a person about their own passport, and for a verifier about others'."""

from __future__ import annotations

from datetime import date, timedelta

from flask import url_for
from sqlalchemy.orm import Session

from workforce.core.access import Actor, Permission
from workforce.core.figures import figure
from workforce.core.needs import Need, Urgency
from workforce.core.words import count_of, short_date
from workforce.organisations.models import Organisation
from workforce.organisations.queries import organisations_in_reach
from workforce.passports.queries.checks import asked_checks
from workforce.passports.queries.places import (
    PlaceReadiness,
    WorkReason,
    places_unscoped,
    readiness_of_places_unscoped,
)
from workforce.passports.queries.work import awaiting_work, running_out_work
from workforce.readiness.sections import Sections


class OwnPassportNeeds:
    """Tells a person what stops them from working, what runs out soon, and what was asked of them."""

    def __init__(self, sections: Sections) -> None:
        self._sections = sections

    def __call__(self, session: Session, actor: Actor, on: date) -> list[Need]:
        """Return the person's own gaps, ends and questions; nothing for an account without a passport."""
        if actor.person_id is None:
            return []
        places = places_unscoped(session, [actor.person_id], on)
        readied = readiness_of_places_unscoped(session, self._sections, places, on)[actor.person_id]
        soon = on + timedelta(days=figure("passport.due_soon_days", on).whole)
        return [*_questions(session, actor), *_gaps(readied), *_ends(readied, soon)]


def _questions(session: Session, actor: Actor) -> list[Need]:
    return [
        Need(
            Urgency.WAIT,
            f"{check.kind.label}: a question for you",
            check.question,
            url_for("passports.answer", check_id=check.id),
            "Answer it",
        )
        for check in asked_checks(session, actor)
    ]


def _gaps(readied: list[PlaceReadiness]) -> list[Need]:
    """Return the places that a person may not work at yet; where only their team works, no gap stops them."""
    return [
        Need(
            Urgency.GAP,
            f"{place.at.organisation.name}: {count_of(len(place.readiness.gaps), 'gap')}",
            ", ".join(gap.requirement.label for gap in place.readiness.gaps),
            _address(place),
            "See what is missing and who can close it",
        )
        for place in readied
        if not place.readiness.ready and place.at.because is not WorkReason.TEAM
    ]


def _ends(readied: list[PlaceReadiness], soon: date) -> list[Need]:
    """Return one need for each thing that runs out soon, however many places ask for it."""
    ending: dict[tuple[date, str], list[PlaceReadiness]] = {}
    for place in readied:
        until = place.readiness.ready_until
        if until is not None and until <= soon and place.at.because is not WorkReason.TEAM:
            ending.setdefault((until, place.readiness.runs_out), []).append(place)
    return [
        Need(
            Urgency.DUE,
            f"{what} runs out on {short_date(until)}",
            f"After that day you are not ready to work at {_names(places)}.",
            _address(places[0]),
            "See what they ask for",
        )
        for (until, what), places in sorted(ending.items(), key=lambda item: item[0])
    ]


def _names(places: list[PlaceReadiness]) -> str:
    return " or ".join(place.at.organisation.name for place in places)


def _address(place: PlaceReadiness) -> str:
    return url_for(
        "passports.ready_at", employer_id=place.at.organisation.id, job_role_id=place.at.job_role.id
    )


class VerifierNeeds:
    """Tells a verifier how much waits at each of their organisations."""

    def __init__(self, sections: Sections) -> None:
        self._sections = sections

    def __call__(self, session: Session, actor: Actor, on: date) -> list[Need]:
        """Return the work-lists that are not empty."""
        return [
            need
            for organisation in organisations_in_reach(session, actor, Permission.VERIFY_EVIDENCE)
            for need in self._at(session, actor, organisation, on)
        ]

    def _at(self, session: Session, actor: Actor, organisation: Organisation, on: date) -> list[Need]:
        awaiting = awaiting_work(session, actor, self._sections, organisation.id, on)
        ours = [work for work in awaiting if not work.item.with_person]
        working = sum(work.works_now for work in ours)
        ending = running_out_work(session, actor, self._sections, organisation.id, on)
        needs = []
        if ours:
            words = f"{organisation.name}. {count_of(working, 'is', 'are')} about people who work already."
            needs.append(
                Need(
                    Urgency.GAP if working else Urgency.WAIT,
                    f"{count_of(len(ours), 'thing')} to verify",
                    words,
                    url_for("verification.work_list", organisation_id=organisation.id),
                    "Open the work-list",
                )
            )
        if ending and (first := ending[0].item.until):
            needs.append(
                Need(
                    Urgency.DUE,
                    f"{count_of(len(ending), 'thing')} will run out",
                    f"{organisation.name}. The first on {short_date(first)}: {ending[0].item.what}, "
                    f"{ending[0].person.name}.",
                    url_for("verification.running_out", organisation_id=organisation.id),
                    "See what runs out",
                )
            )
        return needs
