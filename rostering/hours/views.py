"""The pages on which people and leads read hours, leads put them right, and employers say how they count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from rostering.hours import queries, services
from rostering.hours.forms import BANK_HOLIDAY_WAYS, LEAVE_CREDITS, AdjustmentForm, PolicyForm
from rostering.hours.queries import Ledger, LedgerWeek
from rostering.hours.rules import BankHolidays, LeaveCredit
from rostering.hours.wording import LEAD_WORDS, OWN_WORDS, balance_words, signed, week_title, week_words
from workforce.core.access import Permission
from workforce.core.edge import whole_number
from workforce.core.errors import DomainError, NotFound
from workforce.core.paging import PAGE_ROWS, Page
from workforce.core.web import actor, commits, db_session, requires
from workforce.organisations.queries import organisation_in_reach
from workforce.teams.queries import team_of

bp = Blueprint("hours", __name__)
MINUTES_PER_HOUR = 60


@dataclass(frozen=True, slots=True)
class WeekView:
    """One week of a ledger, in words, with the balance after it."""

    week: LedgerWeek
    title: str
    words: str
    balance_min: int


@bp.context_processor
def _words() -> dict[str, object]:
    """Give every page of the slice the words for balances."""
    return {"signed": signed, "balance_words": balance_words}


@bp.get("/my-hours")
@requires(Permission.OWN_ROTA)
def mine() -> ResponseReturnValue:
    """Show one's own balance in a team and every week behind it."""
    ledgers = queries.own_ledgers(db_session(), actor())
    team_id = request.args.get("team", type=whole_number)
    chosen = next(
        (ledger for ledger in ledgers if ledger.team.id == team_id), ledgers[0] if ledgers else None
    )
    return render_template(
        "rostering/hours/mine.html",
        ledgers=ledgers,
        ledger=chosen,
        tabs_of_teams=[
            {
                "label": ledger.team.name,
                "href": url_for("hours.mine", team=ledger.team.id),
                "current": ledger is chosen,
            }
            for ledger in ledgers
        ],
        page=_weeks_page(chosen, OWN_WORDS) if chosen else None,
    )


@bp.get("/teams/<int:team_id>/hours")
@requires(Permission.DECIDE_LEAVE)
def team(team_id: int) -> ResponseReturnValue:
    """Show a lead the balances of the people of a team."""
    session, search = db_session(), request.args.get("q", "").strip()[:100]
    page = queries.people_with_hours(session, actor(), team_id, search, _number())
    return render_template(
        "rostering/hours/team.html",
        team=team_of(session, actor(), team_id),
        page=page,
        search=search,
        ledgers=queries.ledgers_unscoped(session, team_id, [person.id for person in page.rows]),
    )


@bp.get("/teams/<int:team_id>/hours/<int:person_id>")
@requires(Permission.DECIDE_LEAVE)
def person(team_id: int, person_id: int) -> ResponseReturnValue:
    """Show a lead every week behind somebody's balance."""
    return _person_page(team_id, person_id, AdjustmentForm())


@bp.post("/teams/<int:team_id>/hours/<int:person_id>")
@requires(Permission.DECIDE_LEAVE)
@commits
def adjust(team_id: int, person_id: int) -> ResponseReturnValue:
    """Put somebody's hours right by hand."""
    form = AdjustmentForm()
    if not form.validate():
        return _person_page(team_id, person_id, form), 400
    minutes = round(form.hours.data * MINUTES_PER_HOUR)
    try:
        services.adjust(
            db_session(),
            actor(),
            team_id,
            person_id,
            form.on_date.data,
            minutes if form.direction.data == "more" else -minutes,
            form.reason.data,
        )
    except NotFound:
        raise
    except DomainError as error:
        form.refuse(error)
        return _person_page(team_id, person_id, form), error.status
    flash("Saved. The person sees it among their hours, and the next rota goes by it.")
    return redirect(url_for("hours.person", team_id=team_id, person_id=person_id))


@bp.post("/teams/<int:team_id>/hours/<int:person_id>/adjustments/<int:adjustment_id>/take-back")
@requires(Permission.DECIDE_LEAVE)
@commits
def take_back(team_id: int, person_id: int, adjustment_id: int) -> ResponseReturnValue:
    """Take back what was put right by hand."""
    services.reverse(db_session(), actor(), team_id, person_id, adjustment_id)
    flash("Taken back. It stays to be seen, and counts no longer.")
    return redirect(url_for("hours.person", team_id=team_id, person_id=person_id))


@bp.get("/organisations/<int:organisation_id>/hours")
@requires(Permission.MANAGE_ORGANISATION)
def policy(organisation_id: int) -> ResponseReturnValue:
    """Show how an organisation counts hours, and ask how it is to be from a day on."""
    last = queries.policies_of(db_session(), actor(), organisation_id)[-1]
    form = PolicyForm(
        leave_credit=last.leave_credit.value,
        bank_holidays=last.bank_holidays.value,
        carried_most_percent=last.carried_most_percent,
    )
    return _policy_page(organisation_id, form)


@bp.post("/organisations/<int:organisation_id>/hours")
@requires(Permission.MANAGE_ORGANISATION)
@commits
def set_policy(organisation_id: int) -> ResponseReturnValue:
    """Say how an organisation counts hours from a day on."""
    form = PolicyForm()
    if not form.validate():
        return _policy_page(organisation_id, form), 400
    asked = services.PolicyAsked(
        form.valid_from.data,
        LeaveCredit(form.leave_credit.data),
        BankHolidays(form.bank_holidays.data),
        form.carried_most_percent.data,
        form.source.data,
    )
    try:
        services.set_policy(db_session(), actor(), organisation_id, asked)
    except NotFound:
        raise
    except DomainError as error:
        form.refuse(error)
        return _policy_page(organisation_id, form), error.status
    flash("Saved. Rotas and balances go by it from that day on; what was counted before stays.")
    return redirect(url_for("hours.policy", organisation_id=organisation_id))


def _policy_page(organisation_id: int, form: PolicyForm) -> str:
    return render_template(
        "rostering/hours/policy.html",
        organisation=organisation_in_reach(
            db_session(), actor(), Permission.MANAGE_ORGANISATION, organisation_id
        ),
        policies=queries.policies_of(db_session(), actor(), organisation_id)[::-1],
        since=queries.SINCE,
        leave_credits=LEAVE_CREDITS,
        bank_holiday_ways=BANK_HOLIDAY_WAYS,
        form=form,
    )


def _person_page(team_id: int, person_id: int, form: AdjustmentForm) -> str:
    member, ledger = queries.ledger_of(db_session(), actor(), team_id, person_id)
    return render_template(
        "rostering/hours/person.html",
        team=member.team,
        person=member.person,
        member=member,
        ledger=ledger,
        page=_weeks_page(ledger, LEAD_WORDS),
        form=form,
        is_own=person_id == actor().person_id,
    )


def _weeks_page(ledger: Ledger, kinds: Mapping[str, str]) -> Page[WeekView]:
    """Return a page of the weeks of a ledger, the latest first."""
    newest_first = list(zip(ledger.weeks, ledger.balances_min, strict=True))[::-1]
    number = max(1, min(_number(), -(-len(newest_first) // PAGE_ROWS)))
    shown = newest_first[(number - 1) * PAGE_ROWS : number * PAGE_ROWS]
    return Page(
        [WeekView(week, week_title(week), week_words(week, kinds), balance) for week, balance in shown],
        len(newest_first),
        number,
    )


def _number() -> int:
    return request.args.get("page", default=1, type=whole_number)
