"""Every macro and every state on one page, for the tests to look at; nobody is shown it."""

from __future__ import annotations

from typing import Any

from flask import Flask, flash, render_template, request
from flask_wtf.csrf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from werkzeug import Response
from wtforms.fields import SelectChoice

from app import TOP
from workforce.core import fields
from workforce.core.errors import Conflict
from workforce.core.forms import Form

PAGES = TOP / "tests" / "templates"


class SampleForm(Form):
    """One field of every kind."""

    name = fields.TextField("Name", hint="As it stands on your register", autocomplete="name")
    email = fields.EmailField()
    password = fields.PasswordField("Password", autocomplete="current-password")
    reason = fields.LongTextField("Why you ask", hint="Your lead reads this", max_length=200)
    team = fields.SelectField("Team", choices={"purbeck": "Purbeck", "weymouth": "Weymouth and Portland"})
    limit = fields.RadioField(
        "What does the service say?",
        choices=[
            SelectChoice("none", "No limit"),
            SelectChoice("until", "Allowed until a date", {"hint": "The last day is on the results page"}),
        ],
        missing="Choose what the service says",
    )
    last_day = fields.DateField(
        "The last day allowed", hint="For example, 30 9 2027", when=("limit", "until")
    )
    days = fields.CheckboxesField(
        "Days you can work", choices={"mon": "Monday", "tue": "Tuesday"}, missing="Choose at least one day"
    )
    kept = fields.CheckboxField(
        "I kept the results page", optional=False, missing="Tick the box when you have kept it"
    )
    starts = fields.TimeField("Start time", hint="For example, 07:30")
    hours = fields.DecimalField("Hours a week", minimum=0, maximum=48, suffix="hours")
    places = fields.WholeNumberField("Places", minimum=1, optional=True)


def create_gallery() -> Flask:
    """Return an application with the components page, a long form page and one page per error."""
    gallery = Flask(__name__, static_folder=str(TOP / "static"))
    gallery.config.update(SECRET_KEY="tests only", TESTING=True)
    gallery.jinja_options = {
        "loader": ChoiceLoader([FileSystemLoader(TOP / "templates"), FileSystemLoader(PAGES)]),
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    CSRFProtect(gallery)
    gallery.context_processor(_frame)
    gallery.after_request(_strict)

    @gallery.route("/")
    def components() -> str:
        flash("Right to work verified. Sunita is ready on Monday 9 November.")
        return render_template("components.html")

    @gallery.route("/form", methods=["GET", "POST"])
    def form() -> str:
        sample = SampleForm()
        if sample.validate_on_submit():
            sample.refuse(Conflict("taken", "Somebody else has verified this check. Read what they found."))
            sample.refuse(Conflict("taken", "This name is on the list already", "name"))
        return render_template("sample_form.html", form=sample)

    @gallery.route("/errors/<name>")
    def error(name: str) -> str:
        problem = Conflict("taken", "Maria Encombe published this rota a minute ago. Read hers first.")
        return render_template(f"errors/{name}.html", error=problem)

    return gallery


def _frame() -> dict[str, Any]:
    links = [
        {"label": "Work-list", "href": "/", "current": request.path == "/"},
        {"label": "People", "href": "/people", "current": False},
        {"label": "Placements", "href": "/placements", "current": False},
        {"label": "Accept from others", "href": "/accept", "current": False},
        {"label": "Rules", "href": "/rules", "current": False},
    ]
    account = {
        "id": 1,
        "name": "Helen Marsh",
        "detail": "Dorset HealthCare",
        "links": [
            {"label": "My passport", "href": "/passport"},
            {"label": "Your account", "href": "/account"},
        ],
        "sign_out_url": "/sign-out",
    }
    footer_links = [{"label": label, "href": "/help"} for label in ("Accessibility", "Privacy", "Help")]
    return {
        "area": "Verifier",
        "home_url": "/",
        "navigation": links,
        "account": account,
        "demonstration": True,
        "footer_links": footer_links,
    }


def _strict(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; base-uri 'none'; form-action 'self'; script-src 'self'; style-src 'self'; "
        "img-src 'self'; font-src 'self'; connect-src 'self'"
    )
    return response
