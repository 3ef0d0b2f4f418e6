"""The blueprint that all pages of recruitment share."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, url_for

bp = Blueprint("recruitment", __name__)


def public_page(name: str, **context: Any) -> str:
    """Return a page of the public part, which has its own name and links, whoever looks at it."""
    jobs_url = url_for("recruitment.jobs")
    return render_template(
        f"workforce/recruitment/{name}.html",
        area="Jobs",
        home_url=jobs_url,
        navigation=[{"label": "All jobs", "href": jobs_url, "current": name == "jobs"}],
        **context,
    )
