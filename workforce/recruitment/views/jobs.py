"""The public pages: open roles, one role, the order of places, and the application."""

from __future__ import annotations

import hashlib
import hmac

from flask import current_app, redirect, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from workforce.accounts.passwords import new_secret
from workforce.core import clock
from workforce.core.edge import whole_number
from workforce.core.errors import DomainError, NotFound
from workforce.core.web import commits, db_session, public
from workforce.recruitment import rules
from workforce.recruitment.forms import KIND_WORDS, PAY_UNIT_WORDS, ApplicationForm
from workforce.recruitment.models import Vacancy, VacancyPlacement
from workforce.recruitment.posting import job_posting
from workforce.recruitment.queries import public as queries
from workforce.recruitment.services.applications import apply
from workforce.recruitment.views.blueprint import bp, public_page


@bp.get("/jobs")
@public
def jobs() -> str:
    """List the roles that are open, of a place or a kind if one is asked for."""
    area = request.args.get("area", "")
    job_role_id = request.args.get("role", type=whole_number)
    open_roles = queries.open_roles_unscoped(db_session(), area, job_role_id)
    return public_page(
        "jobs", open_roles=open_roles, area_wanted=area, job_role_wanted=job_role_id, pay_units=PAY_UNIT_WORDS
    )


@bp.get("/jobs/<reference>")
@public
def job(reference: str) -> str:
    """Show a role and its places; the places somebody has chosen are kept in the address alone."""
    vacancy = queries.public_vacancy_unscoped(db_session(), reference)
    taking = _takes_applications(vacancy)
    address = url_for("recruitment.job", reference=reference, _external=True)
    return public_page(
        "job",
        vacancy=vacancy,
        taking=taking,
        chosen=_chosen(vacancy),
        free=queries.free_places_unscoped(db_session(), [placement.id for placement in vacancy.placements]),
        pay_unit=PAY_UNIT_WORDS[vacancy.pay_unit],
        kind=KIND_WORDS[vacancy.kind],
        posting=job_posting(vacancy, address) if taking else None,
    )


@bp.get("/jobs/<reference>/order")
@public
def order(reference: str) -> ResponseReturnValue:
    """Let somebody put their places in order; each step is an address of its own, so Back undoes it."""
    vacancy = queries.public_vacancy_unscoped(db_session(), reference)
    before = _chosen(vacancy)
    step, _, moved_id = request.args.get("move", "").partition("-")
    moved = next((placement for placement in before if str(placement.id) == moved_id), None)
    after = before
    if moved is not None:
        ids = rules.moved([placement.id for placement in before], step, moved.id)
        after = [placement for place_id in ids for placement in before if placement.id == place_id]
    if not after or not _takes_applications(vacancy):
        return redirect(url_for("recruitment.job", reference=reference, _anchor="places"))
    return public_page(
        "order",
        vacancy=vacancy,
        before=before,
        after=after,
        moved=moved if after != before else None,
        rank=rules.ordinal(after.index(moved) + 1) if moved in after else "",
    )


@bp.get("/jobs/<reference>/apply")
@public
def application_form(reference: str) -> ResponseReturnValue:
    """Ask who applies and what they would do."""
    vacancy = queries.public_vacancy_unscoped(db_session(), reference)
    chosen = _chosen(vacancy)
    if not chosen or not _takes_applications(vacancy):
        return redirect(url_for("recruitment.job", reference=reference, _anchor="places"))
    return _application_page(vacancy, chosen, ApplicationForm(form_key=new_secret()))


@bp.post("/jobs/<reference>/apply")
@public
@commits
def send_application(reference: str) -> ResponseReturnValue:
    """Take the application; whatever is wrong, everything that was written stays on the page."""
    vacancy = queries.public_vacancy_unscoped(db_session(), reference)
    chosen = _chosen(vacancy)
    form = ApplicationForm()
    if not form.validate():
        return _application_page(vacancy, chosen, form), 400
    try:
        sent = apply(
            db_session(),
            vacancy,
            form.facts(),
            [placement.id for placement in chosen],
            form_key=form.form_key.data or new_secret(),
            network_key=_network_key(),
        )
    except DomainError as error:
        form.refuse(error)
        return _application_page(vacancy, chosen, form), error.status
    cookie["applied"] = {"vacancy": vacancy.reference, "application": sent.reference}
    return redirect(url_for("recruitment.applied", reference=reference))


@bp.get("/jobs/<reference>/applied")
@public
def applied(reference: str) -> str:
    """Say that the application has arrived and what happens next; only in the browser that sent it."""
    sent = cookie.get("applied", {})
    if sent.get("vacancy") != reference:
        raise NotFound
    vacancy = queries.public_vacancy_unscoped(db_session(), reference)
    return public_page("applied", vacancy=vacancy, application_reference=sent["application"])


def _application_page(vacancy: Vacancy, chosen: list[VacancyPlacement], form: ApplicationForm) -> str:
    return public_page("apply", vacancy=vacancy, chosen=chosen, form=form)


def _takes_applications(vacancy: Vacancy) -> bool:
    return rules.takes_applications(vacancy.status, vacancy.closes_on, clock.today())


def _chosen(vacancy: Vacancy) -> list[VacancyPlacement]:
    """Return the places that the address names, in its order; what is not on offer is passed over."""
    offered = {placement.id: placement for placement in vacancy.placements if placement.positions}
    wanted = dict.fromkeys(request.args.getlist("choice", type=whole_number))
    return [offered[place_id] for place_id in wanted if place_id in offered]


def _network_key() -> str:
    """Return a keyed hash of the network address: a copy of the database does not tell the address."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, (request.remote_addr or "").encode(), hashlib.sha256).hexdigest()
