"""The questions about somebody's history, criminal record and fitness for work."""

from __future__ import annotations

from datetime import date

from workforce.checks.details import CriminalRecordDetails, DBSLevel, Group, HistoryDetails, WorkHealthDetails
from workforce.checks.models import CheckMethod, CheckOutcome
from workforce.checks.services import Finding
from workforce.core.days import PAST_DAY
from workforce.core.fields import (
    CheckboxesField,
    CheckboxField,
    DateField,
    RadioField,
    TextField,
    WholeNumberField,
)
from workforce.passports.forms.base import CheckForm, done_by_me

YES_NO = {"yes": "Yes", "no": "No"}


class HistoryForm(CheckForm):
    """How far the work history goes back, and what care law asks besides."""

    starts_on = DateField(
        "1. From when is the history confirmed without an unexplained gap?",
        hint="Hospitals ask for some years before the person joins, care providers for all of it",
        within=PAST_DAY,
    )
    references = WholeNumberField("2. How many references do you have?", minimum=0, maximum=20)
    is_full = RadioField(
        "3. Is every job, course and gap since leaving school listed and explained in writing?",
        hint="Care providers need this",
        choices=YES_NO,
        missing="Choose whether the history is complete",
    )
    reasons = RadioField(
        "4. Did earlier employers confirm why work with vulnerable people ended?",
        hint="Care providers need this",
        choices={"yes": "Yes", "none": "There was no such work", "no": "Not yet"},
        missing="Choose whether the reasons are confirmed",
    )
    done = done_by_me()

    def finding(self, on: date) -> Finding:
        """Return what the verifier found."""
        return Finding(
            CheckMethod.DOCUMENTS,
            CheckOutcome.MET,
            HistoryDetails(
                starts_on=self.starts_on.data,
                checked_on=on,
                references=self.references.data,
                is_full=self.is_full.data == "yes",
                reasons_confirmed=self.reasons.data in ("yes", "none"),
            ),
        )


class CriminalRecordForm(CheckForm):
    """What sort of DBS certificate it is and what was decided; never what it says."""

    level = RadioField(
        "1. Which level is the certificate?",
        choices={level.value: level.value.capitalize() for level in DBSLevel},
        missing="Choose the level of the certificate",
    )
    workforces = CheckboxesField(
        "2. Which workforces does it cover?",
        choices={Group.ADULT.value: "Adults", Group.CHILD.value: "Children"},
        optional=True,
    )
    barred_lists = CheckboxesField(
        "3. Which barred lists were checked?",
        choices={Group.ADULT.value: "Adults’ barred list", Group.CHILD.value: "Children’s barred list"},
        optional=True,
    )
    issued_on = DateField("4. Date of issue", within=PAST_DAY)
    certificate_end = TextField(
        "5. Last four characters of the certificate number", max_length=4, width=4, optional=True
    )
    update_service = RadioField(
        "6. Is the person in the Update Service?",
        choices=YES_NO,
        missing="Choose whether the person is in the Update Service",
    )
    status_checked_on = DateField(
        "When did you check the status?", when=("update_service", "yes"), within=PAST_DAY
    )
    decision = RadioField(
        "7. What did your organisation decide?",
        choices={
            "met": "Suitable for the role",
            "met_with_limits": "Suitable, after a risk assessment",
            "not_met": "Not suitable",
        },
        missing="Choose what your organisation decided",
    )
    done = done_by_me()

    def fits_together(self) -> bool:
        """Only an enhanced certificate looks at barred lists, and only for its own workforces."""
        lists = set(self.barred_lists.data or ())
        if lists and self.level.data != DBSLevel.ENHANCED:
            self.barred_lists.errors = ["Only an enhanced certificate covers barred lists"]
        elif not lists <= set(self.workforces.data or ()):
            self.barred_lists.errors = ["Choose only lists of a workforce that the certificate covers"]
        return not self.barred_lists.errors

    def finding(self, on: date) -> Finding:
        """Return what the verifier found."""
        return Finding(
            CheckMethod.DOCUMENTS,
            CheckOutcome(self.decision.data),
            CriminalRecordDetails(
                level=DBSLevel(self.level.data),
                workforces=tuple(Group(value) for value in self.workforces.data or ()),
                barred_lists=tuple(Group(value) for value in self.barred_lists.data or ()),
                issued_on=self.issued_on.data,
                certificate_end=self.certificate_end.data or "",
                update_service=self.update_service.data == "yes",
                status_checked_on=self.status_checked_on.data,
            ),
        )


class WorkHealthForm(CheckForm):
    """The outcome from occupational health, without its reasons."""

    outcome = RadioField(
        "1. What did occupational health say?",
        choices={
            "met": "Fit for this role",
            "met_with_limits": "Fit for this role, with adjustments",
            "not_met": "Not fit for this role at the moment",
        },
        missing="Choose what occupational health said",
    )
    procedures = CheckboxField("Cleared for exposure-prone procedures")
    done = done_by_me()

    def finding(self, on: date) -> Finding:
        """Return what the verifier found."""
        outcome = CheckOutcome(self.outcome.data)
        return Finding(
            CheckMethod.OCCUPATIONAL_HEALTH,
            outcome,
            WorkHealthDetails(outcome is CheckOutcome.MET_WITH_LIMITS, bool(self.procedures.data)),
        )
