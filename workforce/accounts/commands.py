"""`flask --app app accounts ...`: the first administrator of an empty county."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy.exc import IntegrityError

from workforce.accounts import services
from workforce.core.errors import DomainError, from_integrity_error

account_commands = AppGroup("accounts", help="Accounts that no page can make.")


@account_commands.command("make-administrator")
@click.argument("email")
@click.option("--name", prompt="Full name")
@click.password_option()
def make_administrator(email: str, name: str, password: str) -> None:
    """Make the county administrator who signs in with EMAIL."""
    try:
        with current_app.extensions["database"].writing() as session:
            services.make_administrator(session, email, name, password)
    except DomainError as error:
        raise click.ClickException(error.message) from error
    except IntegrityError as error:
        raise click.ClickException(from_integrity_error(error).message) from error
    click.echo(f"{name} can sign in as {email.lower()}.")
