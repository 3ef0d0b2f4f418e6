"""A team of two employers with three shifts, needs and a draft of four weeks, for tests of rotas."""

from __future__ import annotations

from datetime import date, time, timedelta

from rostering.demand.models import ShiftKind, ShiftTemplate
from rostering.rotas.models import Rota, RotaAssignment
from tests.factories import Factory
from workforce.accounts.models import Account
from workforce.core.access import Role
from workforce.employments.models import JobRole
from workforce.organisations.models import Organisation, OrganisationKind, Sector
from workforce.people.models import Person

MONDAY = date(2027, 1, 4)
NURSES = ("Karen Stone", "Grace Adeyemi", "Tom Hallett", "Josie Legg")
CARERS = ("Sam Croad", "Ioana Popescu", "Kofi Mensah", "Paul Gollop")


class SmallTeam:
    """Weymouth: four nurses of a trust, four care workers of a firm, three shifts at one hospital."""

    def __init__(self, make: Factory, starts_on: date = MONDAY, days: int = 28) -> None:
        self.make = make
        self.trust = make.organisation(name="Weymouth Trust", mark="WT")
        self.firm = make.organisation(
            name="Fleet Care", mark="FLEET", kind=OrganisationKind.HOME_CARE, sector=Sector.CARE
        )
        self.site = make.site(self.trust, name="Westhaven Hospital", town="Weymouth")
        self.team = make.team(self.trust, (self.site,), name="Weymouth and Portland")
        self.nurse = make.job_role(code="nurse", title="Registered nurse", family="Registered nurses")
        self.carer = make.job_role(code="carer", title="Care worker", family="Reablement and home care")
        self.nurses = [self._member(name, self.trust, self.nurse) for name in NURSES]
        self.carers = [self._member(name, self.firm, self.carer) for name in CARERS]
        self.early = self._shift("E", "Early", ShiftKind.EARLY, time(7), time(15))
        self.late = self._shift("L", "Late", ShiftKind.LATE, time(13, 30), time(21, 30))
        self.night = self._shift("N", "Night", ShiftKind.NIGHT, time(21), time(7, 30))
        for shift in (self.early, self.late, self.night):
            make.demand(shift, job_role_id=self.nurse.id)
        for shift in (self.early, self.late):
            make.demand(shift, job_role_id=self.carer.id)
        self.rota = make.rota(self.team, starts_on, days)

    def _member(self, name: str, organisation: Organisation, role: JobRole) -> Person:
        given, family = name.split()
        person = self.make.person(given_name=given, family_name=family)
        employment = self.make.employment(person, organisation, role)
        self.make.member(self.team, employment)
        if organisation is not self.trust:
            self.make.placement(employment, self.trust)
        return person

    def _shift(self, code: str, name: str, kind: ShiftKind, starts: time, ends: time) -> ShiftTemplate:
        return self.make.shift_template(
            self.team, self.site, code=code, name=name, kind=kind, starts=starts, ends=ends
        )

    def lead(self, name: str = "Maria Encombe") -> Account:
        """Return the account of a lead of the team."""
        given, family = name.split()
        account = self.make.account(self.make.person(given_name=given, family_name=family))
        self.make.grant(account, Role.TEAM_LEAD, team_id=self.team.id)
        return account

    def put(
        self, person: Person, shift: ShiftTemplate, day: int, rota: Rota | None = None, **values: bool
    ) -> RotaAssignment:
        """Put somebody on a shift of the draft, on a day counted from 0."""
        rota = rota or self.rota
        return self.make.assignment(rota, person, shift, rota.starts_on + timedelta(days=day), **values)

    def fill(self, rota: Rota | None = None) -> None:
        """Give a rota a lawful pattern without its Nights: two Earlies, two Lates, four days off, in turn."""
        rota = rota or self.rota
        for people in (self.nurses, self.carers):
            for day in range((rota.ends_on - rota.starts_on).days + 1):
                for number, shift in enumerate((self.early, self.late)):
                    self.put(people[(number - day // 2) % len(people)], shift, day, rota)
