"""`flask --app app start`: the whole product on one's own machine, from an empty folder to a first rota."""

from __future__ import annotations

import os
import socket
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import current_app
from flask.cli import with_appcontext

from rostering.demonstration.commands import show_loading
from rostering.demonstration.first_rota import ask_for_first_rota
from rostering.demonstration.load import is_empty
from rostering.demonstration.sign_ins import PASSWORD, sign_ins
from rostering.processes import ChildEnded, Processes, ToldToEnd
from rostering.reference import load_reference_data
from rostering.runs.models import ENDED
from rostering.runs.queries import best_step_unscoped, latest_step_unscoped, run_unscoped
from rostering.runs.watching import gap_words
from workforce.core.access import SYSTEM
from workforce.core.commands import upgrade
from workforce.core.db import Database
from workforce.organisations.queries import is_demonstration_unscoped

if TYPE_CHECKING:
    from rostering.solver.columns.readiness import Compilation

TOP = Path(__file__).parents[1]
ADDRESS = "127.0.0.1"
READY_SECONDS = 30
LOOK_SECONDS = 0.2


@click.command("start")
@click.option("--port", default=8000, envvar="PORT", type=click.IntRange(1, 65535), show_default=True)
@click.option(
    "--demo/--no-demo", default=True, envvar="DEMO", help="Load the demonstration into an empty county."
)
@click.option("--seconds", default=20, show_default=True, help="How long to work on the first rota.")
@with_appcontext
def start_command(port: int, demo: bool, seconds: int) -> None:
    """Bring the database up to date, start web server and worker, and say where to look."""
    from rostering.solver.columns.readiness import Compilation  # here, because it looks for compiled code

    _refuse_used_port(port)
    database: Database = current_app.extensions["database"]
    try:
        # The inner loops of the search are compiled side by side with all that comes before the first rota.
        with Compilation() as compilation, Processes() as processes:
            fresh = _prepare(database, demo)
            _start_processes(processes, port)
            _wait_for_web(processes, port)
            if fresh:
                click.echo(f"The pages answer already, at http://{ADDRESS}:{port}")
                run_id = _ask_for_first_rota(database, seconds)
                _wait_until_compiled(compilation, processes)
                _make_first_rota(database, processes, run_id, seconds)
            _say_where(database, port)
            processes.wait()
    except ChildEnded as ended:
        raise click.ClickException(str(ended)) from ended
    except ToldToEnd:
        click.echo("\nEnded. Everything is kept for the next start.")


def _refuse_used_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            raise click.ClickException(
                f"Port {port} cannot be used ({error.strerror}). Choose another: make run PORT={port + 1}"
            ) from error


def _prepare(database: Database, demo: bool) -> bool:
    """Bring the database up to date; True if the demonstration was loaded just now."""
    click.echo("Bringing the database up to date")
    upgrade(database)
    with database.reading() as session:
        fresh = demo and is_empty(session)
    if fresh:
        show_loading(database, scale=1, seed=1)
    with database.writing() as session:
        load_reference_data(session, SYSTEM)
    return fresh


def _start_processes(processes: Processes, port: int) -> None:
    # Plain HTTP on this machine alone: a browser would refuse cookies that are marked for TLS only.
    environment = {"DEVELOPMENT": os.environ.get("DEVELOPMENT", "1"), "LOG_LEVEL": "WARNING"}
    web = [sys.executable, "-m", "gunicorn", "app:create_app()", "--bind", f"{ADDRESS}:{port}"]
    web += ["--workers", "2", "--threads", "4", "--graceful-timeout", "2", "--log-level", "warning"]
    processes.start("web", web, TOP, environment)
    processes.start("worker", [sys.executable, "-m", "flask", "--app", "app", "worker"], TOP, environment)


def _wait_for_web(processes: Processes, port: int) -> None:
    """Wait until a page comes; ChildEnded if the server does not get that far."""
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        processes.check()
        try:
            with urllib.request.urlopen(f"http://{ADDRESS}:{port}/health", timeout=2):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(LOOK_SECONDS)
    raise ChildEnded(f"The web server did not answer within {READY_SECONDS} seconds.")


def _ask_for_first_rota(database: Database, seconds: int) -> int:
    """Ask for the next rota of the first team, as its lead would on the page; return the run's id."""
    with database.writing() as session:
        run = ask_for_first_rota(session, seconds)
        first, last = run.starts_on, run.ends_on
        click.echo(f"Making a rota for {run.team.name}, {first.day} {first:%B} to {last.day} {last:%B}")
        return run.id


def _wait_until_compiled(compilation: Compilation, processes: Processes) -> None:
    """Wait for the inner loops, with progress; the worker waits for them too before it searches."""
    if compilation.done:
        return
    with click.progressbar(
        length=100, label="Getting the search ready, once on this machine", show_eta=False
    ) as bar:
        while not compilation.done:
            processes.check()
            bar.update(int(100 * compilation.share) - bar.pos)
            time.sleep(LOOK_SECONDS)
        bar.update(100 - bar.pos)


def _make_first_rota(database: Database, processes: Processes, run_id: int, seconds: int) -> None:
    """Wait until the worker has made the first rota, with progress."""
    with click.progressbar(
        length=seconds * 10, item_show_func=lambda words: words or "", show_eta=False
    ) as bar:
        ended = False
        while not ended:
            processes.check()
            ended, searched, words = _how_far(database, run_id)
            bar.update(int(min(searched, seconds) * 10) - bar.pos, words)
            time.sleep(LOOK_SECONDS)
        bar.update(seconds * 10 - bar.pos, words)
    click.echo(f"Made in {searched:.0f} s: {words}")


def _how_far(database: Database, run_id: int) -> tuple[bool, float, str]:
    """Return whether a run has ended, for how many seconds it has searched, and how good its best rota is."""
    with database.reading() as session:
        run = run_unscoped(session, run_id)
        best, latest = best_step_unscoped(session, run_id), latest_step_unscoped(session, run_id)
        words = run.message or "reading passports"
        if best is not None and best.best is not None:
            words = f"{best.unfilled} places empty, {best.best:,} penalty points"
            bound = run.bound if run.bound is not None else latest.bound if latest else None
            if bound:
                words += f", within {gap_words(best.best, bound)} of the best possible"
        return run.status in ENDED, latest.at_ms / 1000 if latest else 0.0, words


def _say_where(database: Database, port: int) -> None:
    click.echo(f"\nDorset Health and Care is at http://{ADDRESS}:{port}\n")
    with database.reading() as session:
        demonstration = is_demonstration_unscoped(session)
        empty = is_empty(session)
    if demonstration:
        width = max(len(sign_in.who) for sign_in in sign_ins())
        for sign_in in sign_ins():
            click.echo(f"  {sign_in.who:{width}}  {sign_in.email}")
        click.echo(f"\nThe password of each is {PASSWORD}. Everybody in this county is made up.")
    elif empty:
        click.echo("The county is empty. Make its first administrator, in another terminal in this folder:\n")
        click.echo("  .venv/bin/flask --app app accounts make-administrator you@example.org\n")
    click.echo("Ctrl-C ends it.")
