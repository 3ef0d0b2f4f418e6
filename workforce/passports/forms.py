"""The questions that verifiers answer about each kind of check, and what people tell of themselves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from wtforms import SelectChoice
from wtforms.validators import ValidationError

from workforce.core import clock
from workforce.core.fields import (
    CheckboxesField,
    CheckboxField,
    DateField,
    LongTextField,
    RadioField,
    SelectField,
    TextField,
    WholeNumberField,
)
from workforce.core.figures import figure
from workforce.core.forms import Form
from workforce.core.words import hours
from workforce.passports.details import (
    CheckKind,
    CriminalRecord,
    DBSLevel,
    Group,
    History,
    Identity,
    LimitCovers,
    Qualifications,
    RightToWork,
    WorkHealth,
)
from workforce.passports.models import CheckMethod, CheckOutcome
from workforce.passports.services import Finding, RegisterEntry
from workforce.people.models import Register, RegistrationStatus

YES_NO = {"yes": "Yes", "no": "No"}
_PHOTO = ("Passport", "Photocard driving licence", "Biometric residence permit")
_ADDRESS = ("Council tax bill", "Bank statement", "Utility bill", "Letter from HMRC or the DWP")


def _not_later_than_today(_form: Form, field: DateField) -> None:
    if field.data and field.data > clock.today():
        raise ValidationError(f"{field.label.text} cannot be in the future")


class CheckForm(Form):
    """One check by one verifier today: `finding` is what it comes to."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Tell whether every answer is acceptable, alone and together with the others."""
        alone = super().validate(extra_validators)
        return self.fits_together() and bool(alone)

    def fits_together(self) -> bool:
        """Refuse answers that contradict each other; each kind of check has its own."""
        return True

    def finding(self, on: date) -> Finding:
        """Return what the verifier found."""
        raise NotImplementedError


def _done_by_me() -> CheckboxField:
    return CheckboxField(
        "I did this check myself today",
        optional=False,
        missing="Tick the box to say that you did this check yourself",
    )


class IdentityForm(CheckForm):
    """Documents, and whether the person is who they show."""

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
        validators=[_not_later_than_today],
    )
    done = _done_by_me()

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
            Identity(tuple(self.documents.data or ()), self.photo_on.data),
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
    done = _done_by_me()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say the limits of today."""
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
            RightToWork(until, minutes, covers, self.reference.data or ""),
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
    done = _done_by_me()

    def finding(self, on: date) -> Finding:
        """Return what the verifier found."""
        lines = (self.qualifications.data or "").splitlines()
        met = self.register_checked.data != "no"
        return Finding(
            CheckMethod.DOCUMENTS,
            CheckOutcome.MET if met else CheckOutcome.NOT_MET,
            Qualifications(
                tuple(line.strip() for line in lines if line.strip()), self.register_checked.data == "yes"
            ),
        )


class HistoryForm(CheckForm):
    """How far the work history goes back, and what care law asks besides."""

    starts_on = DateField(
        "1. From when is the history confirmed without an unexplained gap?",
        hint="Hospitals ask for some years before the person joins, care providers for all of it",
        validators=[_not_later_than_today],
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
    done = _done_by_me()

    def finding(self, on: date) -> Finding:
        """Return what the verifier found."""
        return Finding(
            CheckMethod.DOCUMENTS,
            CheckOutcome.MET,
            History(
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
    issued_on = DateField("4. Date of issue", validators=[_not_later_than_today])
    certificate_end = TextField(
        "5. Last four characters of the certificate number", max_length=4, width=4, optional=True
    )
    update_service = RadioField(
        "6. Is the person in the Update Service?",
        choices=YES_NO,
        missing="Choose whether the person is in the Update Service",
    )
    status_checked_on = DateField(
        "When did you check the status?", when=("update_service", "yes"), validators=[_not_later_than_today]
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
    done = _done_by_me()

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
            CriminalRecord(
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
    """What occupational health says, and nothing of why."""

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
    done = _done_by_me()

    def finding(self, on: date) -> Finding:
        """Return what the verifier found."""
        outcome = CheckOutcome(self.outcome.data)
        return Finding(
            CheckMethod.OCCUPATIONAL_HEALTH,
            outcome,
            WorkHealth(outcome is CheckOutcome.MET_WITH_LIMITS, bool(self.procedures.data)),
        )


CHECK_FORMS: dict[CheckKind, type[CheckForm]] = {
    CheckKind.IDENTITY: IdentityForm,
    CheckKind.RIGHT_TO_WORK: RightToWorkForm,
    CheckKind.REGISTRATION_QUALIFICATIONS: QualificationsForm,
    CheckKind.HISTORY_REFERENCES: HistoryForm,
    CheckKind.CRIMINAL_RECORD: CriminalRecordForm,
    CheckKind.WORK_HEALTH: WorkHealthForm,
}


class QuestionForm(Form):
    """What the verifier needs to know before the check can go on."""

    question = LongTextField(
        "What do you need to know?", hint="The person reads this and can answer", max_length=500, rows=4
    )


class AnswerForm(Form):
    """The person's answer to a verifier's question."""

    answer = LongTextField("Your answer", max_length=1000, rows=4)


class WithdrawForm(Form):
    """Why a verification is taken back."""

    because = LongTextField(
        "Why do you take it back?",
        hint="The person reads this. Do not write what a certificate or a doctor says",
        missing="Say why you take it back",
        max_length=500,
        rows=4,
    )


class RegistrationForm(Form):
    """What the register says of an entry today."""

    status = RadioField(
        "1. What does the register say?",
        choices={
            RegistrationStatus.REGISTERED.value: "Registered, no conditions",
            RegistrationStatus.CONDITIONS.value: "Registered, with conditions",
            RegistrationStatus.SUSPENDED.value: "Suspended",
            RegistrationStatus.LAPSED.value: "Not there, or lapsed",
        },
        missing="Choose what the register says",
    )
    conditions = TextField(
        "In which areas are the conditions?",
        hint="In a few words, as the public register says it",
        when=("status", RegistrationStatus.CONDITIONS.value),
    )
    part = TextField(
        "2. In which part of the register?", hint="For example, adult nurse or physiotherapist", max_length=80
    )
    expires_on = DateField("3. On which day does the entry end?", optional=True)
    done = CheckboxField(
        "I looked this up myself today, and the name is this person’s",
        optional=False,
        missing="Tick the box to say that you looked it up yourself",
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Besides each answer, see that an entry that lets somebody practise ends, and not before today."""
        alone = bool(super().validate(extra_validators))
        practises = self.status.data in (RegistrationStatus.REGISTERED, RegistrationStatus.CONDITIONS)
        if practises and not self.expires_on.errors:
            if not self.expires_on.data:
                self.expires_on.errors = ["Enter the day on which the entry ends"]
            elif self.expires_on.data < clock.today():
                self.expires_on.errors = ["The entry ended before today. Choose “Not there, or lapsed”"]
        return alone and not self.expires_on.errors

    def entry(self) -> RegisterEntry:
        """Return what the register says."""
        return RegisterEntry(
            status=RegistrationStatus(self.status.data),
            part=self.part.data.lower(),
            conditions=self.conditions.data or "",
            expires_on=self.expires_on.data,
        )


class OwnRegistrationForm(Form):
    """A person tells of their entry in a register."""

    register = SelectField("Register", choices={register.value: register.label for register in Register})
    part = TextField(
        "Part of the register", hint="For example, adult nurse or physiotherapist", max_length=80
    )
    number = TextField("Registration number or PIN", max_length=20, width=10)


class ElsewhereForm(Form):
    """An employer and a role for which somebody wants to know whether they are ready."""

    class Meta:
        # It only reads, so its address can be kept and shared.
        csrf = False

    employer = SelectField("Employer", coerce=int)
    role = SelectField("Role", coerce=int)
