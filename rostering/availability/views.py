"""The pages on which people say when they are away, and on which leads answer."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from rostering.availability import queries, rules, services
from rostering.availability.effects import LeaveEffects, TeamEffect
from rostering.availability.forms import (
    ASKABLE,
    SHIFT_KINDS,
    WEEKDAYS,
    CommitmentForm,
    DecideForm,
    LeaveForm,
    LeaveSettingForm,
    RequestForm,
    UnavailableForm,
)
from rostering.availability.models import Leave, LeaveKind
from rostering.bookings import queries as booking_queries
from rostering.bookings import services as booking_services
from rostering.demand.models import ShiftKind
from workforce.core import clock
from workforce.core.access import Permission
from workforce.core.errors import DomainError
from workforce.core.web import actor, commits, db_session, requires
from workforce.teams import queries as team_queries

bp = Blueprint("availability", __name__)


@bp.context_processor
def _words() -> dict[str, object]:
    """Give every page of the slice the words for kinds of leave and days."""
    return {
        "leave_words": ASKABLE | {"sickness": "Away"},
        "weekdays": WEEKDAYS,
        "shift_kinds": SHIFT_KINDS,
        "times_words": rules.times_words,
    }


@bp.get("/leave")
@requires(Permission.OWN_ROTA)
def my_leave() -> ResponseReturnValue:
    """Show the leave the signed-in person asked for, and what was answered."""
    return render_template(
        "rostering/availability/my_leave.html",
        leave=queries.all_own_leave(db_session(), actor()),
        today=clock.today(),
    )


@bp.get("/leave/ask")
@requires(Permission.OWN_ROTA)
def ask_leave() -> ResponseReturnValue:
    """Show the form for leave."""
    return _leave_page(LeaveForm())


@bp.post("/leave/ask")
@requires(Permission.OWN_ROTA)
@commits
def save_leave() -> ResponseReturnValue:
    """Show what leave would mean; ask for it once the person has seen that for these very days."""
    form = LeaveForm()
    if not form.validate():
        return _leave_page(form)
    asked = services.LeaveAsked(
        LeaveKind(form.kind.data),
        form.first_on.data,
        form.last_on.data,
        form.starts.data,
        form.ends.data,
        form.note.data or "",
    )
    days = f"{asked.first_on}/{asked.last_on}" + (
        f"/{asked.starts}/{asked.ends}" if asked.starts is not None else ""
    )
    try:
        if request.form.get("step") == "ask" and form.looked.data == days:
            services.ask_leave(db_session(), actor(), asked)
            flash("Asked. You will see the answer here.")
            return redirect(url_for("availability.my_leave"))
        services.check_leave(db_session(), actor(), asked)
    except DomainError as error:
        form.refuse(error)
        return _leave_page(form)
    form.looked.data = days
    return _leave_page(form, asked)


def _leave_page(form: LeaveForm, asked: services.LeaveAsked | None = None) -> str:
    shown: list[TeamEffect] = []
    person_id = actor().person_id
    if asked is not None and person_id is not None:
        shown = _effects(person_id, asked)
    return render_template("rostering/availability/ask_leave.html", form=form, effects=shown, asked=asked)


@bp.post("/leave/<int:leave_id>/withdraw")
@requires(Permission.OWN_ROTA)
@commits
def withdraw_leave(leave_id: int) -> ResponseReturnValue:
    """Take back one's own leave."""
    services.withdraw_leave(db_session(), actor(), leave_id)
    flash("Taken back. Your team lead will see that you no longer ask for this leave.")
    return redirect(url_for("availability.my_leave"))


@bp.get("/leave/to-answer")
@requires(Permission.DECIDE_LEAVE)
def leave_to_answer() -> ResponseReturnValue:
    """Show a lead the leave that waits for an answer, and what has been answered."""
    return render_template(
        "rostering/availability/leave_to_answer.html", leave=queries.leave_of_teams(db_session(), actor())
    )


@bp.get("/leave/to-answer/<int:leave_id>")
@requires(Permission.DECIDE_LEAVE)
def answer_leave(leave_id: int) -> ResponseReturnValue:
    """Show a lead what leave would mean for their teams."""
    return _answer_page(queries.leave_to_decide(db_session(), actor(), leave_id), DecideForm())


@bp.post("/leave/to-answer/<int:leave_id>")
@requires(Permission.DECIDE_LEAVE)
@commits
def save_answer(leave_id: int) -> ResponseReturnValue:
    """Take a lead's answer to leave."""
    leave = queries.leave_to_decide(db_session(), actor(), leave_id)
    form = DecideForm()
    if form.validate():
        agree = form.decision.data == "agree"
        try:
            services.decide_leave(db_session(), actor(), leave_id, agree=agree, answer=form.answer.data or "")
        except DomainError as error:
            form.refuse(error)
        else:
            flash(f"Saved. {leave.person.name} sees: {leave.status.value}.")
            return redirect(url_for("availability.leave_to_answer"))
    return _answer_page(leave, form)


def _answer_page(leave: Leave, form: DecideForm) -> str:
    reach = actor().reach(Permission.DECIDE_LEAVE)
    shown = _effects(leave.person_id, leave)
    return render_template(
        "rostering/availability/answer_leave.html",
        leave=leave,
        form=form,
        effects=[effect for effect in shown if reach.covers(team_id=effect.team_id)],
    )


def _effects(person_id: int, leave: Leave | services.LeaveAsked) -> list[TeamEffect]:
    """Return what leave would mean for each team of a person, as the provider in `app.py` computes it."""
    leave_effects: LeaveEffects = current_app.extensions["leave_effects"]
    return leave_effects(
        db_session(), person_id, leave.first_on, leave.last_on, leave.starts, leave.ends, leave.kind
    )


@bp.get("/teams/<int:team_id>/leave-setting")
@requires(Permission.MANAGE_DEMAND)
def leave_setting(team_id: int) -> ResponseReturnValue:
    """Show whether the team lets the night before leave be worked."""
    allowed = queries.nights_before_unscoped(db_session(), team_id)
    return _setting_page(team_id, LeaveSettingForm(nights_before="yes" if allowed else "no"))


@bp.post("/teams/<int:team_id>/leave-setting")
@requires(Permission.MANAGE_DEMAND)
@commits
def save_leave_setting(team_id: int) -> ResponseReturnValue:
    """Say whether the team lets the night before leave be worked."""
    form = LeaveSettingForm()
    if not form.validate():
        return _setting_page(team_id, form), 400
    team = team_queries.team_of(db_session(), actor(), team_id)
    services.set_nights_before(db_session(), actor(), team, form.nights_before.data == "yes")
    flash("Saved. Rotas are made and checked by it from now on.")
    return redirect(url_for("team_rules.index", team_id=team_id))


def _setting_page(team_id: int, form: LeaveSettingForm) -> str:
    team = team_queries.team_of(db_session(), actor(), team_id)
    return render_template("rostering/availability/leave_setting.html", team=team, form=form)


@bp.get("/my-wishes")
@requires(Permission.OWN_ROTA)
def my_wishes() -> ResponseReturnValue:
    """Show one's wishes for single days."""
    return _wishes_page(RequestForm())


@bp.post("/my-wishes")
@requires(Permission.OWN_ROTA)
@commits
def save_wish() -> ResponseReturnValue:
    """Take a wish for one day."""
    form = RequestForm()
    if form.validate():
        kind = form.shift_kind.data
        try:
            services.ask_for_day(
                db_session(),
                actor(),
                on_date=form.on_date.data,
                wants_work=form.wants.data == "work",
                shift_kind=ShiftKind(kind) if kind else None,
                weight=int(form.weight.data),
                note=form.note.data or "",
            )
        except DomainError as error:
            form.refuse(error)
        else:
            flash("Kept. The next rota that is made takes it into account.")
            return redirect(url_for("availability.my_wishes"))
    return _wishes_page(form)


def _wishes_page(form: RequestForm) -> str:
    return render_template(
        "rostering/availability/my_wishes.html",
        form=form,
        wishes=queries.own_requests(db_session(), actor()),
    )


@bp.post("/my-wishes/<int:request_id>/remove")
@requires(Permission.OWN_ROTA)
@commits
def remove_wish(request_id: int) -> ResponseReturnValue:
    """Forget one's own wish."""
    services.take_back_request(db_session(), actor(), request_id)
    flash("Taken back.")
    return redirect(url_for("availability.my_wishes"))


@bp.get("/my-other-times")
@requires(Permission.OWN_ROTA)
def my_other_times() -> ResponseReturnValue:
    """Show when one cannot work."""
    return _other_times_page(UnavailableForm())


@bp.post("/my-other-times")
@requires(Permission.OWN_ROTA)
@commits
def save_other_time() -> ResponseReturnValue:
    """Take times at which one cannot work."""
    form = UnavailableForm()
    if form.validate():
        try:
            services.say_unavailable(
                db_session(),
                actor(),
                first_on=form.first_on.data,
                last_on=form.last_on.data,
                weekday=int(form.weekday.data) if form.weekday.data else None,
                starts=form.starts.data,
                ends=form.ends.data,
            )
        except DomainError as error:
            form.refuse(error)
        else:
            flash("Kept. No rota will put you on at these times.")
            return redirect(url_for("availability.my_other_times"))
    return _other_times_page(form)


def _other_times_page(form: UnavailableForm) -> str:
    return render_template(
        "rostering/availability/my_other_times.html",
        form=form,
        items=queries.own_unavailability(db_session(), actor()),
    )


@bp.post("/my-other-times/<int:unavailability_id>/remove")
@requires(Permission.OWN_ROTA)
@commits
def remove_other_time(unavailability_id: int) -> ResponseReturnValue:
    """Forget times at which one could not work."""
    services.remove_unavailability(db_session(), actor(), unavailability_id)
    flash("Taken back. You may be put on a rota at these times again.")
    return redirect(url_for("availability.my_other_times"))


@bp.get("/my-other-work")
@requires(Permission.OWN_ROTA)
def my_other_work() -> ResponseReturnValue:
    """Show one's duties outside our rotas."""
    return _other_work_page(_commitment_form())


@bp.post("/my-other-work")
@requires(Permission.OWN_ROTA)
@commits
def save_other_work() -> ResponseReturnValue:
    """Book a duty outside our rotas."""
    form = _commitment_form()
    if form.validate():
        ends_on = form.on_date.data
        if form.ends.data <= form.starts.data:
            ends_on += timedelta(days=1)
        try:
            booking_services.book_commitment(
                db_session(),
                actor(),
                employment_id=int(form.employment_id.data),
                starts_at=clock.from_london(form.on_date.data, form.starts.data),
                ends_at=clock.from_london(ends_on, form.ends.data),
                break_min=form.break_min.data or 0,
                label=form.label.data or "",
            )
        except DomainError as error:
            form.refuse(error)
        else:
            flash("Booked. Nobody can put you on another shift at that time.")
            return redirect(url_for("availability.my_other_work"))
    return _other_work_page(form)


def _commitment_form() -> CommitmentForm:
    form = CommitmentForm()
    form.employment_id.choices = queries.own_employers(db_session(), actor())
    return form


def _other_work_page(form: CommitmentForm) -> str:
    return render_template(
        "rostering/availability/my_other_work.html",
        form=form,
        duties=booking_queries.own_commitments(db_session(), actor(), clock.now()),
        when=booking_services.stretch_words,
    )


@bp.post("/my-other-work/<int:booking_id>/remove")
@requires(Permission.OWN_ROTA)
@commits
def remove_other_work(booking_id: int) -> ResponseReturnValue:
    """Take away one's own duty outside our rotas."""
    booking_services.free_commitment(db_session(), actor(), booking_id)
    flash("Taken away.")
    return redirect(url_for("availability.my_other_work"))
