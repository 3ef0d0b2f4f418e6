"""The questions about adjustments of hours and an employer's way of counting them."""

from __future__ import annotations

from rostering.hours.rules import BankHolidays, LeaveCredit
from workforce.core.days import FIRST_DAY
from workforce.core.fields import (
    DateField,
    DecimalField,
    LongTextField,
    RadioField,
    TextField,
    WholeNumberField,
)
from workforce.core.forms import Form

LEAVE_CREDITS = {
    LeaveCredit.WORKING_DAYS.value: "By working days: a week off is the week’s contracted hours",
    LeaveCredit.CALENDAR_DAYS.value: "By calendar days: every day off is a seventh of the week",
}
BANK_HOLIDAY_WAYS = {
    BankHolidays.CREDITED.value: "Each credits a fifth of the week’s contracted hours, worked or not",
    BankHolidays.IN_LEAVE.value: "They are part of the annual leave in hours, and credit nothing alone",
}


class AdjustmentForm(Form):
    """What a lead adds to somebody's balance, or takes off it."""

    direction = RadioField(
        "What is to be put right?",
        choices={
            "more": "Worked more than the entries say",
            "less": "Worked less than the entries say, or was paid for it",
        },
        missing="Choose more or less",
    )
    hours = DecimalField("How many hours", minimum=0, maximum=1000, suffix="hours", hint="For example, 1.5")
    on_date = DateField("The day it was", hint="For example, 9 2 2027")
    reason = LongTextField(
        "Why",
        hint="The person reads this. Leave out anything about health.",
        max_length=300,
        rows=3,
        missing="Say why, so that the person knows",
    )


class PolicyForm(Form):
    """How an employer counts hours."""

    valid_from = DateField(
        "First day on which it holds", hint="Today or later. For example, 1 4 2027", within=FIRST_DAY
    )
    leave_credit = RadioField("How is leave credited?", choices=LEAVE_CREDITS, missing="Choose how")
    bank_holidays = RadioField("What about bank holidays?", choices=BANK_HOLIDAY_WAYS, missing="Choose which")
    carried_most_percent = WholeNumberField(
        "How much of a balance one rota makes good at most",
        hint="In percent of the rota’s contracted hours; 0 carries nothing on",
        minimum=0,
        maximum=100,
        suffix="percent",
    )
    source = TextField("The agreement or decision that says so", max_length=200)
