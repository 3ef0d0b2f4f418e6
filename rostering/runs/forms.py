"""What is asked before a rota is made."""

from __future__ import annotations

from rostering.runs.services import SEED_MOST
from workforce.core.days import PLANNED_DAY
from workforce.core.fields import DateField, SelectField, WholeNumberField
from workforce.core.forms import Form

#: How long a search may take, by seconds.
TIMES = {
    "30": "30 seconds",
    "60": "1 minute",
    "120": "2 minutes",
    "300": "5 minutes",
    "600": "10 minutes",
    "1800": "30 minutes",
}
WEEKS_MOST = 12


class Search(Form):
    """How long to search, and from which seed."""

    seconds = SelectField(
        "How long may it search?",
        choices=TIMES,
        default="60",
        hint="A longer search makes a better rota. You can stop at any time and keep what it has.",
    )
    seed = WholeNumberField(
        "Seed",
        minimum=0,
        maximum=SEED_MOST,
        default=1,
        hint="Another number makes it search in another order.",
    )


class GenerateForm(Search):
    """A rota for days that the lead chooses, without a draft to start from."""

    starts_on = DateField("First day", hint="A Monday works best, for example 4 1 2027", within=PLANNED_DAY)
    weeks = WholeNumberField("How many weeks", minimum=1, maximum=WEEKS_MOST, default=4, width=2)
