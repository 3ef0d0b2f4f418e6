"""The home page, and the pages that every footer links to."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workforce.core import clock, navigation, needs
from workforce.core.web import actor, db_session, public, signed_in

bp = Blueprint("home", __name__)


@bp.get("/")
@public
def start() -> ResponseReturnValue:
    """Lead a signed-in person home and everybody else to sign in."""
    if current_user.is_authenticated:
        return redirect(url_for("home.today"))
    return redirect(url_for("accounts.sign_in"))


@bp.get("/home")
@signed_in
def today() -> str:
    """Show what needs this person today, and the parts of the service they work in."""
    who = actor()
    waiting = needs.collect(current_app.extensions["needs"], db_session(), who, clock.today())
    areas = [(area, navigation.links_of(area, who)) for area in navigation.areas_of(who)]
    return render_template(
        "workforce/home/today.html",
        needs=waiting,
        areas=[(area, links) for area, links in areas if links],
        today=clock.today(),
        first_name=who.name.split()[0],
    )


@bp.get("/accessibility")
@public
def accessibility() -> str:
    """Say how accessible the service is, and whom to tell where it is not."""
    return render_template("workforce/home/accessibility.html")


@bp.get("/privacy")
@public
def privacy() -> str:
    """Say what is held about people, why, and what they may ask for."""
    return render_template("workforce/home/privacy.html")


@bp.get("/help")
@public
def help_page() -> str:
    """Say how to get help, and answer what people ask most."""
    return render_template("workforce/home/help.html")
