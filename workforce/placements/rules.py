"""Whose turn it is in a placement: the employer agrees, then the person, then the host accepts."""

from __future__ import annotations

from enum import StrEnum


class PlacementStatus(StrEnum):
    """How far the three parties have come; only an active placement lets anybody work."""

    ASKED = "asked"
    EMPLOYER_AGREED = "employer_agreed"
    PERSON_AGREED = "person_agreed"
    #: All three have agreed. Its dates say on which days it holds.
    ACTIVE = "active"
    DECLINED = "declined"
    ENDED = "ended"


class Party(StrEnum):
    """Who has a say in a placement."""

    EMPLOYER = "employer"
    PERSON = "person"
    HOST = "host"


_STEPS = {
    PlacementStatus.ASKED: (Party.EMPLOYER, PlacementStatus.EMPLOYER_AGREED),
    PlacementStatus.EMPLOYER_AGREED: (Party.PERSON, PlacementStatus.PERSON_AGREED),
    PlacementStatus.PERSON_AGREED: (Party.HOST, PlacementStatus.ACTIVE),
}


def turn(status: PlacementStatus) -> Party | None:
    """Return whose answer a placement waits for; None once all have agreed or one has not."""
    step = _STEPS.get(status)
    return step[0] if step else None


def after_agreement(status: PlacementStatus, party: Party) -> PlacementStatus | None:
    """Return what a placement becomes when a party agrees; None if it is not that party's turn."""
    step = _STEPS.get(status)
    return step[1] if step and step[0] is party else None


def may_decline(status: PlacementStatus, party: Party) -> bool:
    """Tell whether a party may say no: whoever's turn it is, and the person and the host until all agreed."""
    return status in _STEPS and (turn(status) is party or party in (Party.PERSON, Party.HOST))
