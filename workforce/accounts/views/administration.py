"""The pages on which administrators invite people and give and end roles."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from workforce.accounts import queries, services
from workforce.accounts.forms import InviteForm, RoleForm
from workforce.accounts.models import Account
from workforce.core.access import Actor, Grant, Permission, Role, Scope
from workforce.core.errors import DomainError
from workforce.core.web import actor, commits, db_session, requires
from workforce.organisations.queries import organisations_in_reach

bp = Blueprint("administration", __name__, url_prefix="/accounts")


@bp.get("/")
@requires(Permission.MANAGE_ACCOUNTS)
def accounts() -> str:
    """List the accounts that this administrator looks after."""
    search = request.args.get("q", "").strip()[:100]
    accounts = queries.managed_accounts(db_session(), actor(), search)
    words = queries.grants_in_words(db_session(), actor(), accounts)
    return render_template("workforce/accounts/list.html", accounts=accounts, words=words, search=search)


@bp.get("/invite")
@requires(Permission.MANAGE_ACCOUNTS)
def invite() -> str:
    """Ask whom to invite."""
    return render_template("workforce/accounts/invite.html", form=InviteForm())


@bp.post("/invite")
@requires(Permission.MANAGE_ACCOUNTS)
@commits
def invite_post() -> ResponseReturnValue:
    """Make the account of a person with a passport, and show their private link once."""
    form = InviteForm()
    if not form.validate():
        return render_template("workforce/accounts/invite.html", form=form), 400
    try:
        person = queries.invitable_person(db_session(), actor(), form.passport_number.data)
        account, secret = services.invite(db_session(), actor(), form.email.data, person.name, person.id)
    except DomainError as error:
        form.refuse(error)
        return render_template("workforce/accounts/invite.html", form=form), error.status
    return _show_link(account, secret)


@bp.get("/<int:account_id>")
@requires(Permission.MANAGE_ACCOUNTS)
def account(account_id: int) -> str:
    """Show one account with its roles."""
    return _account_page(queries.managed_account(db_session(), actor(), account_id), _role_form())


@bp.post("/<int:account_id>/link")
@requires(Permission.MANAGE_ACCOUNTS)
@commits
def new_link(account_id: int) -> ResponseReturnValue:
    """Make a new private link with which the person chooses a password."""
    account = queries.managed_account(db_session(), actor(), account_id)
    secret = services.invite_again(db_session(), actor(), account)
    return _show_link(account, secret)


@bp.post("/<int:account_id>/roles")
@requires(Permission.MANAGE_ACCOUNTS)
@commits
def give_role(account_id: int) -> ResponseReturnValue:
    """Give a role for a team, an organisation or the county."""
    account = queries.managed_account(db_session(), actor(), account_id)
    form = _role_form()
    if not form.validate():
        return _account_page(account, form), 400
    try:
        services.grant_role(db_session(), actor(), account, _grant(form))
    except DomainError as error:
        form.refuse(error)
        return _account_page(account, form), error.status
    flash("The role holds from now on.")
    return redirect(url_for("administration.account", account_id=account_id))


@bp.post("/roles/<int:grant_id>/end")
@requires(Permission.MANAGE_ACCOUNTS)
@commits
def end_role(grant_id: int) -> ResponseReturnValue:
    """End a role at once."""
    account_id = services.end_role(db_session(), actor(), grant_id)
    flash("The role has ended.")
    return redirect(url_for("administration.account", account_id=account_id))


def _account_page(account: Account, form: RoleForm) -> str:
    words = queries.grants_in_words(db_session(), actor(), [account])
    return render_template("workforce/accounts/account.html", managed=account, words=words, form=form)


def _show_link(account: Account, secret: str) -> str:
    link = url_for("accounts.choose_password", secret=secret, _external=True)
    return render_template("workforce/accounts/link.html", managed=account, link=link)


def _role_form() -> RoleForm:
    form = RoleForm()
    form.role.choices = {
        role.value: role.value.replace("_", " ").capitalize() for role in Role if role is not Role.STAFF
    }
    form.place.choices = _places(db_session(), actor())
    return form


def _places(session: Session, who: Actor) -> dict[str, str]:
    """Return where this administrator may give roles, as values of the form and as words."""
    organisations = organisations_in_reach(session, who, Permission.MANAGE_ACCOUNTS)
    places = {f"organisation {organisation.id}": organisation.name for organisation in organisations}
    places |= {f"team {team.id}": f"{team.name} team" for team in queries.managed_teams(session, who)}
    if who.reach(Permission.MANAGE_ACCOUNTS).county:
        places["county"] = "The whole county"
    return places


def _grant(form: RoleForm) -> Grant:
    """Read the chosen role and place; a role that is not for such a place is refused by the service."""
    kind, _, number = form.place.data.partition(" ")
    role = Role(form.role.data)
    if kind == Scope.TEAM:
        return Grant(role, team_id=int(number))
    return Grant(role, organisation_id=int(number) if kind == Scope.ORGANISATION else None)
