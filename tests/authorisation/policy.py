"""What the policy says, and of which routes."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

POLICY: dict[str, Any] = tomllib.loads(Path(__file__).with_name("policy.toml").read_text(encoding="utf-8"))
WITH_A_PASSPORT = "everyone_with_a_passport"


def routes(app: Flask) -> list[Rule]:
    """Return every route but the static files."""
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]
