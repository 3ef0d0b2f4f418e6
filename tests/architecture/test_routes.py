"""House rules 4 and 7, read off the URL map: every view says who may open it, and GET never writes."""

from __future__ import annotations

import inspect
import re

import pytest
from flask import Flask
from werkzeug.routing import Rule

from app import AREAS, NEEDS, SECTIONS, TOP
from workforce.core.web import Guard

WRITING = {"POST", "PUT", "PATCH", "DELETE"}


@pytest.fixture(scope="module")
def rules(shared_app: Flask) -> list[Rule]:
    """Every route of the product."""
    return [rule for rule in shared_app.url_map.iter_rules() if rule.endpoint != "static"]


def test_every_view_carries_its_guard(shared_app: Flask, rules: list[Rule]) -> None:
    """A view without a guard is refused at run time; here it fails the build."""
    bare = [
        rule.endpoint
        for rule in rules
        if not isinstance(getattr(shared_app.view_functions[rule.endpoint], "guard", None), Guard)
    ]
    assert bare == []


def test_views_that_write_commit_and_views_that_read_do_not(shared_app: Flask, rules: list[Rule]) -> None:
    """`@commits` wraps exactly the views of POST."""
    wrong = []
    for rule in rules:
        view = shared_app.view_functions[rule.endpoint]
        commits = getattr(view, "commits", False)
        writes = bool(WRITING & (rule.methods or set()))
        if commits != writes:
            wrong.append(f"{rule.endpoint}: {'writes' if writes else 'reads'}, commits={commits}")
    assert wrong == []


def test_a_view_answers_one_kind_of_method(rules: list[Rule]) -> None:
    """Reading and writing are two views, so that each has a guard of its own."""
    both = [
        rule.endpoint
        for rule in rules
        if {"GET"} <= (rule.methods or set()) and WRITING & (rule.methods or set())
    ]
    assert both == []


def test_paths_are_kebab_case(rules: list[Rule]) -> None:
    """Addresses can be read aloud."""
    wrong = [
        rule.rule
        for rule in rules
        if not re.fullmatch(r"(/([a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*|<[^>]+>(\.[a-z]+)?))*/?", rule.rule)
    ]
    assert wrong == []


def test_parameters_are_typed(rules: list[Rule]) -> None:
    """An id is a number; only secrets, dates, keys and references of public pages are text."""
    text_allowed = {
        "secret",
        "token",
        "reference",
        "application_reference",
        "kind",
        "key",
        "day",
        "code",
        "rule",
        "section",
        "week",
        "ref",
    }
    wrong = [
        f"{rule.rule}: {name}"
        for rule in rules
        for name, converter in rule._converters.items()
        if type(converter).__name__ == "UnicodeConverter" and name not in text_allowed
    ]
    assert wrong == []


def test_every_link_of_the_header_leads_somewhere(shared_app: Flask) -> None:
    """The areas name views that exist and that open for the permission that shows the link."""
    for area in AREAS:
        for link in area.links:
            view = shared_app.view_functions[link.endpoint]
            guard: Guard | None = getattr(view, "guard", None)
            assert guard is not None
            assert guard.permission in (None, link.permission) or link.permission is None, link


def test_every_permission_has_one_area(shared_app: Flask, rules: list[Rule]) -> None:
    """A page knows from the permission of its guard in which part of the service it stands."""
    homes = [permission for area in AREAS for permission in area.permissions]
    assert sorted(homes) == sorted(set(homes))
    guards = [getattr(shared_app.view_functions[rule.endpoint], "guard", None) for rule in rules]
    used = {guard.permission for guard in guards if guard is not None and guard.permission is not None}
    assert used - set(homes) == set()


def test_every_section_of_the_passport_can_be_linked_to() -> None:
    """What the identity card says of a section leads to the section's card."""
    for section in SECTIONS:
        template = TOP / "templates" / section.template
        assert f'id="{section.key}"' in template.read_text(encoding="utf-8"), section.template


def test_sections_and_needs_are_what_they_say() -> None:
    """What app.py wires fulfils the protocol it is wired for."""
    for section in SECTIONS:
        assert section.key and callable(section.evidence) and callable(section.context)
    for provider in NEEDS:
        assert list(inspect.signature(provider).parameters) == ["session", "actor", "on"], provider
