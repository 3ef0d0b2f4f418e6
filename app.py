"""The composition root: wires the slices into one Flask application. Nothing imports it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from flask import Flask, url_for
from flask_login import current_user
from flask_wtf import CSRFProtect
from jinja2 import FileSystemBytecodeCache, StrictUndefined
from sqlalchemy import text

from competences.apprenticeships.needs import learning_needs
from competences.apprenticeships.queries import followed_frameworks_unscoped
from competences.apprenticeships.views import apprentices, apprenticeships, learning
from competences.assessments.following import FollowedFrameworks
from competences.assessments.views import assessments, assessors
from competences.commands import framework_commands
from competences.sections import CompetenceSection, TrainingSection
from competences.training.views import bp as training
from rostering.availability.effects import LeaveEffects
from rostering.availability.needs import leave_to_answer
from rostering.availability.views import bp as availability
from rostering.demand.commands import rule_commands
from rostering.demand.views.shifts import bp as demand
from rostering.demand.views.team_rules import bp as team_rules
from rostering.demonstration.commands import demonstration_commands
from rostering.demonstration.sign_ins import sign_ins
from rostering.hours.views import bp as hours
from rostering.leave_effects.queries import effects_unscoped
from rostering.own_rota.needs import own_rota_needs
from rostering.own_rota.views import bp as own_rota
from rostering.reference import reference_commands
from rostering.runs.needs import runs_to_look_at
from rostering.runs.views import bp as runs
from rostering.start import start_command
from rostering.worker import worker_command
from rostering.workspace.views import bp as workspace
from workforce.accounts import session as sign_in
from workforce.accounts.commands import account_commands
from workforce.accounts.views.administration import bp as administration
from workforce.accounts.views.sign_in import bp as accounts
from workforce.audit.views import bp as audit
from workforce.core import edge, navigation, static_files, web, words
from workforce.core.access import Permission as P
from workforce.core.commands import database_commands
from workforce.core.db import Database
from workforce.core.navigation import Area, Link
from workforce.core.needs import NeedsProvider
from workforce.employments.views import bp as employments
from workforce.home.views import bp as home
from workforce.organisations.queries import is_demonstration_unscoped
from workforce.organisations.views import bp as organisations
from workforce.passports.needs import OwnPassportNeeds, VerifierNeeds
from workforce.passports.sections import ChecksSection, RegistrationsSection, ServiceSection
from workforce.passports.views.own import bp as passports
from workforce.passports.views.verification import bp as verification
from workforce.placements.needs import placements_to_answer
from workforce.placements.section import PlacementsSection
from workforce.placements.views import bp as placements
from workforce.readiness.commands import acceptance_commands
from workforce.readiness.sections import Sections
from workforce.recruitment.needs import applications_to_act_on
from workforce.recruitment.views import bp as recruitment
from workforce.staff.views import bp as staff
from workforce.teams.views import bp as teams

TOP = Path(__file__).parent
VAR = TOP / "var"

BLUEPRINTS = (
    home,
    accounts,
    administration,
    audit,
    availability,
    demand,
    team_rules,
    workspace,
    own_rota,
    hours,
    recruitment,
    passports,
    verification,
    staff,
    training,
    assessments,
    assessors,
    apprenticeships,
    apprentices,
    learning,
    placements,
    runs,
    teams,
    employments,
    organisations,
)
COMMANDS = (
    database_commands,
    account_commands,
    acceptance_commands,
    worker_command,
    rule_commands,
    framework_commands,
    demonstration_commands,
    reference_commands,
    start_command,
)

#: What the passport is made of (house rule 6); each section says its own place on the page.
SECTIONS = Sections(
    (
        ChecksSection(),
        RegistrationsSection(),
        PlacementsSection(),
        ServiceSection(),
        TrainingSection(),
        CompetenceSection(),
    )
)

#: Who says what needs somebody today.
NEEDS: tuple[NeedsProvider, ...] = (
    own_rota_needs,
    OwnPassportNeeds(SECTIONS),
    VerifierNeeds(SECTIONS),
    leave_to_answer,
    runs_to_look_at,
    applications_to_act_on,
    learning_needs,
    placements_to_answer,
)

#: Who says by which frameworks somebody is learning.
FOLLOWED_FRAMEWORKS: FollowedFrameworks = followed_frameworks_unscoped

#: Who says what leave would do to teams and their rotas.
LEAVE_EFFECTS: LeaveEffects = effects_unscoped

#: The parts of the service: a page belongs to the area that has the permission of its guard.
AREAS = (
    Area(
        "Workforce",
        frozenset({P.OWN_PASSPORT, P.OWN_ROTA}),
        (
            Link("Home", "home.today"),
            Link("My passport", "passports.mine", P.OWN_PASSPORT),
            Link("My rota", "own_rota.my_rota", P.OWN_ROTA),
            Link("My leave", "availability.my_leave", P.OWN_ROTA),
            Link("Learning", "learning.mine", P.OWN_PASSPORT),
        ),
    ),
    Area(
        "Rota",
        frozenset({P.VIEW_TEAM, P.MANAGE_TEAM, P.MANAGE_DEMAND, P.MAKE_ROTA, P.PUBLISH_ROTA, P.DECIDE_LEAVE}),
        (
            Link("Team", "teams.index", P.VIEW_TEAM),
            Link("Rotas", "workspace.index", P.VIEW_TEAM),
            Link("Leave", "availability.leave_to_answer", P.DECIDE_LEAVE),
        ),
        purpose="What teams need, who works when, and leave.",
    ),
    Area(
        "Recruitment",
        frozenset({P.MANAGE_VACANCIES, P.VIEW_APPLICATIONS, P.DECIDE_APPLICATIONS}),
        (Link("Home", "home.today"), Link("Vacancies", "recruitment.vacancies", P.MANAGE_VACANCIES)),
        purpose="County-wide roles, who applied, and who starts where.",
    ),
    Area(
        "Verifier",
        frozenset(
            {
                P.VERIFY_EVIDENCE,
                P.VIEW_PASSPORT,
                P.VIEW_PEOPLE,
                P.MANAGE_PEOPLE,
                P.MANAGE_PLACEMENTS,
                P.VIEW_READINESS,
            }
        ),
        (
            Link("Work-list", "verification.work_list", P.VERIFY_EVIDENCE),
            Link("People", "staff.index", P.VIEW_PEOPLE),
            Link("Placements", "placements.index", P.MANAGE_PLACEMENTS),
        ),
        purpose="Checks, the people of an organisation, and placements.",
    ),
    Area(
        "Apprenticeships",
        frozenset({P.VIEW_APPRENTICES, P.MANAGE_APPRENTICES}),
        (
            Link("Board", "apprenticeships.board", P.VIEW_APPRENTICES),
            Link("Reviews", "apprenticeships.reviews", P.VIEW_APPRENTICES),
            Link("Assessors", "assessors.rights", P.MANAGE_APPRENTICES),
            Link("Standards", "apprenticeships.standards", P.VIEW_APPRENTICES),
        ),
        purpose="Who is learning, how far they are, and what to do next.",
    ),
    Area(
        "Assess",
        frozenset({P.ASSESS_COMPETENCE}),
        (Link("Assess", "assessments.start", P.ASSESS_COMPETENCE),),
        purpose="Watch somebody, say what you saw, sign it off.",
    ),
    Area(
        "Administration",
        frozenset({P.MANAGE_ACCOUNTS, P.MANAGE_ORGANISATION, P.MANAGE_FRAMEWORKS, P.VIEW_AUDIT}),
        (
            Link("Home", "home.today"),
            Link("Organisations", "organisations.index", P.MANAGE_ORGANISATION),
            Link("Accounts", "administration.accounts", P.MANAGE_ACCOUNTS),
            Link("Audit trail", "audit.trail", P.VIEW_AUDIT),
            Link("Standards", "apprenticeships.manage_standards", P.MANAGE_FRAMEWORKS),
        ),
        purpose="Accounts, organisations and the audit trail.",
    ),
)
FOOTER = (
    ("Jobs", "recruitment.jobs"),
    ("Accessibility", "home.accessibility"),
    ("Privacy", "home.privacy"),
    ("Help", "home.help_page"),
)


def create_app(config: dict[str, Any] | None = None) -> Flask:
    """Return the whole product as one application; `config` overrides what the environment says."""
    app = Flask(__name__, template_folder=str(TOP / "templates"), static_folder=str(TOP / "static"))
    app.config.update(_settings(), **(config or {}))
    app.extensions.update(
        database=Database(app.config["DATABASE_URL"]),
        passport_sections=SECTIONS,
        needs=NEEDS,
        followed_frameworks=FOLLOWED_FRAMEWORKS,
        leave_effects=LEAVE_EFFECTS,
    )
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(_cache_folder()))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.undefined = StrictUndefined
    edge.init_app(app)
    web.init_app(app)
    sign_in.init_app(app)
    CSRFProtect(app)
    words.init_app(app)
    static_files.init_app(app)
    navigation.init_app(app, AREAS)
    app.context_processor(_page_context)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for command in COMMANDS:
        app.cli.add_command(command)
    app.add_url_rule("/health", "health", _health)
    return app


def _page_context() -> dict[str, Any]:
    """Return what the frame of every page shows."""
    area = navigation.area_of_request()
    signed_in = current_user.is_authenticated
    return {
        "area": area.name,
        "home_url": url_for("home.start"),
        "navigation": navigation.links_of(area, current_user.actor) if signed_in else [],
        "account": _account_menu() if signed_in else None,
        "demonstration": is_demonstration_unscoped(web.db_session()),
        "footer_links": [{"label": label, "href": url_for(endpoint)} for label, endpoint in FOOTER],
    }


def _account_menu() -> dict[str, Any]:
    return {
        "id": current_user.actor.account_id,
        "name": current_user.actor.name,
        "detail": "",
        "links": [
            {"label": "Home", "href": url_for("home.today")},
            {"label": "My account", "href": url_for("accounts.mine")},
        ],
        "sign_out_url": url_for("accounts.sign_out"),
    }


def _settings() -> dict[str, Any]:
    """Read the environment; a key made on first start and kept under var/ signs cookies if none is given."""
    development = os.environ.get("DEVELOPMENT", "0") == "1"
    return {
        "DATABASE_URL": os.environ.get("DATABASE_URL", f"sqlite:///{VAR / 'workforce.sqlite'}"),
        "SECRET_KEY": os.environ.get("SECRET_KEY") or _kept_key(),
        # Over plain HTTP, on one's own machine, a browser would refuse secure cookies.
        "DEVELOPMENT": development,
        # With this prefix a browser takes the cookie from this very host alone, and over TLS alone.
        "SESSION_COOKIE_NAME": "session" if development else "__Host-session",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": not development,
        "TRUSTED_HOSTS": os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1").split(","),
        "TRUSTED_PROXIES": int(os.environ.get("TRUSTED_PROXIES", "0")),
        "MAX_CONTENT_LENGTH": 2 * 1024 * 1024,
        # The form lives as long as the session does; a tired person's half-filled form is not thrown away.
        "WTF_CSRF_TIME_LIMIT": None,
        # Shown on the sign-in page of a demonstration county, and of no other.
        "DEMONSTRATION_SIGN_INS": sign_ins(),
    }


def _kept_key() -> str:
    VAR.mkdir(exist_ok=True)
    path = VAR / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii")


def _cache_folder() -> Path:
    folder = VAR / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@web.public
def _health() -> tuple[dict[str, str], int]:
    """Say whether this process reaches its database."""
    web.db_session().execute(text("SELECT 1"))
    return {"status": "ok"}, 200
