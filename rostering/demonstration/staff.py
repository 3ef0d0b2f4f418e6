"""People, their contracts, their accounts: those of a team, those who work elsewhere, those in offices."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from rostering.demonstration.county import DemonstrationCounty, StaffMember
from rostering.demonstration.sign_ins import PASSWORD, SIGN_IN_DOMAIN, STAFF_EMAIL, STAFF_NAME
from rostering.demonstration.teams import Place, TeamPlan, read
from workforce.accounts.models import Account, AccountGrant
from workforce.accounts.passwords import hash_password
from workforce.core.access import Role
from workforce.employments.models import Employment, EmploymentKind
from workforce.organisations.models import Sector
from workforce.people.models import Person
from workforce.people.rules import passport_number

#: How many of a hundred people are in each span of ages, as in the councils' published profiles.
_AGES = ((18, 24, 6), (25, 34, 18), (35, 44, 21), (45, 54, 26), (55, 59, 14), (60, 66, 13), (67, 70, 2))
#: Any step that shares no factor with the number of passport numbers reaches every number once.
_FIRST_SERIAL, _SERIAL_STEP, _SERIALS = 48_271_936, 7_654_321, 10**8
#: Of those outside the teams, how many of a hundred work where and as what.
_ELSEWHERE = (
    ("UHD", "registered_nurse", 17),
    ("UHD", "healthcare_support_worker", 12),
    ("UHD", "physiotherapist", 3),
    ("DCH", "registered_nurse", 11),
    ("DCH", "healthcare_support_worker", 8),
    ("DHC", "registered_nurse", 9),
    ("DHC", "senior_healthcare_support_worker", 5),
    ("DHC", "administrator", 3),
    ("DC", "social_worker", 4),
    ("DC", "administrator", 3),
    ("BCP", "social_worker", 4),
    ("BCP", "family_support_worker", 2),
    ("Fleet", "senior_care_worker", 3),
    ("Kingf", "senior_care_worker", 3),
    ("Harbour", "care_worker", 5),
    ("Harbour", "registered_nurse", 2),
    ("Chesil", "general_practitioner", 1),
    ("Chesil", "administrator", 1),
    ("TwoH", "general_practitioner", 1),
    ("TwoH", "pharmacist", 1),
    ("SWAST", "paramedic", 2),
)
#: What people are paid in the NHS unless told otherwise.
_BANDS = {
    "registered_nurse": "Band 5",
    "nursing_associate": "Band 4",
    "healthcare_support_worker": "Band 3",
    "senior_healthcare_support_worker": "Band 3",
    "administrator": "Band 4",
    "physiotherapist": "Band 6",
    "occupational_therapist": "Band 6",
    "childrens_nurse": "Band 6",
    "paramedic": "Band 6",
}


class Staff:
    """Adds people to the county, one after another."""

    def __init__(self, county: DemonstrationCounty) -> None:
        self._county = county
        self._password_hash = hash_password(PASSWORD)
        self._emails: set[str] = set()
        self._people = 0

    def add_offices(self) -> None:
        """Add those who plan, verify, recruit, teach and watch over."""
        for entry in read("cast")["office"]:
            given, family = entry["name"].split()
            worker = self._add(
                entry["employer"], entry["job"], 2250, name=(given, family), title=entry["title"]
            )
            worker.story = entry
            self._open_account(worker, entry["email"])
            if entry["scope"] != "team":
                organisation = entry["employer"] if entry["scope"] == "organisation" else None
                self.grant(worker, Role(entry["grant"]), organisation=organisation)
            if entry["grant"] == "verifier":
                self._county.verifier_ids[entry["employer"]] = self._county.account_ids[worker.person_id]

    def add_newcomers(self) -> None:
        """Add people with a contract that has not begun, whose checks are under way."""
        for entry in read("cast")["newcomer"]:
            given, family = entry["name"].split()
            starts_on = self._county.timeline.monday_after(entry["starts_in_days"])
            worker = self._add("DHC", entry["role"], 2250, name=(given, family), starts_on=starts_on)
            worker.story = entry
            self._open_account(worker)

    def add_verifiers(self) -> None:
        """Add somebody who verifies checks for every employer that has nobody yet."""
        marks = [mark for mark in self._county.organisation_ids if mark not in self._county.verifier_ids]
        for mark in marks:
            worker = self._add(mark, "administrator", 1800, title="Employment checks officer")
            self._open_account(worker)
            self.grant(worker, Role.VERIFIER, organisation=mark)
            self._county.verifier_ids[mark] = self._county.account_ids[worker.person_id]

    def add_lead(self, plan: TeamPlan, team_id: int, *, named: bool) -> StaffMember:
        """Return the lead of a team; that of the first team is known by name."""
        if named:
            worker = next(
                worker for worker in self._county.workers if worker.story.get("grant") == "team_lead"
            )
        else:
            worker = self._add(plan.organisation, "manager", 2250, title=f"Team lead, {plan.name}")
            self._open_account(worker)
        self.grant(worker, Role.TEAM_LEAD, team_id=team_id)
        return worker

    def add_member(self, place: Place, employer: str, *, named: bool) -> StaffMember:
        """Return the person who fills a place in a team, in post for long enough to have a past there.

        Only in the first part of the county do people have the names of the files.
        """
        worker = self._add(
            employer,
            place.role,
            place.contract_min,
            name=place.name if named else None,
            title=place.band if place.employer in ("Fleet", "Kingf", "Harbour", "Chesil") else "",
            band=place.band,
            born_on=place.born_on,
            age=place.age,
            settled=True,
            apprentice=place.apprentice,
        )
        worker.place, worker.story = place, place.story
        signs_in = named and f"{worker.given} {worker.family}" == STAFF_NAME
        self._open_account(worker, STAFF_EMAIL if signs_in else None)
        return worker

    def add_elsewhere(self, count: int, firms: dict[str, str]) -> None:
        """Add people whose employer plans their work itself."""
        weights = [share for _, _, share in _ELSEWHERE]
        for mark, role, _ in self._county.random.choices(_ELSEWHERE, weights, k=count):
            week_min = self._county.random.choice((2250, 2250, 1800, 1350, 900))
            self._open_account(self._add(firms.get(mark, mark), role, week_min))

    def add_apprentice(self, entry: dict[str, Any], *, named: bool) -> StaffMember:
        """Return an apprentice who is in no team; named in the first part of the county only."""
        name = tuple(entry["name"].split()) if named and "name" in entry else None
        weeks = entry.get("weeks_in") or self._county.random.randint(8, 40)
        worker = self._add(
            entry["employer"],
            entry["role"],
            2220 if entry.get("age", 18) >= 18 else 1800,
            name=(name[0], name[1]) if name else None,
            title="Apprentice",
            age=entry.get("age"),
            apprentice=True,
            starts_on=self._county.today - timedelta(weeks=weeks),
        )
        worker.story = entry
        self._open_account(worker)
        return worker

    def second_contract(self, worker: StaffMember, mark: str, week_min: int) -> int:
        """Add a bank contract with another employer and return its id."""
        return self._county.rows.add(
            Employment,
            person_id=worker.person_id,
            organisation_id=self._county.organisation_ids[mark],
            job_role_id=self._county.role_ids["care_worker"],
            kind=EmploymentKind.BANK,
            title="Bank carer",
            week_min=week_min,
            started_on=self._county.timeline.first_day - timedelta(days=90),
        )

    def grant(
        self, worker: StaffMember, role: Role, *, organisation: str | None = None, team_id: int | None = None
    ) -> None:
        """Give somebody's account a role."""
        self._county.rows.add(
            AccountGrant,
            account_id=self._county.account_ids[worker.person_id],
            role=role,
            organisation_id=self._county.organisation_ids[organisation] if organisation else None,
            team_id=team_id,
            granted_at=self._county.now - timedelta(days=200),
        )

    def _add(
        self,
        employer: str,
        role: str,
        week_min: int,
        *,
        name: tuple[str, str] | None = None,
        title: str = "",
        band: str = "",
        born_on: date | None = None,
        age: int | None = None,
        settled: bool = False,
        apprentice: bool = False,
        starts_on: date | None = None,
    ) -> StaffMember:
        county = self._county
        given, family = name or county.names.another()
        born_on = born_on or self._birthday(age, apprentice)
        serial = (_FIRST_SERIAL + self._people * _SERIAL_STEP) % _SERIALS
        self._people += 1
        person_id = county.rows.add(
            Person,
            passport_number=passport_number(serial),
            given_name=given,
            family_name=family,
            born_on=born_on,
            email=(email := self._email(given, family)),
            phone=f"01632 {960000 + serial % 1000}",
            is_fictional=True,
        )
        started_on = starts_on or self._start(born_on, employer, settled=settled, apprentice=apprentice)
        employment_id = county.rows.add(
            Employment,
            person_id=person_id,
            organisation_id=county.organisation_ids[employer],
            job_role_id=county.role_ids[role],
            kind=EmploymentKind.APPRENTICE if apprentice else EmploymentKind.PERMANENT,
            title=title,
            pay_band=band or self._band(employer, role),
            week_min=week_min,
            started_on=started_on,
            continuous_since=self._earlier_work(person_id, employer, started_on, born_on),
            pension_scheme=self._pension(employer),
        )
        worker = StaffMember(
            person_id,
            employment_id,
            given,
            family,
            email,
            born_on,
            employer,
            role,
            week_min,
            started_on,
            hosts={employer},
            apprentice=apprentice,
        )
        county.workers.append(worker)
        return worker

    def _birthday(self, age: int | None, apprentice: bool) -> date:
        chance, today = self._county.random, self._county.today
        if age is None and apprentice:
            age = chance.randint(19, 34)
        if age is None:
            first, last, _ = chance.choices(_AGES, [share for _, _, share in _AGES])[0]
            age = chance.randint(max(first, 20), last)
        # Somebody who is to be 17 stays 17 for all rotas of the demonstration.
        days = chance.randint(5, 150) if age < 18 else chance.randint(1, 364)
        return today.replace(year=today.year - age, day=min(today.day, 28)) - timedelta(days=days)

    def _start(self, born_on: date, employer: str, *, settled: bool, apprentice: bool) -> date:
        """Return when somebody began; in social care people stay for about four years, elsewhere longer."""
        county = self._county
        before = county.timeline.first_day if settled else county.today
        if apprentice:
            return before - timedelta(days=county.random.randint(20, 200))
        mean_years = 4 if county.sectors[employer] is Sector.CARE else 9
        days = 30 + county.random.expovariate(1 / (mean_years * 365))
        adult_on = date(born_on.year + 18, 9, 1)
        return max(before - timedelta(days=int(days)), min(adult_on, before - timedelta(days=30)))

    def _earlier_work(self, person_id: int, employer: str, started_on: date, born_on: date) -> date | None:
        """Add a job before this one for about every second person; return since when service counts."""
        county = self._county
        marks = ("DHC", "DCH", "UHD", "DC", "BCP", "Fleet", "Harbour", "Kingf")
        left_on = started_on - timedelta(days=county.random.choice((1, 1, 1, 12, 40, 200)))
        began_on = left_on - timedelta(days=county.random.randint(200, 2200))
        mark = county.random.choice(marks)
        if county.random.random() < 0.5 or mark == employer or began_on.year < born_on.year + 18:
            return None
        why = county.random.choice(("A new role nearer home", "More hours", "Moved to Dorset", "Promotion"))
        county.rows.add(
            Employment,
            person_id=person_id,
            organisation_id=county.organisation_ids[mark],
            job_role_id=county.role_ids["healthcare_support_worker" if mark in _NHS else "care_worker"],
            kind=EmploymentKind.PERMANENT,
            week_min=1800,
            started_on=began_on,
            ended_on=left_on,
            reason_for_leaving=why,
        )
        return began_on if mark in _NHS and employer in _NHS and (started_on - left_on).days < 7 else None

    def _pension(self, employer: str) -> str:
        if employer in _NHS or employer in ("SWAST", "ICB", "Chesil", "TwoH"):
            return "NHS Pension Scheme 2015"
        if employer in ("DC", "BCP"):
            return "Local Government Pension Scheme"
        return "Workplace pension"

    def _band(self, employer: str, role: str) -> str:
        return _BANDS.get(role, "") if employer in _NHS else ""

    def _email(self, given: str, family: str) -> str:
        plain, number = f"{given}.{family}".lower(), 1
        email = f"{plain}@{SIGN_IN_DOMAIN}"
        while email in self._emails:
            number += 1
            email = f"{plain}.{number}@{SIGN_IN_DOMAIN}"
        self._emails.add(email)
        return email

    def _open_account(self, worker: StaffMember, email: str | None = None) -> None:
        """Open an account; all of the demonstration share one password, so it is hashed once."""
        county = self._county
        county.account_ids[worker.person_id] = county.rows.add(
            Account,
            email=email or worker.email,
            password_hash=self._password_hash,
            person_id=worker.person_id,
            name=f"{worker.given} {worker.family}",
            created_at=county.now - timedelta(days=300),
        )


_NHS = ("DHC", "DCH", "UHD")
