"""What people are asked about leave, single days and duties elsewhere."""

from __future__ import annotations

from wtforms import SelectChoice
from wtforms import fields as wtforms_fields

from rostering.availability.models import LeaveKind
from rostering.demand.models import ShiftKind
from workforce.core.days import PLANNED_DAY
from workforce.core.fields import (
    DateField,
    LongTextField,
    RadioField,
    SelectField,
    TextField,
    TimeField,
    WholeNumberField,
)
from workforce.core.forms import Form

#: The kinds of leave that people ask for; sickness is not asked for.
ASKABLE = {
    LeaveKind.ANNUAL.value: "Annual leave",
    LeaveKind.STUDY.value: "Study leave",
    LeaveKind.MATERNITY.value: "Maternity, paternity or adoption leave",
    LeaveKind.OTHER.value: "Carer’s, family or other leave",
}
SHIFT_KINDS = {
    ShiftKind.EARLY.value: "An early",
    ShiftKind.LATE.value: "A late",
    ShiftKind.LONG_DAY.value: "A long day",
    ShiftKind.NIGHT.value: "A night",
    ShiftKind.TWILIGHT.value: "A twilight",
    ShiftKind.VISITING_RUN.value: "A visiting run",
    ShiftKind.DAY.value: "A day shift",
}
WEEKDAYS = {
    str(number): name
    for number, name in enumerate(
        ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
    )
}


class LeaveForm(Form):
    """Asks for leave; `looked` holds the days whose effect the person has been shown."""

    kind = RadioField("What for?", choices=ASKABLE, missing="Choose what the leave is for")
    first_on = DateField("First day", hint="For example, 9 2 2027", within=PLANNED_DAY)
    last_on = DateField("Last day", hint="The same day again for one day", within=PLANNED_DAY)
    starts = TimeField("From", hint="Only for part of one day. For example, 09:00", optional=True)
    ends = TimeField("Until", hint="For example, 12:30, or 24:00 for midnight", optional=True)
    note = LongTextField(
        "Anything your team lead should know",
        hint="You need not give a reason for annual leave. Leave out anything about your health.",
        max_length=300,
        rows=3,
        optional=True,
    )
    looked = wtforms_fields.HiddenField()


class LeaveSettingForm(Form):
    """How a team goes about the night before leave."""

    nights_before = RadioField(
        "May somebody work the night before their leave?",
        hint="The night that begins on the evening before and ends on the first morning of leave.",
        choices=[
            SelectChoice(
                "no",
                "No, leave begins at midnight",
                {"hint": "This holds until the team chooses. The last duty ends on the day before."},
            ),
            SelectChoice(
                "yes",
                "Yes, a night may end on the first morning of leave",
                {"hint": "By noon; before annual, study or other leave, not sickness or maternity leave."},
            ),
        ],
        missing="Choose yes or no",
    )


class DecideForm(Form):
    """A lead's answer to leave."""

    decision = RadioField(
        "Your answer", choices={"agree": "Agree", "decline": "Decline"}, missing="Choose agree or decline"
    )
    answer = LongTextField(
        "What to tell them",
        hint="If you decline, say why and what could work instead.",
        max_length=300,
        rows=3,
        optional=True,
    )


class RequestForm(Form):
    """A wish for one day."""

    on_date = DateField("Which day?", hint="For example, 9 2 2027", within=PLANNED_DAY)
    wants = RadioField(
        "What would you like?",
        choices={"off": "The day off", "work": "To work"},
        missing="Choose the day off or to work",
    )
    shift_kind = SelectField("Which shift?", choices=SHIFT_KINDS, optional=True, when=("wants", "work"))
    weight = RadioField(
        "How much does it matter to you?",
        choices={"1": "A little", "2": "Quite a lot", "3": "A great deal"},
        default="2",
        missing="Choose how much it matters",
    )
    note = TextField("A note for your team lead", optional=True)


class UnavailableForm(Form):
    """Times at which somebody cannot work."""

    first_on = DateField("First day", hint="For example, 9 2 2027", within=PLANNED_DAY)
    last_on = DateField(
        "Last day",
        hint="Leave empty if it goes on and is about one day of the week",
        optional=True,
        within=PLANNED_DAY,
    )
    weekday = SelectField("Only on one day of the week", choices=WEEKDAYS, optional=True)
    starts = TimeField(
        "Start time",
        hint="The times hold on each of the days. Leave both empty for whole days",
        optional=True,
    )
    ends = TimeField(
        "End time",
        hint="24:00 is midnight. 21:00 to 07:00 ends the next morning",
        optional=True,
    )


class CommitmentForm(Form):
    """A duty for one of the person's own employers, outside our rotas."""

    employment_id = SelectField("For which employer?", missing="Choose which employer the duty is for")
    label = TextField(
        "What is it?", hint="Only you see this. For example, Clinic in Dorchester", optional=True
    )
    on_date = DateField("Which day?", hint="For example, 9 2 2027", within=PLANNED_DAY)
    starts = TimeField("Starts at", hint="For example, 07:30")
    ends = TimeField("Ends at", hint="If it ends the next morning, enter that morning’s time")
    break_min = WholeNumberField("Unpaid break", suffix="minutes", minimum=0, maximum=180, default=0)
