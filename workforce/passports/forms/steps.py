"""The questions around a check, about registrations, and about other employers."""

from __future__ import annotations

from typing import Any

from workforce.core import clock
from workforce.core.fields import (
    CheckboxField,
    DateField,
    LongTextField,
    RadioField,
    SelectField,
    TextField,
)
from workforce.core.forms import Form
from workforce.people.models import Register, RegistrationStatus
from workforce.people.services import RegisterEntry


class QuestionForm(Form):
    """What the verifier needs to know before the check can go on."""

    question = LongTextField(
        "What do you need to know?", hint="The person reads this and can answer", max_length=500, rows=4
    )


class AnswerForm(Form):
    """The person's answer to a verifier's question."""

    answer = LongTextField("Your answer", max_length=1000, rows=4)


class WithdrawCheckForm(Form):
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
        """Check also that an entry which allows practice has a last day, and that it is not over."""
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
        # The answers stand in the address, because the form only reads: it can be kept and shared.
        csrf = False

    employer = SelectField("Employer", coerce=int)
    role = SelectField("Role", coerce=int)
