"""A person of the county and their professional registrations."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workforce.core.db import Base, days_within


class PassportCounter(Base):
    """The single row that says how many passport numbers have been given out."""

    __tablename__ = "passport_counter"
    __audited__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    given_out: Mapped[int]


class Person(Base):
    """One human being, once for the whole county, however many employers they have."""

    __tablename__ = "people"
    __table_args__ = (days_within("born_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    #: Ten characters: D, eight digits, a check digit. See `people.rules.passport_number`.
    passport_number: Mapped[str] = mapped_column(unique=True)
    given_name: Mapped[str]
    family_name: Mapped[str] = mapped_column(index=True)
    born_on: Mapped[date]
    email: Mapped[str | None]
    phone: Mapped[str] = mapped_column(default="")
    #: Made up for the demonstration county.
    is_fictional: Mapped[bool] = mapped_column(default=False)

    registrations: Mapped[list[Registration]] = relationship(
        back_populates="person", order_by="Registration.id"
    )

    @property
    def name(self) -> str:
        """The full name."""
        return f"{self.given_name} {self.family_name}"

    @property
    def initials(self) -> str:
        """Two letters for places where a name has no room."""
        return f"{self.given_name[:1]}{self.family_name[:1]}".upper()


class Register(StrEnum):
    """The public registers of the professions."""

    NMC = "nmc"
    HCPC = "hcpc"
    SWE = "swe"
    GMC = "gmc"
    GPHC = "gphc"

    @property
    def label(self) -> str:
        """The name of the body that keeps the register."""
        return _REGISTER_LABELS[self]

    @property
    def address(self) -> str:
        """Where the body lets everybody look up its register."""
        return _REGISTER_ADDRESSES[self]


_REGISTER_LABELS = {
    Register.NMC: "Nursing and Midwifery Council",
    Register.HCPC: "Health and Care Professions Council",
    Register.SWE: "Social Work England",
    Register.GMC: "General Medical Council",
    Register.GPHC: "General Pharmaceutical Council",
}
_REGISTER_ADDRESSES = {
    Register.NMC: "https://www.nmc.org.uk/registration/search-the-register/",
    Register.HCPC: "https://www.hcpc-uk.org/check-the-register/",
    Register.SWE: "https://www.socialworkengland.org.uk/registration/public-register/",
    Register.GMC: "https://www.gmc-uk.org/registration-and-licensing/the-medical-register",
    Register.GPHC: "https://www.pharmacyregulation.org/registers",
}


class RegistrationStatus(StrEnum):
    """What the register said when it was last looked at."""

    AWAITING = "awaiting"
    REGISTERED = "registered"
    CONDITIONS = "conditions"
    SUSPENDED = "suspended"
    LAPSED = "lapsed"


class Registration(Base):
    """An entry in a professional register, and who saw it there and when."""

    __tablename__ = "registrations"
    __table_args__ = (UniqueConstraint("register", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    register: Mapped[Register]
    #: The part of the register, in the register's words: adult nurse, nursing associate, physiotherapist.
    part: Mapped[str]
    number: Mapped[str]
    status: Mapped[RegistrationStatus] = mapped_column(default=RegistrationStatus.AWAITING)
    conditions: Mapped[str] = mapped_column(default="")
    registered_on: Mapped[date | None]
    #: The last day on which the entry is valid.
    expires_on: Mapped[date | None]
    revalidation_due_on: Mapped[date | None]
    verified_on: Mapped[date | None]
    verified_by_account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    verified_by_organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))

    person: Mapped[Person] = relationship(back_populates="registrations")
