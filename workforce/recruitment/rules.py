"""What may happen to a vacancy, an application and a proposal, and how each is said in words."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from workforce.core import clock

#: Letters and digits that nobody mistakes for one another when they are read out or written down.
_CLEAR = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_REFERENCE_LENGTH = 6

#: How many days a person has to answer a proposal, unless the recruiter says otherwise, and at the most.
ANSWER_DAYS_USUAL = 7
ANSWER_DAYS_MAX = 42

#: How many applications one network address may send in an hour. Libraries and job centres share one.
APPLICATIONS_PER_HOUR_MAX = 20

#: What every candidate is asked instead of a CV: real situations, scored without a name.
QUESTIONS = (
    "Tell us about a time you helped somebody when it was not easy. What did you do?",
    "You arrive and the person you came to help is upset and does not want you there. What would you do?",
    "You notice that something is not right, and nobody else has said so. What would you do?",
)


class VacancyStatus(StrEnum):
    """Where a vacancy stands; only an open one is seen by the public."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class PayUnit(StrEnum):
    """What the pay of a vacancy is for."""

    HOUR = "hour"
    YEAR = "year"


class Setting(StrEnum):
    """The kind of place in which people work."""

    HOMES = "homes"
    CARE_HOME = "care_home"
    HOSPITAL = "hospital"
    CLINIC = "clinic"
    HOMES_AND_CLINIC = "homes_and_clinic"
    OFFICE = "office"


class RightToWork(StrEnum):
    """What a candidate says about working in the UK; the check itself comes with the hire."""

    YES = "yes"
    LIMITED = "limited"
    NOT_YET = "not_yet"


class ApplicationStatus(StrEnum):
    """How far an application has come."""

    SUBMITTED = "submitted"
    SHORTLISTED = "shortlisted"
    NOT_TAKEN = "not_taken"
    PLACEMENT_PROPOSED = "placement_proposed"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    HIRED = "hired"


class ProposalStatus(StrEnum):
    """What became of a proposed place."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


#: What a recruiter may decide about an application, by where it stands.
DECISIONS: dict[ApplicationStatus, frozenset[ApplicationStatus]] = {
    ApplicationStatus.SUBMITTED: frozenset(
        {ApplicationStatus.SHORTLISTED, ApplicationStatus.NOT_TAKEN, ApplicationStatus.WITHDRAWN}
    ),
    ApplicationStatus.SHORTLISTED: frozenset({ApplicationStatus.NOT_TAKEN, ApplicationStatus.WITHDRAWN}),
    ApplicationStatus.NOT_TAKEN: frozenset({ApplicationStatus.SHORTLISTED}),
}

SETTING_WORDS = {
    Setting.HOMES: "In people’s homes",
    Setting.CARE_HOME: "Care home",
    Setting.HOSPITAL: "Hospital",
    Setting.CLINIC: "Clinic or practice",
    Setting.HOMES_AND_CLINIC: "Homes and clinic",
    Setting.OFFICE: "Office",
}

RIGHT_TO_WORK_WORDS = {
    RightToWork.YES: "Yes",
    RightToWork.LIMITED: "Yes, with a limit on dates or hours",
    RightToWork.NOT_YET: "Not yet",
}


def names_shown(status: ApplicationStatus) -> bool:
    """Tell whether recruiters see who the candidate is: only once they have decided whom to shortlist."""
    return status is not ApplicationStatus.SUBMITTED


def takes_applications(status: VacancyStatus, closes_on: date, today: date) -> bool:
    """Tell whether the public may see the vacancy and apply: it is open and its last day has not passed."""
    return status is VacancyStatus.OPEN and today <= closes_on


def why_not_published(positions: Sequence[int], closes_on: date, today: date) -> str:
    """Return what must be done before a vacancy can be published, or nothing if it may be.

    `positions` are the numbers of places of its placements.
    """
    if not positions:
        return "Add at least one placement, so that people can choose where they would work."
    if not any(positions):
        return "Give at least one placement a place to fill."
    if closes_on < today:
        return "The closing date has passed. Choose a later one."
    return ""


def is_overdue(status: ProposalStatus, expires_at: datetime, now: datetime) -> bool:
    """Tell whether a proposal is still open but its time to answer is over."""
    return status is ProposalStatus.OPEN and expires_at <= now


def moved(choices: Sequence[int], step: str, choice: int) -> list[int]:
    """Return the choices after a step, `up`, `down` or `remove`; an impossible step changes nothing."""
    order = list(choices)
    if choice not in order:
        return order
    place = order.index(choice)
    if step == "remove":
        order.remove(choice)
    elif step in ("up", "down"):
        other = place + (-1 if step == "up" else 1)
        if 0 <= other < len(order):
            order[place], order[other] = order[other], order[place]
    return order


def new_reference(letter: str, choose: Callable[[str], str] = secrets.choice) -> str:
    """Return a new random reference that can be read out, such as J-7K3M9Q."""
    return f"{letter}-{''.join(choose(_CLEAR) for _ in range(_REFERENCE_LENGTH))}"


def answer_by(today: date, days: int) -> datetime:
    """Return the last minute in which an answer counts: late in the evening, so many days from today."""
    return clock.from_london(today + timedelta(days=days), time(23, 59))


@dataclass(frozen=True, slots=True)
class Step:
    """When a step of a start plan must begin, and when it can be done at the earliest."""

    #: The last day on which to begin, so that it is done by the first day of work.
    begin_by: date
    earliest_on: date
    in_time: bool


def step(lead_days: int, first_day: date, today: date) -> Step:
    """Return the days of a step that usually takes so long, for somebody who starts on `first_day`."""
    earliest = today + timedelta(days=lead_days)
    return Step(
        begin_by=first_day - timedelta(days=lead_days),
        earliest_on=earliest,
        in_time=earliest <= first_day,
    )


def who_acts(closed_by: str, given_name: str, employer: str) -> str:
    """Say to a recruiter who closes a gap; passports say it to the person: "you, then your employer"."""
    said = closed_by.replace("your employer", employer)
    said = re.sub(r"\b[Yy]our\b", f"{given_name}’s", said)
    return re.sub(r"\b[Yy]ou\b", given_name, said)


def pounds(pence: int) -> str:
    """Return an amount as people write it: £12.92, £25,147."""
    return f"£{pence // 100:,}" if pence % 100 == 0 else f"£{pence / 100:,.2f}"


def span(first: str, last: str) -> str:
    """Return a range in words, or the one value where both ends are the same."""
    return first if first == last else f"{first} to {last}"


def pay_words(from_pence: int, to_pence: int) -> str:
    """Return a range of pay in words: £12.92 to £14.30."""
    return span(pounds(from_pence), pounds(to_pence))


def hours_words(from_min: int, to_min: int) -> str:
    """Return a range of weekly minutes as hours in words: 20 to 37.5."""
    return span(f"{from_min / 60:g}", f"{to_min / 60:g}")


def ordinal(rank: int) -> str:
    """Return a rank as it is said: 1st, 2nd, 3rd, 4th, 11th."""
    ending = "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{ending}"
