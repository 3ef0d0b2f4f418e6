"""Asks for leave, answers it, and keeps what people say about single days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from rostering.availability import queries, rules
from rostering.availability.models import (
    DayRequest,
    Leave,
    LeaveKind,
    LeaveSetting,
    LeaveStatus,
    Unavailability,
)
from rostering.demand.models import ShiftKind
from workforce.core import audit, clock
from workforce.core.access import Actor, Permission, can
from workforce.core.errors import Conflict, Invalid, NotAllowed, NotFound
from workforce.organisations.models import Team


@dataclass(frozen=True, slots=True)
class LeaveAsked:
    """Leave as it is asked for: its kind, its days or part of one day, and a note."""

    kind: LeaveKind
    first_on: date
    last_on: date
    starts: time | None = None
    ends: time | None = None
    note: str = ""


def check_leave(session: Session, actor: Actor, asked: LeaveAsked) -> None:
    """Raise Invalid or Conflict, in words, if the actor could not ask for this leave."""
    if asked.first_on < clock.today():
        raise Invalid("past", "The first day must be today or later", "first_on")
    if asked.last_on < asked.first_on:
        raise Invalid("order", "The last day must be on or after the first day", "last_on")
    if (asked.starts is None) != (asked.ends is None):
        raise Invalid("half_a_time", "Enter both times, or neither for whole days", "starts")
    if asked.starts is not None and asked.ends is not None:
        if asked.first_on != asked.last_on:
            raise Invalid("one_day", "Times are for part of one day: make both days the same", "last_on")
        if asked.ends <= asked.starts and (asked.ends > time(0) or asked.starts == time(0)):
            raise Invalid(
                "time_order",
                "Leave for part of a day ends after its start, at midnight at the latest. "
                "Leave both times empty for whole days",
                "ends",
            )
    for leave in queries.own_leave(session, actor, asked.first_on, asked.last_on):
        said = {LeaveStatus.ASKED: "asked for", LeaveStatus.AGREED: "been given"}[leave.status]
        raise Conflict(
            "leave_overlaps",
            f"You have already {said} leave on {rules.day_words(leave.first_on, leave.last_on)}. "
            "Choose other days, or take that leave back first.",
            "first_on",
        )


def ask_leave(session: Session, actor: Actor, asked: LeaveAsked) -> Leave:
    """Ask for leave for the actor; it keeps nobody off a rota until a lead has agreed to it."""
    if actor.person_id is None:
        raise NotFound
    check_leave(session, actor, asked)
    leave = Leave(
        person_id=actor.person_id,
        kind=asked.kind,
        first_on=asked.first_on,
        last_on=asked.last_on,
        starts=asked.starts,
        ends=asked.ends,
        note=asked.note,
        status=LeaveStatus.ASKED,
        asked_at=clock.now(),
    )
    session.add(leave)
    audit.record(session, actor, "leave.asked", leave, person_id=leave.person_id)
    return leave


def withdraw_leave(session: Session, actor: Actor, leave_id: int) -> Leave:
    """Take back leave of the actor's own that is not over; agreed leave may be taken back too."""
    leave = session.scalar(
        select(Leave).where(Leave.id == leave_id, Leave.person_id == actor.person_id).with_for_update()
    )
    if leave is None:
        raise NotFound
    if leave.status not in (LeaveStatus.ASKED, LeaveStatus.AGREED):
        raise Conflict("not_open", "This leave was declined or taken back already. Nothing was changed.")
    if leave.last_on < clock.today():
        raise Conflict("over", "This leave is over, so it cannot be taken back.")
    leave.status = LeaveStatus.WITHDRAWN
    audit.record(session, actor, "leave.withdrawn", leave, person_id=leave.person_id)
    return leave


def decide_leave(session: Session, actor: Actor, leave_id: int, *, agree: bool, answer: str) -> Leave:
    """Agree to leave or decline it with a reason; the first decision of a lead is final."""
    leave = queries.leave_to_decide(session, actor, leave_id)
    session.refresh(leave, with_for_update={"of": Leave})
    if leave.person_id == actor.person_id:
        raise NotAllowed("own_leave", "You cannot decide your own leave. Ask another lead of the team.")
    if leave.status is LeaveStatus.WITHDRAWN:
        raise Conflict("withdrawn", f"{leave.person.name} has taken this leave back. Nothing was changed.")
    if leave.status is not LeaveStatus.ASKED:
        who = leave.decided_by.name if leave.decided_by else "Somebody else"
        raise Conflict("decided", f"{who} has already answered: {leave.status.value}. Nothing was changed.")
    if not agree and not answer:
        raise Invalid("reason_missing", "Say why, so that the person knows what to do next", "answer")
    leave.status = LeaveStatus.AGREED if agree else LeaveStatus.DECLINED
    leave.answer = answer
    leave.decided_at = clock.now()
    leave.decided_by_account_id = actor.account_id
    audit.record(
        session,
        actor,
        f"leave.{leave.status.value}",
        leave,
        person_id=leave.person_id,
        organisation_id=queries.organisation_deciding(session, actor, leave),
    )
    return leave


def ask_for_day(
    session: Session,
    actor: Actor,
    *,
    on_date: date,
    wants_work: bool,
    shift_kind: ShiftKind | None,
    weight: int,
    note: str,
) -> DayRequest:
    """Store a request of the actor's for one future day; there is at most one for each day."""
    if actor.person_id is None:
        raise NotFound
    if on_date <= clock.today():
        raise Invalid("past", "The day must be in the future", "on_date")
    taken = select(DayRequest.id).where(
        DayRequest.person_id == actor.person_id, DayRequest.on_date == on_date
    )
    if session.scalar(taken) is not None:
        raise Conflict(
            "already_asked",
            "You have already asked for something on this day. Take that back first, or choose another day.",
            "on_date",
        )
    wish = DayRequest(
        person_id=actor.person_id,
        on_date=on_date,
        wants_work=wants_work,
        shift_kind=shift_kind if wants_work else None,
        weight=weight,
        note=note,
        asked_at=clock.now(),
    )
    session.add(wish)
    audit.record(session, actor, "request.asked", wish, person_id=wish.person_id)
    return wish


def take_back_request(session: Session, actor: Actor, request_id: int) -> None:
    """Delete a request of the actor's own."""
    wish = session.scalar(
        select(DayRequest).where(DayRequest.id == request_id, DayRequest.person_id == actor.person_id)
    )
    if wish is None:
        raise NotFound
    audit.record(session, actor, "request.withdrawn", wish, person_id=wish.person_id)
    session.delete(wish)
    session.flush()


def say_unavailable(
    session: Session,
    actor: Actor,
    *,
    first_on: date,
    last_on: date | None,
    weekday: int | None,
    starts: time | None,
    ends: time | None,
) -> Unavailability:
    """Store times at which the actor cannot work."""
    if actor.person_id is None:
        raise NotFound
    if last_on is not None and last_on < first_on:
        raise Invalid("order", "The last day must be on or after the first day", "last_on")
    if last_on is not None and not rules.days_of(first_on, last_on, weekday, first_on, last_on):
        raise Invalid("no_such_day", "There is no such day between the first and the last day", "weekday")
    if last_on is None and weekday is None:
        raise Invalid("endless", "Enter a last day, or choose one day of the week", "last_on")
    if (starts is None) != (ends is None):
        raise Invalid("half_a_time", "Enter both times, or neither for whole days", "starts")
    if starts == ends == time(0):
        # From midnight to midnight is the whole day.
        starts = ends = None
    if starts is not None and starts == ends:
        raise Invalid(
            "no_time", "The end must differ from the start. Leave both times empty for whole days", "ends"
        )
    item = Unavailability(
        person_id=actor.person_id,
        first_on=first_on,
        last_on=last_on,
        weekday=weekday,
        starts=starts,
        ends=ends,
    )
    session.add(item)
    audit.record(session, actor, "unavailability.added", item, person_id=item.person_id)
    return item


def set_nights_before(session: Session, actor: Actor, team: Team, allowed: bool) -> LeaveSetting:
    """Say whether a team lets a night be worked that ends on the first morning of leave."""
    if not can(actor, Permission.MANAGE_DEMAND, team_id=team.id):
        raise NotFound
    setting = session.scalar(
        select(LeaveSetting).where(LeaveSetting.team_id == team.id).with_for_update()
    ) or LeaveSetting(team_id=team.id)
    session.add(setting)
    setting.nights_before = allowed
    audit.record(
        session,
        actor,
        "leave_setting.set",
        setting,
        organisation_id=team.organisation_id,
        nights_before=allowed,
    )
    return setting


def remove_unavailability(session: Session, actor: Actor, unavailability_id: int) -> None:
    """Delete times at which the actor could not work."""
    item = session.scalar(
        select(Unavailability).where(
            Unavailability.id == unavailability_id, Unavailability.person_id == actor.person_id
        )
    )
    if item is None:
        raise NotFound
    audit.record(session, actor, "unavailability.removed", item, person_id=item.person_id)
    session.delete(item)
    session.flush()
