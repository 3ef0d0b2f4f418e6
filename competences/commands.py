"""`flask --app app frameworks ...`: the reference data that ships with the product."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from competences.apprenticeships.services import load_standards
from competences.frameworks.services import load_frameworks
from workforce.core.access import SYSTEM

framework_commands = AppGroup("frameworks", help="Frameworks, equivalences and apprenticeship standards.")


@framework_commands.command("load")
def load_command() -> None:
    """Bring the frameworks in the database to what ships with the product; safe to repeat."""
    with current_app.extensions["database"].writing() as session:
        changed = load_frameworks(session, SYSTEM) + load_standards(session, SYSTEM)
    click.echo(f"Frameworks are up to date: {changed} rows changed.")
