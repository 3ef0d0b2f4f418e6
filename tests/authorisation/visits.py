"""Goes wherever the policy lets somebody in, and reads the forms that stand on the pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import islice
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule

from tests.authorisation.policy import POLICY, WITH_A_PASSPORT, routes
from tests.authorisation.world import World

ANONYMOUS, STAFF = "anonymous", "staff"
#: What a person might write who has no choice to make.
PLAUSIBLE = {"day": "9", "month": "2", "year": "2027", "email": "somebody@example.org"}


@dataclass(frozen=True, slots=True)
class Visit:
    """One view, who opens it, and the address of something of theirs."""

    rule: Rule
    role: str
    address: str

    @property
    def method(self) -> str:
        """The method by which the view is opened."""
        return "GET" if "GET" in (self.rule.methods or set()) else "POST"


@dataclass(slots=True)
class PageForm:
    """A form as a browser would send it: where to, and a likely answer to each of its questions."""

    action: str
    answers: dict[str, str] = field(default_factory=dict)


def visits(app: Flask, world: World) -> Iterator[Visit]:
    """Yield every view that the policy lets anybody into, with one who may and the address of their own."""
    for rule in routes(app):
        for role, place in islice(_insiders(POLICY[rule.endpoint]), 1):
            yield Visit(rule, role, address_of(app, world, rule, place))


def address_of(app: Flask, world: World, rule: Rule, place: str) -> str:
    """Return the address that leads to what a view shows of a place."""
    values = {argument: world.id_of(argument, place) for argument in rule.arguments}
    return app.url_map.bind("localhost").build(rule.endpoint, values)


def endpoint_of(app: Flask, address: str, method: str) -> str | None:
    """Return the view that answers at an address, if there is one."""
    try:
        return str(app.url_map.bind("localhost").match(urlsplit(address).path, method)[0])
    except HTTPException:
        return None


def _insiders(expected: str | dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    if isinstance(expected, str):
        yield (ANONYMOUS if expected == "everyone" else STAFF), "self"
        return
    for role, places in expected.items():
        yield (STAFF if role == WITH_A_PASSPORT else role), places[0]


def forms_on(page: str) -> list[PageForm]:
    """Return the forms of a page that post, each filled in with the first answer that offers itself."""
    reader = _FormReader()
    reader.feed(page)
    return reader.forms


class _FormReader(HTMLParser):
    """Collects the controls of each form that posts."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self._form: PageForm | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a form, or of a control in one."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            self._form = PageForm(given.get("action", ""))
            self.forms.append(self._form)
        if self._form is None:
            return
        answers, name = self._form.answers, given.get("name", "")
        if tag == "select":
            self._select = name
            answers.setdefault(name, "")
        elif tag == "option" and given.get("value") and not answers.get(self._select):
            answers[self._select] = given["value"]
        elif tag == "textarea" and name:
            answers[name] = "Plain words"
        elif tag in ("input", "button") and name:
            answers.setdefault(name, given.get("value") or _likely(name, given.get("type", "text")))

    def handle_endtag(self, tag: str) -> None:
        """Leave the form."""
        if tag == "form":
            self._form = None


def _likely(name: str, kind: str) -> str:
    last = name.rpartition("-")[2]
    return PLAUSIBLE.get(kind) or PLAUSIBLE.get(last) or ("" if kind == "checkbox" else "7")
