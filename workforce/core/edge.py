"""What may reach the application at all: which hosts, through which proxies, which numbers and text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from flask import Flask, abort, request
from werkzeug.exceptions import SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map

#: The largest number that a column of ours holds; a larger one in an address is not found.
NUMBER_MAX = 2**31 - 1
#: No keyboard types this character and PostgreSQL cannot store it.
NUL = "\x00"


class Number(IntegerConverter):
    """A whole number in an address that is no larger than an id can be."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=NUMBER_MAX)


def whole_number(text: str) -> int:
    """Read a number from a query or a form; ValueError if it cannot be an id."""
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(NUMBER_MAX))):
        raise ValueError(text)
    number = int(text)
    if number > NUMBER_MAX:
        raise ValueError(text)
    return number


def init_app(app: Flask) -> None:
    """Answer only to our own hosts, believe only our own proxies, and refuse text with a NUL.

    `TRUSTED_HOSTS` are the names under which people reach the product: whoever could choose the host could
    lead the reader of a private link to a site of their own. `TRUSTED_PROXIES` is how many proxies stand in
    front, each of which adds the address it was asked from; with none, anybody could make up such a header.
    """
    app.url_map.converters["int"] = Number
    app.register_error_handler(SecurityError, _refuse_host)
    app.before_request(_refuse_nul)
    if proxies := app.config["TRUSTED_PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]


def _refuse_host(_error: SecurityError) -> tuple[str, int, dict[str, str]]:
    """Refuse in plain text: a page has links, and they cannot be made without a trusted host."""
    words = "This host name is not one of ours. Whoever runs this service can allow it with ALLOWED_HOSTS.\n"
    return words, 400, {"Content-Type": "text/plain; charset=utf-8"}


def _refuse_nul() -> None:
    if any(NUL in text for text in _texts()):
        abort(400)


def _texts() -> Iterator[str]:
    yield request.path
    for name, value in chain(request.args.items(multi=True), request.form.items(multi=True)):
        yield name
        yield value
