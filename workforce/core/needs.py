"""What needs somebody today: each slice says its own, the home page lists them, the most pressing first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from sqlalchemy.orm import Session

from workforce.core.access import Actor


class Urgency(StrEnum):
    """How pressing a need is; the value names the status that it is drawn with."""

    GAP = "gap"
    DUE = "due"
    WAIT = "wait"
    OK = "ok"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that waits for somebody: what, why or since when, and the page on which it is done."""

    urgency: Urgency
    title: str
    words: str
    href: str
    action: str


#: Returns what needs this actor on a day, limited to what they may see, in at most three queries.
NeedsProvider: TypeAlias = Callable[[Session, Actor, date], list[Need]]

_ORDER = list(Urgency)


def collect(providers: tuple[NeedsProvider, ...], session: Session, actor: Actor, on: date) -> list[Need]:
    """Return what needs the actor from every slice, the most pressing first."""
    waiting = [need for provider in providers for need in provider(session, actor, on)]
    return sorted(waiting, key=lambda need: _ORDER.index(need.urgency))
