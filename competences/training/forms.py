"""What people and verifiers are asked about training."""

from __future__ import annotations

from workforce.core.days import PAST_DAY
from workforce.core.fields import CheckboxField, DateField, LongTextField, SelectField, TextField
from workforce.core.forms import Form


class AddTrainingForm(Form):
    """Training that somebody did."""

    code = SelectField("Which training?", missing="Choose the training you did")
    completed_on = DateField("When did you finish it?", hint="For example, 9 2 2026", within=PAST_DAY)
    provider = TextField(
        "Who taught it, and how?", hint="For example, Dorset HealthCare, e-learning", max_length=120
    )


class VerifyTrainingForm(Form):
    """A verifier's confirmation of a record."""

    seen = CheckboxField(
        "I have seen the certificate or the entry in the learning system",
        optional=False,
        missing="Tick the box if you have seen the certificate or the entry",
    )


class WithdrawTrainingForm(Form):
    """Why a record is withdrawn."""

    why = LongTextField(
        "Why does it not stand?",
        hint="The person will read this. Say what they can do next.",
        missing="Say why, so that the person knows what to do next",
        max_length=300,
        rows=3,
    )
