"""The pages on which a lead says what the team needs: shifts, whom each needs, and where they are worked."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from rostering.demand import queries, services
from rostering.demand.forms import (
    DAYS,
    KINDS,
    ROWS_MOST,
    SPARE_ROWS,
    NeedsForm,
    ShiftForm,
    needs_form,
)
from rostering.demand.models import ShiftDemand, ShiftKind, ShiftTemplate
from workforce.core.access import Permission
from workforce.core.errors import DomainError, NotFound
from workforce.core.web import actor, commits, db_session, requires
from workforce.teams import queries as team_queries
from workforce.teams import services as team_services
from workforce.teams.forms import TeamSiteForm

bp = Blueprint("demand", __name__)


@dataclass(frozen=True, slots=True)
class DemandRow:
    """Whom a shift needs: a role, a competence or both, with a cell for each day that has figures."""

    role_id: str | None
    code: str | None
    role: str
    competence: str
    cells: dict[int, ShiftDemand] = field(default_factory=dict)

    @property
    def on_bank_holidays(self) -> bool:
        """Whether it has figures for bank holidays."""
        return len(DAYS) - 1 in self.cells


@bp.context_processor
def _words() -> dict[str, object]:
    return {"days": DAYS, "kinds": {kind.value: label for kind, label in KINDS.items()}}


@bp.get("/teams/<int:team_id>/shifts")
@requires(Permission.MANAGE_DEMAND)
def shifts(team_id: int) -> ResponseReturnValue:
    """Show the shifts of a team and whom each needs on which day."""
    session, who = db_session(), actor()
    needs = queries.demands_of(session, who, team_id)
    titles = _competence_titles()
    return render_template(
        "rostering/demand/shifts.html",
        team=team_queries.team_of(session, who, team_id),
        shifts=[
            (shift, _rows(needs.get(shift.id, []), titles))
            for shift in queries.shifts_of(session, who, team_id)
        ],
    )


@bp.get("/teams/<int:team_id>/shifts/add")
@requires(Permission.MANAGE_DEMAND)
def add_shift(team_id: int) -> ResponseReturnValue:
    """Show what is asked about a new shift."""
    return _shift_page(team_id, _shift_form(team_id), None)


@bp.post("/teams/<int:team_id>/shifts/add")
@requires(Permission.MANAGE_DEMAND)
@commits
def save_added_shift(team_id: int) -> ResponseReturnValue:
    """Add a shift to the team, and ask next whom it needs."""
    form = _shift_form(team_id)
    if form.validate():
        team = team_queries.team_of(db_session(), actor(), team_id)
        try:
            shift = services.add_shift(db_session(), actor(), team, _details(form))
        except DomainError as error:
            form.refuse(error)
        else:
            flash(f"{shift.name} is added. Say now whom it needs.")
            return redirect(url_for("demand.needs", team_id=team_id, shift_id=shift.id))
    return _shift_page(team_id, form, None)


@bp.get("/teams/<int:team_id>/shifts/<int:shift_id>")
@requires(Permission.MANAGE_DEMAND)
def shift(team_id: int, shift_id: int) -> ResponseReturnValue:
    """Show what a shift is."""
    shift = queries.shift_of(db_session(), actor(), team_id, shift_id)
    return _shift_page(team_id, _shift_form(team_id, obj=shift, kind=shift.kind.value), shift)


@bp.post("/teams/<int:team_id>/shifts/<int:shift_id>")
@requires(Permission.MANAGE_DEMAND)
@commits
def save_shift(team_id: int, shift_id: int) -> ResponseReturnValue:
    """Change what a shift is."""
    shift = queries.shift_of(db_session(), actor(), team_id, shift_id)
    form = _shift_form(team_id)
    if form.validate():
        try:
            services.change_shift(db_session(), actor(), shift, _details(form))
        except DomainError as error:
            form.refuse(error)
        else:
            flash("Saved. Rotas that are made from now on go by it.")
            return redirect(url_for("demand.shifts", team_id=team_id))
    return _shift_page(team_id, form, shift)


@bp.post("/teams/<int:team_id>/shifts/<int:shift_id>/retire")
@requires(Permission.MANAGE_DEMAND)
@commits
def retire_shift(team_id: int, shift_id: int) -> ResponseReturnValue:
    """Use a shift in no further rota."""
    shift = queries.shift_of(db_session(), actor(), team_id, shift_id)
    services.retire_shift(db_session(), actor(), shift)
    flash(f"{shift.name} is in no further rota. Rotas that have it keep it.")
    return redirect(url_for("demand.shifts", team_id=team_id))


@bp.get("/teams/<int:team_id>/shifts/<int:shift_id>/needs")
@requires(Permission.MANAGE_DEMAND)
def needs(team_id: int, shift_id: int) -> ResponseReturnValue:
    """Show whom a shift needs, a row for each role and competence, a column for each day."""
    shift = queries.shift_of(db_session(), actor(), team_id, shift_id)
    rows = _rows(queries.demands_of(db_session(), actor(), team_id).get(shift_id, []), {})
    values: dict[str, object] = {}
    for number, row in enumerate(rows):
        values |= {f"role_{number}": row.role_id, f"competence_{number}": row.code}
        for day, cell in row.cells.items():
            values |= {f"minimum_{number}_{day}": cell.minimum, f"wanted_{number}_{day}": cell.wanted}
    return _needs_page(team_id, shift, _needs_form(len(rows) + SPARE_ROWS, values))


@bp.post("/teams/<int:team_id>/shifts/<int:shift_id>/needs")
@requires(Permission.MANAGE_DEMAND)
@commits
def save_needs(team_id: int, shift_id: int) -> ResponseReturnValue:
    """Replace the demand of a shift."""
    shift = queries.shift_of(db_session(), actor(), team_id, shift_id)
    # The page had a row for each need and some spare ones; the fields sent back tell how many.
    rows = sum(name.startswith("role_") for name in request.form)
    form = _needs_form(min(max(rows, SPARE_ROWS), ROWS_MOST), {})
    if form.validate():
        services.set_needs(db_session(), actor(), shift, _needs_of(form))
        flash(f"Saved whom {shift.name} needs. Rotas that are made from now on go by it.")
        return redirect(url_for("demand.shifts", team_id=team_id))
    return _needs_page(team_id, shift, form)


@bp.get("/teams/<int:team_id>/sites")
@requires(Permission.MANAGE_TEAM)
def sites(team_id: int) -> ResponseReturnValue:
    """Show where a team works."""
    return _sites_page(team_id, TeamSiteForm())


@bp.post("/teams/<int:team_id>/sites")
@requires(Permission.MANAGE_TEAM)
@commits
def add_site(team_id: int) -> ResponseReturnValue:
    """Let a team work at another site."""
    team, form = team_queries.team_of(db_session(), actor(), team_id), TeamSiteForm()
    offered = team_queries.sites_to_add(db_session(), actor(), team)
    form.site_id.choices = {str(site.id): site.name for site in offered}
    if form.validate():
        site = next(site for site in offered if str(site.id) == form.site_id.data)
        team_services.add_site(db_session(), actor(), team, site)
        flash(f"The team works at {site.name} too. People of other employers need a placement there.")
        return redirect(url_for("demand.sites", team_id=team_id))
    return _sites_page(team_id, form)


@bp.post("/teams/<int:team_id>/sites/<int:site_id>/remove")
@requires(Permission.MANAGE_TEAM)
@commits
def remove_site(team_id: int, site_id: int) -> ResponseReturnValue:
    """Let a team no longer work at a site, unless shifts are worked there."""
    team = team_queries.team_of(db_session(), actor(), team_id)
    in_use = any(shift.site_id == site_id for shift in queries.shifts_of(db_session(), actor(), team_id))
    try:
        team_services.remove_site(db_session(), actor(), team, site_id, in_use)
    except NotFound:
        raise
    except DomainError as error:
        flash(error.message, "gap")
    else:
        flash("The team no longer works there.")
    return redirect(url_for("demand.sites", team_id=team_id))


def _competence_titles() -> dict[str, str]:
    return {
        competence.code: competence.title for competence in queries.competences_to_ask_unscoped(db_session())
    }


def _shift_form(team_id: int, **values: object) -> ShiftForm:
    """Return the form for a shift, which can be worked at any site of the team."""
    form = ShiftForm(**values)
    team = team_queries.team_of(db_session(), actor(), team_id)
    form.site_id.choices = {
        str(at.site_id): f"{at.site.name}, {at.site.organisation.name}" for at in team.sites
    }
    return form


def _details(form: ShiftForm) -> services.ShiftDetails:
    return services.ShiftDetails(
        code=form.code.data,
        name=form.name.data,
        kind=ShiftKind(form.kind.data),
        site_id=int(form.site_id.data),
        starts=form.starts.data,
        ends=form.ends.data,
        break_min=form.break_min.data,
    )


def _rows(demands: list[ShiftDemand], titles: dict[str, str]) -> list[DemandRow]:
    """Return the needs of a shift by role and competence, in the order in which they were entered."""
    rows: dict[tuple[int | None, str | None], DemandRow] = {}
    for demand in demands:
        row = rows.setdefault(
            (demand.job_role_id, demand.competence_code),
            DemandRow(
                role_id=str(demand.job_role_id) if demand.job_role_id else None,
                code=demand.competence_code,
                role=demand.job_role.title if demand.job_role else "Anybody",
                competence=titles.get(demand.competence_code or "", demand.competence_code or ""),
            ),
        )
        row.cells[demand.weekday] = demand
    return list(rows.values())


def _needs_form(rows: int, values: dict[str, object]) -> NeedsForm:
    session = db_session()
    roles = {str(role.id): role.title for role in queries.job_roles_unscoped(session)}
    return needs_form(rows, roles, _competence_titles())(**values)


def _needs_of(form: NeedsForm) -> list[services.DemandDetails]:
    needs = []
    for row in range(form.rows):
        role, code = form[f"role_{row}"].data, form[f"competence_{row}"].data
        for day in range(len(DAYS)):
            least, wanted = form[f"minimum_{row}_{day}"].data, form[f"wanted_{row}_{day}"].data
            if least is None and wanted is None:
                continue
            least = least or 0
            most = wanted if wanted is not None else least
            needs.append(services.DemandDetails(day, int(role) if role else None, code or None, least, most))
    return needs


def _shift_page(team_id: int, form: ShiftForm, shift: ShiftTemplate | None) -> str:
    team = team_queries.team_of(db_session(), actor(), team_id)
    return render_template("rostering/demand/shift.html", team=team, form=form, shift=shift)


def _needs_page(team_id: int, shift: ShiftTemplate, form: NeedsForm) -> str:
    team = team_queries.team_of(db_session(), actor(), team_id)
    return render_template("rostering/demand/needs.html", team=team, shift=shift, form=form)


def _sites_page(team_id: int, form: TeamSiteForm) -> str:
    team = team_queries.team_of(db_session(), actor(), team_id)
    offered = team_queries.sites_to_add(db_session(), actor(), team)
    form.site_id.choices = {str(site.id): f"{site.name}, {site.organisation.name}" for site in offered}
    used = {shift.site_id for shift in queries.shifts_of(db_session(), actor(), team_id)}
    return render_template("rostering/demand/sites.html", team=team, form=form, used=used)
