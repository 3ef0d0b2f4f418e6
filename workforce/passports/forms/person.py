"""The questions about who somebody is, where they may work and what they have learnt."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from wtforms import SelectChoice

from workforce.checks.details import IdentityDetails, LimitCovers, QualificationsDetails, RightToWorkDetails
from workforce.checks.models import CheckMethod, CheckOutcome
from workforce.checks.services import Finding
from workforce.core import clock
from workforce.core.days import PAST_DAY
from workforce.core.fields import (
    CheckboxesField,
    DateField,
    LongTextField,
    RadioField,
    TextField,
)
from workforce.core.figures import figure
from workforce.core.words import hours
from workforce.passports.forms.base import CheckForm, done_by_me

_PHOTO = ("Passport", "Photocard driving licence", "Biometric residence permit")


_ADDRESS = ("Council tax bill", "Bank statement", "Utility bill", "Letter from HMRC or the DWP")


class IdentityForm(CheckForm):
    """Which documents were seen, and whether they show this person."""

    seen = RadioField(
        "1. Is the person in the photo the person you met?",
        choices=[
            SelectChoice("in_person", "Yes, in person"),
            SelectChoice("live_video", "Yes, by live video"),
            SelectChoice("digital_provider", "Yes, by a certified digital identity provider"),
            SelectChoice(
                "no",
                "No, or not sure",
                render_kw={"hint": "The check stops here and the person is told what happens next"},
            ),
        ],
        missing="Choose whether the person is the one in the photo",
    )
    documents = CheckboxesField(
        "2. Which documents did you see?",
        hint="Some with a photo, and some with the address",
        choices={name: name for name in (*_PHOTO, *_ADDRESS)},
        optional=True,
    )
    photo_on = DateField(
        "3. When was the photo on record taken?",
        hint="Care providers need a recent one",
        optional=True,
        within=PAST_DAY,
    )
    done = done_by_me()

    def fits_together(self) -> bool:
        """Ask for the documents that the standard names, unless a certified provider saw them."""
        if self.seen.data in (None, "no", "digital_provider"):
            return True
        chosen = set(self.documents.data or ())
        needed = figure("identity.documents", clock.today()).whole
        if len(chosen) >= needed and chosen & set(_PHOTO) and chosen & set(_ADDRESS):
            return True
        self.documents.errors = [
            f"Choose {needed} documents: at least one with a photo and one with an address"
        ]
        return False

    def finding(self, on: date) -> Finding:
        """Return what the verifier found."""
        known = self.seen.data != "no"
        return Finding(
            CheckMethod(self.seen.data) if known else CheckMethod.IN_PERSON,
            CheckOutcome.MET if known else CheckOutcome.NOT_MET,
            IdentityDetails(tuple(self.documents.data or ()), self.photo_on.data),
        )


class RightToWorkForm(CheckForm):
    """What the official service says about the right to work, and its limits."""

    seen = RadioField(
        "1. Is the person in the photo the person you met?",
        choices=[
            SelectChoice("in_person", "Yes, in person"),
            SelectChoice("live_video", "Yes, by live video"),
            SelectChoice(
                "no",
                "No, or not sure",
                render_kw={"hint": "The check stops here and the person is told what happens next"},
            ),
        ],
        missing="Choose whether the person is the one in the photo",
    )
    limit = RadioField(
        "2. What does the service, or the passport, say?",
        choices={"none": "No limit", "until": "Allowed until a date", "not_allowed": "Not allowed"},
        missing="Choose what the service says",
    )
    until = DateField("Last day allowed", hint="For example, 30 9 2027", when=("limit", "until"))
    hours = RadioField(
        "Limits on hours",
        when=("limit", "until"),
        missing="Choose the limit on hours",
    )
    reference = TextField("3. Reference on the results page", optional=True, max_length=40, width=20)
    done = done_by_me()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the limits on hours that hold today."""
        super().__init__(*args, **kwargs)
        today = clock.today()
        extra = hours(figure("visa_supplementary_max_week", today).whole)
        in_term = hours(figure("visa_student_max_week", today).whole)
        self.hours.choices = {
            "none": "None",
            "extra": f"Skilled Worker: up to {extra} extra a week in the same kind of job",
            "student": f"Student: {in_term} a week in term",
        }

    def finding(self, on: date) -> Finding:
        """Return what the verifier found; a permission that ends is looked at again before it does."""
        allowed = self.seen.data != "no" and self.limit.data != "not_allowed"
        until = self.until.data if self.limit.data == "until" else None
        covers, minutes = None, None
        if self.limit.data == "until" and self.hours.data == "extra":
            covers, minutes = LimitCovers.EXTRA, figure("visa_supplementary_max_week", on).whole
        elif self.limit.data == "until" and self.hours.data == "student":
            covers, minutes = LimitCovers.ALL, figure("visa_student_max_week", on).whole
        limited = CheckOutcome.MET_WITH_LIMITS if until else CheckOutcome.MET
        ahead = timedelta(days=figure("right_to_work.follow_up_days", on).whole)
        return Finding(
            CheckMethod(self.seen.data) if self.seen.data != "no" else CheckMethod.ONLINE_SERVICE,
            limited if allowed else CheckOutcome.NOT_MET,
            RightToWorkDetails(until, minutes, covers, self.reference.data or ""),
            expires_on=until,
            follow_up_on=max(on, until - ahead) if until else None,
        )


class QualificationsForm(CheckForm):
    """The qualifications that the role needs; the register is looked up with the registration."""

    register_checked = RadioField(
        "1. Did you look up the register of the profession?",
        choices={
            "yes": "Yes, the entry is there",
            "none": "The role needs no registration",
            "no": "No entry",
        },
        missing="Choose what the register says",
    )
    qualifications = LongTextField(
        "2. Which qualifications did you see?", hint="One on each line", optional=True, max_length=500, rows=3
    )
    done = done_by_me()

    def finding(self, on: date) -> Finding:
        """Return what the verifier found."""
        lines = (self.qualifications.data or "").splitlines()
        met = self.register_checked.data != "no"
        return Finding(
            CheckMethod.DOCUMENTS,
            CheckOutcome.MET if met else CheckOutcome.NOT_MET,
            QualificationsDetails(
                tuple(line.strip() for line in lines if line.strip()), self.register_checked.data == "yes"
            ),
        )
