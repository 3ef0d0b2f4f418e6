"""What coordinators and apprentices are asked."""

from __future__ import annotations

from decimal import Decimal

from competences.apprenticeships.models import ApprenticeshipStatus, EnglishMaths, Party
from workforce.core.days import FIRST_DAY, PAST_DAY
from workforce.core.fields import (
    DateField,
    DecimalField,
    LongTextField,
    RadioField,
    SelectField,
    TextField,
    WholeNumberField,
)
from workforce.core.forms import Form

_EXAMPLE = "For example, 9 2 2026"


class PlanForm(Form):
    """What of an apprenticeship may change while it runs."""

    planned_end_on = DateField("Planned end", hint=_EXAMPLE)
    week_hours = DecimalField(
        "Normal hours a week", suffix="hours", minimum=1, maximum="contract_week_hours_most"
    )
    prior_hours = DecimalField(
        "Prior learning taken off",
        hint="Off-the-job hours that they need not do, because they know it already. 0 for none",
        suffix="hours",
        minimum=0,
        maximum=2000,
    )
    english_maths = RadioField(
        "English and maths",
        choices={
            EnglishMaths.HELD.value: "They hold both",
            EnglishMaths.STUDYING.value: "They are studying",
            EnglishMaths.OPTED_OUT.value: "19 or over at the start, and chose not to",
            EnglishMaths.NOT_RECORDED.value: "Not known yet",
        },
        missing="Choose how English and maths stand",
    )
    mentor = TextField(
        "Passport number of the mentor",
        hint="Who looks after them at work, and may supervise them",
        width=20,
        max_length=20,
        optional=True,
    )


class AddForm(PlanForm):
    """A new apprenticeship."""

    organisation = SelectField("Employer", missing="Choose the employer")
    passport_number = TextField("Passport number of the apprentice", width=20, max_length=20)
    standard = SelectField("Standard", missing="Choose the standard")
    provider = SelectField("Training provider", missing="Choose the training provider")
    started_on = DateField("First day", hint=_EXAMPLE, within=FIRST_DAY)


class ChangePlanForm(PlanForm):
    """The plan of an apprenticeship that runs."""

    supervised_until = DateField(
        "Last day on which they work only beside a supervisor",
        hint="Leave empty while they need one. Under 18 they always do",
        optional=True,
    )
    employer_ready_on = DateField(
        "The employer confirmed on",
        hint="That they are ready for the gateway. Empty if not yet",
        optional=True,
        within=PAST_DAY,
    )
    status = RadioField(
        "Where they stand",
        choices={
            ApprenticeshipStatus.ACTIVE.value: "Learning",
            ApprenticeshipStatus.GATEWAY.value: "At the gateway",
            ApprenticeshipStatus.COMPLETED.value: "Completed",
            ApprenticeshipStatus.WITHDRAWN.value: "Withdrawn",
        },
        missing="Choose where they stand",
    )


class HoursForm(Form):
    """Off-the-job learning of one day."""

    on_day = DateField("Day", hint=_EXAMPLE)
    hours = DecimalField("Hours", suffix="hours", minimum=0.25, maximum=12)
    what = TextField("What was learnt, and how", hint="For example, study day on medicines", max_length=200)

    @property
    def learning_min(self) -> int:
        """The hours in minutes."""
        return int(Decimal(self.hours.data) * 60)


class ReviewForm(Form):
    """A progress review that was held."""

    held_on = DateField("Held on", hint=_EXAMPLE)
    agreed = LongTextField("What was agreed", rows=4, max_length=1000)


class SignForm(Form):
    """A signature that was seen on the review."""

    party = RadioField(
        "Who signed?",
        choices={Party.EMPLOYER.value: "The employer", Party.PROVIDER.value: "The training provider"},
        missing="Choose who signed",
    )
    name = TextField("Name of the person who signed", max_length=100)


class BreakForm(Form):
    """A break that begins."""

    first_day = DateField("First day of the break", hint=_EXAMPLE)
    reason = SelectField(
        "Why?",
        choices={
            "Illness": "Illness",
            "Family leave": "Maternity, paternity or adoption leave",
            "Caring": "Caring for somebody",
            "Work": "Work made it impossible",
            "Other": "Another reason",
        },
        missing="Choose a reason",
    )
    expected_back_on = DateField("Expected back on", optional=True)


class EndBreakForm(Form):
    """The end of a break."""

    last_day = DateField("Last day of the break", hint=_EXAMPLE)


class StandardForm(Form):
    """The published hours of a version."""

    hours = WholeNumberField("Published off-the-job hours", suffix="hours", minimum=1, maximum=9999)
    source = TextField("Where you read them", hint="The page or document, and its date", max_length=300)
