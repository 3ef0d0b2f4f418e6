"""The state that all parts of a loading share, and the county: organisations, neighbourhoods, sites."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from rostering.demonstration.names import Names
from rostering.demonstration.rows import Rows
from rostering.demonstration.teams import Place, read
from rostering.demonstration.timeline import Timeline
from workforce.core import clock
from workforce.employments.models import JobRole
from workforce.organisations.models import (
    Neighbourhood,
    Organisation,
    OrganisationKind,
    Sector,
    Site,
)

#: In each further part of a large county these firms are others of the same kind.
_KINDS_OF_FIRM = {
    "Fleet": ("F", "Home Care"),
    "Kingf": ("K", "Care at Home"),
    "Harbour": ("H", "Nursing Home"),
    "Chesil": ("C", "Surgery"),
    "TwoH": ("T", "Medical Centre"),
}


@dataclass(slots=True)
class StaffMember:
    """One made-up person with the contract under which they mainly work."""

    person_id: int
    employment_id: int
    given: str
    family: str
    email: str
    born_on: date
    employer: str
    role: str
    week_min: int
    started_on: date
    place: Place | None = None
    team_id: int | None = None
    #: Every organisation that asks something of this person: the employer, and those of placements.
    hosts: set[str] = field(default_factory=set)
    story: dict[str, Any] = field(default_factory=dict)
    apprentice: bool = False


class DemonstrationCounty:
    """The state that all parts of a loading share: rows, ids, dates, randomness."""

    def __init__(self, session: Session, seed: int, today: date) -> None:
        self.session = session
        self.rows = Rows(session)
        self.timeline = Timeline(today)
        self.today = today
        self.now = datetime.combine(today, time(9), tzinfo=UTC)
        self.random = random.Random(seed)
        cast_names = [entry["name"].split() for part in read("cast").values() for entry in part]
        self.names = Names(self.random, {(given, family) for given, family in cast_names})
        self.organisation_ids: dict[str, int] = {}
        self.organisation_names: dict[str, str] = {}
        self.sectors: dict[str, Sector] = {}
        self.site_ids: dict[str, int] = {}
        self.site_hosts: dict[str, str] = {}
        self.neighbourhood_ids: dict[str, int] = {}
        self.role_ids: dict[str, int] = {}
        self.roles: dict[str, JobRole] = {}
        self.workers: list[StaffMember] = []
        #: For each part of the county, the mark of the firm that stands for each firm of the files.
        self.firms: dict[int, dict[str, str]] = {}
        #: Account of each person who has one, and of the verifier of each organisation.
        self.account_ids: dict[int, int] = {}
        self.verifier_ids: dict[str, int] = {}
        self.instant_of: Callable[[date, time], datetime] = _remembering(clock.from_london)

    def noon(self, day: date) -> datetime:
        """Return the middle of a day."""
        return self.instant_of(day, time(12))

    def workers_by_employer(self) -> dict[str, list[StaffMember]]:
        """Return the people of each employer that has any."""
        by_employer: dict[str, list[StaffMember]] = {}
        for worker in self.workers:
            by_employer.setdefault(worker.employer, []).append(worker)
        return by_employer

    def add_organisations(self) -> None:
        """Add the public bodies, the made-up firms, their sites and all neighbourhoods."""
        data = read("county")
        for entry in data["neighbourhood"]:
            source = (
                "Population of its towns, rounded, from memory, unchecked" if "population" in entry else ""
            )
            self.neighbourhood_ids[entry["name"]] = self.rows.add(
                Neighbourhood,
                name=entry["name"],
                place=entry["place"],
                population=entry.get("population"),
                population_source=source,
            )
        for entry in data["organisation"]:
            self._add_organisation(entry, entry["name"], entry["mark"])
        for entry in data["site"]:
            self._add_site(entry, entry["name"], entry["organisation"])

    def read_roles(self) -> None:
        """Read the job roles, which are reference data."""
        self.roles = {role.code: role for role in self.session.scalars(select(JobRole))}
        self.role_ids = {code: role.id for code, role in self.roles.items()}

    def add_firms(self, part: int) -> dict[str, str]:
        """Return the mark of the firm that stands for each made-up firm in one part of a large county.

        The first part has the firms of the files; each further part gets firms of its own, with one site.
        """
        if part == 0:
            return {mark: mark for mark in _KINDS_OF_FIRM}
        data, words = read("county"), read("names")["firms"].split()
        marks = {}
        firms = [entry for entry in data["organisation"] if entry["mark"] in _KINDS_OF_FIRM]
        for entry in firms:
            letter, kind = _KINDS_OF_FIRM[entry["mark"]]
            word = words[(part - 1) % len(words)]
            again = f" {part // len(words) + 1}" if part > len(words) else ""
            name, mark = f"{word} {kind}{again}", f"{word[:3]}{letter}{part}"
            self._add_organisation(entry, name, mark)
            self._add_site({"town": "Dorchester", "is_fictional": True}, name, mark)
            marks[entry["mark"]] = mark
        return marks

    def site_for(self, name: str, firms: dict[str, str]) -> str:
        """Return the site that stands for a site of the files in a part of the county with these firms."""
        host = self.site_hosts[name]
        mark = firms.get(host, host)
        return name if mark == host else self.organisation_names[mark]

    def _add_organisation(self, entry: dict[str, Any], name: str, mark: str) -> None:
        self.sectors[mark] = Sector(entry["sector"])
        self.organisation_names[mark] = name
        self.organisation_ids[mark] = self.rows.add(
            Organisation,
            name=name,
            mark=mark,
            kind=OrganisationKind(entry["kind"]),
            sector=self.sectors[mark],
            code=entry.get("code"),
            code_source=entry.get("code_source", ""),
            is_fictional=entry.get("is_fictional", False),
            full_time_week_min=entry.get("full_time_week_min", 2250),
            averaging_weeks=entry.get("averaging_weeks", 17),
        )

    def _add_site(self, entry: dict[str, Any], name: str, mark: str) -> None:
        self.site_hosts[name] = mark
        self.site_ids[name] = self.rows.add(
            Site,
            organisation_id=self.organisation_ids[mark],
            neighbourhood_id=self.neighbourhood_ids.get(entry.get("neighbourhood", "")),
            name=name,
            town=entry["town"],
            is_fictional=entry.get("is_fictional", False),
        )


def _remembering(function: Callable[[date, time], datetime]) -> Callable[[date, time], datetime]:
    """Return the function with a cache: a county has few instants and many duties."""
    known: dict[tuple[date, time], datetime] = {}

    def remembered(day: date, at: time) -> datetime:
        result = known.get((day, at))
        if result is None:
            result = known[day, at] = function(day, at)
        return result

    return remembered
