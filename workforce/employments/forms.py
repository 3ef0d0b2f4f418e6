"""The questions about a person's own history."""

from __future__ import annotations

from workforce.core.days import PAST_DAY
from workforce.core.fields import CheckboxField, DateField, RadioField, TextField
from workforce.core.forms import Form
from workforce.employments.models import HistoryKind


class HistoryEntryForm(Form):
    """A job, a course or a gap, as the person tells it."""

    kind = RadioField(
        "What was it?",
        choices={
            HistoryKind.JOB.value: "A job",
            HistoryKind.EDUCATION.value: "School, college or training",
            HistoryKind.OTHER.value: "Something else, for example caring for somebody",
        },
        missing="Choose what it was",
    )
    role = TextField(
        "What did you do there?",
        when=("kind", HistoryKind.JOB.value),
        missing="Say what you did there",
        max_length=80,
    )
    reason_for_leaving = TextField(
        "Why did you leave?", when=("kind", HistoryKind.JOB.value), missing="Say why you left"
    )
    with_vulnerable_people = CheckboxField("I worked with children or vulnerable adults")
    place = TextField(
        "Where, or what?",
        missing="Say where it was, or what it was",
        hint="For example, Seaview House, or caring for my father",
        max_length=120,
    )
    started_on = DateField("First day", hint="For example, 1 8 2014", within=PAST_DAY)
    ended_on = DateField("Last day", hint="For example, 31 5 2019", within=PAST_DAY)
