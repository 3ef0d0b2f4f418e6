"""The reference data that every county needs: roles, frameworks, standards, acceptance rules."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from competences.apprenticeships.services import load_standards
from competences.frameworks.services import load_frameworks
from workforce.core.access import SYSTEM, Actor
from workforce.employments.services import load_job_roles
from workforce.readiness.services import load_acceptance_rules

reference_commands = AppGroup("reference", help="The data that ships with the product.")


def load_reference_data(session: Session, actor: Actor) -> None:
    """Bring the shipped reference data into the database; what is there and has been changed stays."""
    load_job_roles(session, actor)
    load_frameworks(session, actor)
    load_standards(session, actor)
    load_acceptance_rules(session, actor)


@reference_commands.command("load")
def load_command() -> None:
    """Load roles, frameworks, standards and acceptance rules; safe to repeat."""
    with current_app.extensions["database"].writing() as session:
        load_reference_data(session, SYSTEM)
    click.echo("Roles, frameworks, standards and acceptance rules are up to date.")
