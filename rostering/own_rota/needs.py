"""What a person should know about their own rota today: the next duty, and what was changed."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta

from flask import url_for
from sqlalchemy.orm import Session

from rostering.own_rota import queries
from rostering.own_rota.queries import MyChange
from workforce.core import clock
from workforce.core.access import Actor
from workforce.core.needs import Need, Urgency
from workforce.core.words import clock_time, count_of, moment, period, sentence_case, short_date

#: For how many days it is pointed out that a rota was published.
PUBLICATION_SHOWN_DAYS = 14
#: How many days of a change are told one by one.
DAYS_TOLD = 4


def own_rota_needs(session: Session, actor: Actor, on: date) -> list[Need]:
    """Return what changed in the person's rota until they have seen it, what is published, the next duty."""
    if actor.person_id is None:
        return []
    return [*_changes(session, actor, on), *_publications(session, actor, on), *_next_duty(session, actor)]


def _changes(session: Session, actor: Actor, on: date) -> list[Need]:
    """Return a need for each time at which somebody changed the rota, with all its days."""
    together: dict[tuple[int, str, datetime], list[MyChange]] = defaultdict(list)
    for change in queries.unseen_changes(session, actor, on):
        at = change.changed_at.replace(second=0, microsecond=0)
        together[change.rota_id, change.by, at].append(change)
    return [_changed(changes) for changes in together.values()]


def _changed(changes: list[MyChange]) -> Need:
    first = changes[0]
    when = f"on {short_date(first.on_date)}"
    if len(changes) > 1:
        when = f"on {len(changes)} days, the first {short_date(first.on_date)}"
    words = [f"{short_date(change.on_date)}: {change.words}." for change in changes[:DAYS_TOLD]]
    if len(changes) == 1:
        words = [f"{sentence_case(first.words)}."]
    elif len(changes) > DAYS_TOLD:
        words.append(f"And {count_of(len(changes) - DAYS_TOLD, 'more day')}.")
    words.append(f"Changed by {first.by}, {moment(first.changed_at)}.")
    words += [f"“{first.reason}”"] if first.reason else []
    return Need(
        Urgency.DUE,
        f"Your rota changed {when}",
        " ".join(words),
        _my_rota(first.on_date, "#changes"),
        "Look, and say that you have seen it",
    )


def _my_rota(on: date, anchor: str = "") -> str:
    return f"{url_for('own_rota.my_rota')}?from={on.isoformat()}{anchor}"


def _publications(session: Session, actor: Actor, on: date) -> list[Need]:
    since = clock.start_of_day(on - timedelta(days=PUBLICATION_SHOWN_DAYS))
    return [
        Need(
            Urgency.OK,
            f"Your rota for {period(publication.first, publication.last)} is published",
            f"{publication.team}: {count_of(publication.duties, 'duty', 'duties')}, "
            f"the first on {short_date(publication.first_duty_on)}. "
            f"Published {moment(publication.published_at)}.",
            _my_rota(publication.first_duty_on),
            "Open my rota",
        )
        for publication in queries.publications_since(session, actor, on, since)
    ]


def _next_duty(session: Session, actor: Actor) -> list[Need]:
    duty = queries.next_booking(session, actor)
    if duty is None:
        return []
    return [
        Need(
            Urgency.OK,
            f"Next duty: {duty.label}",
            f"{sentence_case(moment(duty.starts_at))} to {clock_time(duty.ends_at)}",
            url_for("own_rota.my_rota"),
            "Open my rota",
        )
    ]
