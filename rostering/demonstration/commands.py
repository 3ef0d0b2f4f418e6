"""`flask --app app demo ...`: fill an empty county with made-up people."""

from __future__ import annotations

import time

import click
from flask import current_app
from flask.cli import AppGroup

from rostering.demonstration.load import load
from workforce.core import clock
from workforce.core.db import Database
from workforce.core.errors import DomainError

demonstration_commands = AppGroup("demo", help="The demonstration county: everybody in it is made up.")


@demonstration_commands.command("load")
@click.option(
    "--scale", default=1, type=click.IntRange(1, 200), help="Parts of 400 staff and six teams each."
)
@click.option("--seed", default=1, help="The same seed gives the same county.")
def load_command(scale: int, seed: int) -> None:
    """Load the demonstration into an empty county; --scale 62 gives 25,000 staff."""
    show_loading(current_app.extensions["database"], scale, seed)


def show_loading(database: Database, scale: int, seed: int) -> None:
    """Load the demonstration with a progress bar and say what came of it."""
    began = time.monotonic()
    try:
        with (
            click.progressbar(length=scale * 6, label="Loading the demonstration county") as bar,
            database.writing() as session,
        ):
            loaded = load(session, scale, seed, clock.today(), lambda done, _words: bar.update(1))
    except DomainError as error:
        raise click.ClickException(error.message) from error
    click.echo(
        f"{loaded.people:,} people of {loaded.organisations} organisations, {loaded.teams} teams, "
        f"{loaded.past_assignments:,} past shifts, in {time.monotonic() - began:.1f} s"
    )
