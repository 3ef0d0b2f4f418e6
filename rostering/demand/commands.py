"""`flask --app app rules ...`: what the rules are, for people to read."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

from rostering.demand.document import document

DOCUMENT = Path(__file__).parents[2] / "docs" / "rules.md"

rule_commands = AppGroup("rules", help="The rules that rotas are made by.")


@rule_commands.command("document")
def document_command() -> None:
    """Write docs/rules.md from the rule catalogue and the figures."""
    DOCUMENT.write_text(document(), encoding="utf-8")
    click.echo(f"Written: {DOCUMENT}")
