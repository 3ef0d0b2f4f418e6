"""The questions asked about a placement."""

from __future__ import annotations

from workforce.core.days import PLANNED_DAY
from workforce.core.fields import DateField, LongTextField, SelectField, TextField
from workforce.core.forms import Form


class AskForm(Form):
    """Whom a host asks for, for what and when."""

    passport_number = TextField(
        "Passport number", hint="For example, D 4827 1936 7. Ask the person for it", max_length=20, width=20
    )
    family_name = TextField("Last name", max_length=80, autocomplete="off")
    job_role = SelectField("Role", coerce=int)
    team = SelectField("Team", coerce=int, optional=True)
    starts_on = DateField("First day", hint="For example, 9 2 2027", within=PLANNED_DAY)
    ends_on = DateField("Last day", hint="For example, 30 6 2027")
    description = LongTextField(
        "Which days, where, and what work?", hint="The person reads this", max_length=500, rows=3
    )


class DeclineForm(Form):
    """Why a party says no."""

    because = LongTextField(
        "Why not?", hint="All who take part read this", missing="Say why not", max_length=300, rows=3
    )


class EndForm(Form):
    """When and why a placement ends before its time."""

    last_day = DateField("Last day", hint="For example, 30 6 2027")
    because = LongTextField(
        "Why does it end?",
        hint="All who take part read this",
        missing="Say why it ends",
        max_length=300,
        rows=3,
    )
