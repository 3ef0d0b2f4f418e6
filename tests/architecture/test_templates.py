"""Templates: each compiles, and no name in one is a slip of the pen."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from jinja2 import StrictUndefined, meta

from app import TOP

TEMPLATES = TOP / "templates"
NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
# What every page may use, whoever renders it.
EVERYWHERE = {"url_for", "csrf_token", "get_flashed_messages", "request"}


@pytest.mark.parametrize("name", NAMES)
def test_it_compiles(shared_app: Flask, name: str) -> None:
    shared_app.jinja_env.get_template(name)


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("macros/")])
def test_a_macro_uses_only_what_it_is_given(shared_app: Flask, name: str) -> None:
    source = Path(TEMPLATES, name).read_text(encoding="utf-8")
    names = meta.find_undeclared_variables(shared_app.jinja_env.parse(source))
    assert names <= EVERYWHERE


def test_a_misspelt_variable_is_an_error(shared_app: Flask) -> None:
    assert shared_app.jinja_env.undefined is StrictUndefined


@pytest.mark.parametrize("name", NAMES)
def test_nothing_inline(name: str) -> None:
    source = Path(TEMPLATES, name).read_text(encoding="utf-8")
    for mark in (" style=", "<style", "<script>", " onclick=", " onsubmit=", " onchange="):
        assert mark not in source, f"the content security policy refuses {mark.strip()}"
