"""The areas of the service and their links; which area a page is in follows from its guard."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, current_app, request, url_for

from workforce.core.access import Actor, Permission, can
from workforce.core.web import Guard


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the header, for those who hold its permission."""

    label: str
    endpoint: str
    permission: Permission | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the service with a name of its own: the permissions of its pages and its links."""

    name: str
    permissions: frozenset[Permission]
    links: tuple[Link, ...]
    #: One sentence for the page that lists the areas.
    purpose: str = ""


def init_app(app: Flask, areas: tuple[Area, ...]) -> None:
    """Give the application its areas; the first is where pages without a permission belong."""
    app.extensions["areas"] = areas


def area_of_request() -> Area:
    """Return the area of the page that is being asked for."""
    areas: tuple[Area, ...] = current_app.extensions["areas"]
    view = current_app.view_functions.get(request.endpoint or "")
    guard: Guard | None = getattr(view, "guard", None)
    if guard is not None and guard.permission is not None:
        for area in areas:
            if guard.permission in area.permissions:
                return area
    return areas[0]


def links_of(area: Area, actor: Actor) -> list[dict[str, object]]:
    """Return the links of an area that the actor may follow, as the header draws them."""
    return [
        {"label": link.label, "href": url_for(link.endpoint), "current": request.endpoint == link.endpoint}
        for link in area.links
        if link.permission is None or can(actor, link.permission)
    ]


def areas_of(actor: Actor) -> list[Area]:
    """Return the areas in which the actor may do something, besides their own pages."""
    areas: tuple[Area, ...] = current_app.extensions["areas"]
    return [area for area in areas[1:] if any(can(actor, permission) for permission in area.permissions)]
