"""The pages on which the three parties of a placement agree."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workforce.core import audit, clock
from workforce.core.access import Permission
from workforce.core.errors import DomainError
from workforce.core.web import actor, commits, db_session, recording, requires
from workforce.employments.queries import job_roles_unscoped
from workforce.organisations.models import Organisation
from workforce.organisations.queries import organisation_in_reach
from workforce.placements import queries, services
from workforce.placements.forms import AskForm, DeclineForm, EndForm
from workforce.placements.models import Placement
from workforce.placements.rules import Party, PlacementStatus, may_decline, turn
from workforce.placements.services import Wish
from workforce.readiness.evidence import Readiness
from workforce.readiness.queries import readiness_unscoped
from workforce.readiness.sections import sections
from workforce.readiness.services import open_checks

bp = Blueprint("placements", __name__)
MANAGE = Permission.MANAGE_PLACEMENTS


@bp.get("/placements")
@bp.get("/organisations/<int:organisation_id>/placements")
@requires(MANAGE)
def index(organisation_id: int | None = None) -> str:
    """List the placements in which an organisation is host or employer."""
    organisation = organisation_in_reach(db_session(), actor(), MANAGE, organisation_id)
    number = request.args.get("page", default=1, type=int)
    page = queries.placements_at(db_session(), actor(), organisation.id, number)
    return render_template(
        "workforce/placements/index.html",
        organisation=organisation,
        page=page,
        placements=[(placement, turn(placement.status)) for placement in page.rows],
        today=clock.today(),
    )


@bp.get("/organisations/<int:organisation_id>/placements/ask")
@requires(MANAGE)
def ask(organisation_id: int) -> str:
    """Ask whom a host would like to place, for what and when."""
    organisation = organisation_in_reach(db_session(), actor(), MANAGE, organisation_id)
    return _ask_page(organisation, _ask_form(organisation_id))


@bp.post("/organisations/<int:organisation_id>/placements/ask")
@requires(MANAGE)
@commits
def ask_post(organisation_id: int) -> ResponseReturnValue:
    """Ask for the placement; the employer sees it at once."""
    organisation = organisation_in_reach(db_session(), actor(), MANAGE, organisation_id)
    form = _ask_form(organisation_id)
    if not form.validate():
        return _ask_page(organisation, form), 400
    wish = Wish(
        job_role_id=form.job_role.data,
        starts_on=form.starts_on.data,
        ends_on=form.ends_on.data,
        team_id=form.team.data,
        description=form.description.data,
    )
    try:
        services.ask_for_placement(
            db_session(), actor(), organisation_id, form.passport_number.data, form.family_name.data, wish
        )
    except DomainError as error:
        form.refuse(error)
        return _ask_page(organisation, form), error.status
    flash("Asked. The employer answers first, then the person, then you accept.")
    return redirect(url_for("placements.index", organisation_id=organisation_id))


def _ask_form(organisation_id: int) -> AskForm:
    form = AskForm()
    form.job_role.choices = {role.id: role.title for role in job_roles_unscoped(db_session())}
    form.team.choices = {team.id: team.name for team in queries.teams_at(db_session(), organisation_id)}
    return form


def _ask_page(organisation: Organisation, form: AskForm) -> str:
    return render_template("workforce/placements/ask.html", organisation=organisation, form=form)


@bp.get("/organisations/<int:organisation_id>/placements/<int:placement_id>")
@requires(MANAGE)
def placement(organisation_id: int, placement_id: int) -> str:
    """Show a placement to its host or employer, with what it waits for, and record who saw the gaps."""
    placement, party = queries.placement_at(db_session(), actor(), organisation_id, placement_id)
    page = _page(placement, party)
    if _may_see_gaps(placement, party):
        with recording() as session:
            audit.record(
                session,
                actor(),
                "readiness.looked_at",
                placement,
                person_id=placement.person_id,
                organisation_id=organisation_id,
                purpose=f"About your placement at {placement.host.name}",
                saw="gaps only",
            )
    return page


@bp.post("/organisations/<int:organisation_id>/placements/<int:placement_id>/agree")
@requires(MANAGE)
@commits
def agree(organisation_id: int, placement_id: int) -> ResponseReturnValue:
    """Agree as employer, or accept as host; what the host still needs comes to its work-list."""
    placement, party = queries.placement_at(db_session(), actor(), organisation_id, placement_id)
    services.agree(db_session(), actor(), placement, party)
    if party is Party.HOST:
        open_checks(db_session(), actor(), placement.person_id, organisation_id, _readiness(placement))
    flash("The placement is active." if party is Party.HOST else "Agreed. Now the person answers.")
    return redirect(_address(organisation_id, placement_id))


@bp.post("/organisations/<int:organisation_id>/placements/<int:placement_id>/decline")
@requires(MANAGE)
@commits
def decline(organisation_id: int, placement_id: int) -> ResponseReturnValue:
    """Say no as employer or host."""
    placement, party = queries.placement_at(db_session(), actor(), organisation_id, placement_id)
    form = DeclineForm()
    if not form.validate():
        return _page(placement, party, form), 400
    services.decline(db_session(), actor(), placement, party, form.because.data)
    flash("Declined. Everybody who takes part sees why.")
    return redirect(_address(organisation_id, placement_id))


@bp.post("/organisations/<int:organisation_id>/placements/<int:placement_id>/end")
@requires(MANAGE)
@commits
def end(organisation_id: int, placement_id: int) -> ResponseReturnValue:
    """End an active placement before its time."""
    placement, party = queries.placement_at(db_session(), actor(), organisation_id, placement_id)
    form = EndForm()
    if not form.validate():
        return _page(placement, party, form), 400
    try:
        services.end(db_session(), actor(), placement, form.last_day.data, form.because.data)
    except DomainError as error:
        form.refuse(error)
        return _page(placement, party, form), error.status
    flash("The placement ends on that day. No later shift is planned because of it.")
    return redirect(_address(organisation_id, placement_id))


@bp.get("/passport/placements/<int:placement_id>")
@requires(Permission.OWN_PASSPORT)
def mine(placement_id: int) -> str:
    """Show a placement to the person whom it is about."""
    return _page(queries.own_placement(db_session(), actor(), placement_id), Party.PERSON)


@bp.post("/passport/placements/<int:placement_id>/agree")
@requires(Permission.OWN_PASSPORT)
@commits
def agree_myself(placement_id: int) -> ResponseReturnValue:
    """Agree to be placed."""
    placement = queries.own_placement(db_session(), actor(), placement_id)
    services.agree(db_session(), actor(), placement, Party.PERSON)
    flash(f"You have agreed. {placement.host.name} accepts as the last.")
    return redirect(url_for("placements.mine", placement_id=placement_id))


@bp.post("/passport/placements/<int:placement_id>/decline")
@requires(Permission.OWN_PASSPORT)
@commits
def decline_myself(placement_id: int) -> ResponseReturnValue:
    """Say no to being placed."""
    placement = queries.own_placement(db_session(), actor(), placement_id)
    form = DeclineForm()
    if not form.validate():
        return _page(placement, Party.PERSON, form), 400
    services.decline(db_session(), actor(), placement, Party.PERSON, form.because.data)
    flash("You have said no. Nothing changes for you.")
    return redirect(url_for("placements.mine", placement_id=placement_id))


def _page(placement: Placement, party: Party, form: DeclineForm | EndForm | None = None) -> str:
    active = placement.status is PlacementStatus.ACTIVE and placement.ends_on >= clock.today()
    if form is None and active and party is not Party.PERSON:
        form = EndForm()
    elif form is None and may_decline(placement.status, party):
        form = DeclineForm()
    return render_template(
        "workforce/placements/placement.html",
        placement=placement,
        party=party,
        turn=turn(placement.status),
        readiness=_readiness(placement) if _may_see_gaps(placement, party) else None,
        form=form,
        today=clock.today(),
    )


def _may_see_gaps(placement: Placement, party: Party) -> bool:
    """Tell whether a party sees what is missing: the host only once the person has agreed to come."""
    return party is not Party.HOST or placement.status in (
        PlacementStatus.PERSON_AGREED,
        PlacementStatus.ACTIVE,
    )


def _readiness(placement: Placement) -> Readiness:
    """Return how ready the person is at the host, today or on the first day if that is to come."""
    on = max(clock.today(), placement.starts_on)
    place = (placement.host_organisation_id, placement.job_role_id)
    return readiness_unscoped(db_session(), sections(), placement.person_id, place, on)


def _address(organisation_id: int, placement_id: int) -> str:
    return url_for("placements.placement", organisation_id=organisation_id, placement_id=placement_id)
