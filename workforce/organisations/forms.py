"""The questions about an organisation and its sites."""

from __future__ import annotations

from workforce.core.fields import DecimalField, SelectField, TextField, WholeNumberField
from workforce.core.forms import Form


class OrganisationForm(Form):
    """What administrators may change of their organisation."""

    name = TextField("Name", max_length=120)
    mark = TextField("Mark in rotas", hint="Two to eight letters", max_length=8, width=10)
    full_time_week_hours = DecimalField(
        "Hours of a full-time week",
        minimum=1,
        maximum="contract_week_hours_most",
        suffix="hours",
        hint="For example, 37.5",
    )
    averaging_weeks = WholeNumberField(
        "Weeks over which the 48 hours are averaged",
        hint="17, unless regulation 21 or an agreement says otherwise",
        minimum=1,
        maximum=52,
        suffix="weeks",
    )


class SiteForm(Form):
    """A place where people of the organisation work."""

    name = TextField("Name", max_length=120)
    town = TextField("Town", max_length=80)
    neighbourhood = SelectField("Neighbourhood", coerce=int, optional=True)
