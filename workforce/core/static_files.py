"""Style sheets, scripts and the font: compressed, at addresses that change with their content."""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request

DAY_S = 24 * 60 * 60
YEAR_S = 365 * DAY_S
COMPRESSED = ("text/css", "text/javascript", "application/javascript", "image/svg+xml")


def init_app(app: Flask) -> None:
    """Put a hash of the content into the addresses of static files, so that browsers may cache them."""
    app.url_defaults(_name_content)
    app.after_request(_serve)


def _name_content(endpoint: str, values: dict[str, Any]) -> None:
    # A style sheet refers to the font without the hash; with it, the font would be fetched twice.
    if endpoint == "static" and not values.get("filename", ".woff2").endswith(".woff2"):
        path = Path(str(current_app.static_folder), values["filename"])
        if path.is_file():
            values["v"] = _digest(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _digest(path: Path, _changed_ns: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


@lru_cache(maxsize=64)
def _compressed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def _serve(response: Response) -> Response:
    if request.endpoint != "static" or response.status_code != 200:
        return response
    if "v" in request.args:
        response.headers["Cache-Control"] = f"public, max-age={YEAR_S}, immutable"
    elif (request.view_args or {})["filename"].startswith("vendor/"):
        response.headers["Cache-Control"] = f"public, max-age={DAY_S}"
    if response.mimetype in COMPRESSED:
        response.vary.add("Accept-Encoding")
        if request.accept_encodings["gzip"] and request.method == "GET":
            response.direct_passthrough = False
            response.set_data(_compressed(response.get_data()))
            response.headers["Content-Encoding"] = "gzip"
            # Compressed, the file is no longer equal byte for byte, so its ETag is a weak one.
            response.set_etag(response.get_etag()[0] or "", weak=True)
    return response
