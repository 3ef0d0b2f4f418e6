"""What is asked about a place in a team."""

from __future__ import annotations

from workforce.core.days import FIRST_DAY
from workforce.core.fields import DateField, DecimalField, RadioField, SelectField, WholeNumberField
from workforce.core.forms import Form


class TeamHoursForm(Form):
    """How many hours a week the team may plan."""

    hours = DecimalField(
        "Hours a week in this team",
        minimum=0,
        maximum="contract_week_hours_most",
        suffix="hours",
        hint="0 for somebody who is called when needed. The employer plans the rest of the contract.",
    )
    days_a_week = WholeNumberField(
        "Days a week on which they are usually worked",
        hint="A day of leave counts as one of these. Leave it empty where days have the usual length.",
        minimum=1,
        maximum=7,
        suffix="days",
        optional=True,
    )


class AddMemberForm(TeamHoursForm):
    """Who joins, under which contract, and from when."""

    employment_id = RadioField("Who joins?", choices=(), missing="Choose who joins, and under which contract")
    joined_on = DateField("First day in the team", hint="For example, 4 1 2027", within=FIRST_DAY)


class MemberForm(TeamHoursForm):
    """What can change about a place in a team."""

    hours_from = DateField(
        "First day of these hours",
        optional=True,
        within=FIRST_DAY,
        hint="Leave it empty only if the hours were wrong from the first day: then past weeks count anew.",
    )
    left_on = DateField(
        "Last day in the team",
        optional=True,
        hint="Leave it empty for somebody who stays. For example, 31 3 2027",
    )


class TeamSiteForm(Form):
    """Another site for a team."""

    site_id = SelectField("Site", choices=(), missing="Choose a site")
