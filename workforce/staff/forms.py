"""The questions asked when a person comes to the county."""

from __future__ import annotations

from workforce.core.days import BIRTHDAY, FIRST_DAY
from workforce.core.fields import DateField, DecimalField, EmailField, SelectField, TextField
from workforce.core.forms import Form
from workforce.employments.models import EmploymentKind

KINDS = {
    EmploymentKind.PERMANENT.value: "Permanent",
    EmploymentKind.FIXED_TERM.value: "Fixed term",
    EmploymentKind.BANK.value: "Bank",
    EmploymentKind.APPRENTICE.value: "Apprentice",
}


class PersonForm(Form):
    """A new person and the contract with which they come."""

    given_name = TextField("First name", max_length=80, autocomplete="off")
    family_name = TextField("Last name", max_length=80, autocomplete="off")
    born_on = DateField("Date of birth", hint="For example, 14 5 1998", within=BIRTHDAY)
    email = EmailField(optional=True, autocomplete="off")
    phone = TextField("Phone number", optional=True, max_length=30, width=20)
    job_role = SelectField("Role", coerce=int)
    kind = SelectField("Kind of contract", choices=KINDS, default=EmploymentKind.PERMANENT.value)
    week_hours = DecimalField(
        "Hours a week",
        hint="0 for a bank contract",
        minimum=0,
        maximum="contract_week_hours_most",
        suffix="hours",
    )
    started_on = DateField("First day", hint="For example, 9 2 2027", within=FIRST_DAY)


class LeavingForm(Form):
    """When and why somebody leaves."""

    ended_on = DateField("Last day of the contract", hint="For example, 31 3 2027")
    reason = TextField(
        "Why does the person leave?",
        hint="Later employers in care ask for this",
        missing="Say why the person leaves",
        max_length=200,
    )
