"""What assessors and coordinators are asked."""

from __future__ import annotations

from wtforms.fields import SelectChoice, SelectMultipleField

from competences.assessments.models import Level
from workforce.core.fields import CheckboxField, DateField, LongTextField, RadioField, SelectField, TextField
from workforce.core.forms import Form


class WatchForm(Form):
    """What an assessor saw; the steps are those of the competence."""

    steps = SelectMultipleField()
    note = LongTextField(
        "A few words",
        hint="Say what happened. Do not name the person supported.",
        max_length=500,
        rows=3,
        optional=True,
    )


class SignOffForm(Form):
    """The level at which a person is signed off, and the assessor's confirmation."""

    level = RadioField(
        "How can they do this?",
        choices=[
            SelectChoice(
                Level.WITH_SUPERVISION.value, "With someone watching", {"hint": "Not ready to be alone yet"}
            ),
            SelectChoice(Level.ALONE.value, "Alone", {"hint": "Counts in readiness and in rotas"}),
        ],
        missing="Choose how they can do this",
    )
    watched = CheckboxField(
        "I watched this myself and I am content to be named",
        optional=False,
        missing="Tick the box if you watched this yourself",
    )


class NotYetForm(Form):
    """What a person still has to learn or show."""

    missing = LongTextField(
        "What is missing?",
        hint="The person will read this. Say what to practise, and with whom.",
        missing="Say what is missing, so that the person knows what to practise",
        max_length=500,
        rows=4,
    )


class WithdrawForm(Form):
    """Why a sign-off is taken back."""

    why = LongTextField(
        "Why do you take it back?",
        hint="The person will read this. It stays in the record.",
        missing="Say why you take it back",
        max_length=500,
        rows=4,
    )


class RightForm(Form):
    """Who may assess what, where and until when."""

    passport_number = TextField(
        "Passport number", hint="The assessor’s, for example D 4827 1936 7", width=20, max_length=20
    )
    organisation = SelectField("Among the people of", missing="Choose an employer")
    subject = SelectField("What may they assess?", missing="Choose a framework or a competence")
    valid_until = DateField("Until", hint="Leave empty for no end", optional=True)
