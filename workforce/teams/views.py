"""The pages of a team: who is in it, who joins, who leaves."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectChoice

from workforce.core import clock
from workforce.core.access import Permission, can
from workforce.core.errors import DomainError
from workforce.core.web import actor, commits, db_session, requires
from workforce.core.words import hours
from workforce.employments.models import Employment
from workforce.organisations.models import Team
from workforce.readiness.sections import sections
from workforce.teams import queries, services
from workforce.teams.forms import AddMemberForm, MemberForm
from workforce.teams.models import TeamMember

bp = Blueprint("teams", __name__)


@bp.get("/teams")
@requires(Permission.VIEW_TEAM)
def index() -> ResponseReturnValue:
    """Show the teams one may see; a lead of one team goes straight to it."""
    teams = queries.teams(db_session(), actor())
    if len(teams) == 1:
        return redirect(url_for("teams.show", team_id=teams[0].id))
    return render_template("workforce/teams/index.html", teams=teams)


@bp.get("/teams/<int:team_id>")
@requires(Permission.VIEW_TEAM)
def show(team_id: int) -> ResponseReturnValue:
    """Show who is in a team, by employer, and how ready each is for the hosts of its sites."""
    session, who, today = db_session(), actor(), clock.today()
    team = queries.team_of(session, who, team_id)
    members = queries.members_of(session, who, sections(), team, today)
    return render_template(
        "workforce/teams/show.html",
        team=team,
        members=members,
        hosts=queries.hosts_of(team),
        today=today,
        may_manage=can(who, Permission.MANAGE_TEAM, team_id=team_id),
    )


@bp.get("/teams/<int:team_id>/members/add")
@requires(Permission.MANAGE_TEAM)
def add(team_id: int) -> ResponseReturnValue:
    """Find somebody by passport number or name, and show what is asked before they join."""
    team = queries.team_of(db_session(), actor(), team_id)
    form = AddMemberForm(joined_on=clock.today())
    return _add_page(team, form, _candidates(team))


@bp.post("/teams/<int:team_id>/members/add")
@requires(Permission.MANAGE_TEAM)
@commits
def save_added(team_id: int) -> ResponseReturnValue:
    """Take somebody who was found into the team."""
    team = queries.team_of(db_session(), actor(), team_id)
    contracts, form = _candidates(team), AddMemberForm()
    form.employment_id.choices = _choices(contracts)
    if form.validate():
        employment = next(contract for contract in contracts if str(contract.id) == form.employment_id.data)
        week_min = round(form.hours.data * 60)
        try:
            services.add_member(
                db_session(),
                actor(),
                team,
                employment,
                week_min,
                form.joined_on.data,
                form.days_a_week.data,
            )
        except DomainError as error:
            form.refuse(error)
        else:
            flash(f"{employment.person.name} is in the team. The next rota can use them.")
            return redirect(url_for("teams.show", team_id=team_id))
    return _add_page(team, form, contracts)


@bp.get("/teams/<int:team_id>/members/<int:member_id>")
@requires(Permission.MANAGE_TEAM)
def member(team_id: int, member_id: int) -> ResponseReturnValue:
    """Show what can change about somebody's place in the team."""
    membership = queries.member_of(db_session(), actor(), team_id, member_id)
    form = MemberForm(
        hours=f"{membership.week_min / 60:g}",
        days_a_week=membership.days_a_week,
        hours_from=max(membership.joined_on, clock.today()),
        left_on=membership.left_on,
    )
    return _member_page(membership, form)


@bp.post("/teams/<int:team_id>/members/<int:member_id>")
@requires(Permission.MANAGE_TEAM)
@commits
def save_member(team_id: int, member_id: int) -> ResponseReturnValue:
    """Change the hours or the last day of somebody in the team."""
    membership, form = queries.member_of(db_session(), actor(), team_id, member_id), MemberForm()
    if form.validate():
        try:
            services.change_member(
                db_session(),
                actor(),
                membership,
                round(form.hours.data * 60),
                form.left_on.data,
                form.days_a_week.data,
                form.hours_from.data,
            )
        except DomainError as error:
            form.refuse(error)
        else:
            flash("Saved. The next rota goes by it; rotas that exist stay as they are.")
            return redirect(url_for("teams.show", team_id=team_id))
    return _member_page(membership, form)


def _asked() -> str:
    return request.args.get("q", "").strip()[:100]


def _candidates(team: Team) -> list[Employment]:
    text = _asked()
    return queries.candidates(db_session(), actor(), team, text, clock.today()) if text else []


def _choices(contracts: list[Employment]) -> list[SelectChoice]:
    return [
        SelectChoice(
            str(contract.id),
            contract.person.name,
            render_kw={
                "hint": f"{contract.job_role.title}, {contract.organisation.name}, "
                f"{hours(contract.week_min)} a week"
            },
        )
        for contract in contracts
    ]


def _add_page(team: Team, form: AddMemberForm, contracts: list[Employment]) -> str:
    form.employment_id.choices = _choices(contracts)
    return render_template(
        "workforce/teams/add.html", team=team, form=form, candidates=contracts, asked=_asked()
    )


def _member_page(membership: TeamMember, form: MemberForm) -> str:
    return render_template("workforce/teams/member.html", member=membership, team=membership.team, form=form)
