"""`flask --app app acceptance ...`: what employers accept, as it ships with the product."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from workforce.core.access import SYSTEM
from workforce.readiness.services import load_acceptance_rules

acceptance_commands = AppGroup("acceptance", help="What employers ask of those who work for them.")


@acceptance_commands.command("load")
def load_command() -> None:
    """Add the shipped acceptance rules that are not there yet; safe to repeat."""
    with current_app.extensions["database"].writing() as session:
        added = load_acceptance_rules(session, SYSTEM)
    click.echo(f"Acceptance rules are up to date: {added} added.")
