"""What is asked about shifts, whom they need, sites and rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from wtforms.validators import ValidationError

from rostering.demand.models import ShiftKind
from rostering.demand.rules import Importance
from workforce.core.fields import RadioField, SelectField, TextField, TimeField, WholeNumberField
from workforce.core.forms import Form

KINDS = {
    ShiftKind.EARLY: "Early",
    ShiftKind.LATE: "Late",
    ShiftKind.LONG_DAY: "Long day",
    ShiftKind.NIGHT: "Night",
    ShiftKind.TWILIGHT: "Twilight",
    ShiftKind.VISITING_RUN: "Visiting run",
    ShiftKind.DAY: "Day",
}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Bank holiday")
IMPORTANCE = {
    Importance.MOST: "Matters most",
    Importance.A_LOT: "Matters a lot",
    Importance.SOME: "Matters some",
    Importance.LITTLE: "Matters a little",
    Importance.NOT_AT_ALL: "Does not matter at all",
}
#: The most people that one cell can ask for.
PEOPLE_MOST = 99
#: How many empty rows there are at the end of the page, for more needs.
SPARE_ROWS = 2
#: The most rows that a page takes.
ROWS_MOST = 40


class ShiftForm(Form):
    """What a shift is."""

    name = TextField("Name", max_length=40, hint="For example, Early")
    code = TextField(
        "Code", max_length=3, width=3, hint="One to three letters or numbers, as in the cells of a rota"
    )
    kind = SelectField("Kind", choices={kind.value: label for kind, label in KINDS.items()})
    site_id = SelectField("Where", choices=(), missing="Choose a site")
    starts = TimeField("Starts", hint="For example, 07:00")
    ends = TimeField("Ends", hint="An end at or before the start is on the next day")
    break_min = WholeNumberField("Unpaid break", minimum=0, maximum=180, suffix="minutes")

    def validate_code(self, field: TextField) -> None:
        """Refuse a code that does not fit a cell or cannot be read out."""
        field.data = str(field.data).upper()
        if not re.fullmatch(r"[A-Z0-9]{1,3}", field.data):
            raise ValidationError("Code must be one to three letters or numbers, like LD")


class NeedsForm(Form):
    """Whom a shift needs: a row for each role and competence, a minimum and a wanted number for each day."""

    rows: int

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each number, then that no minimum is above its wanted number and no row stands twice."""
        if not super().validate(extra_validators):
            return False
        seen: set[tuple[str, str]] = set()
        for row in range(self.rows):
            who = (self[f"role_{row}"].data or "", self[f"competence_{row}"].data or "")
            if self.is_blank(row):
                continue
            if who in seen:
                self[f"role_{row}"].errors = ["Another row asks for the same role and competence"]
            seen.add(who)
            for day in range(len(DAYS)):
                least, wanted = self[f"minimum_{row}_{day}"], self[f"wanted_{row}_{day}"]
                if wanted.data is not None and wanted.data < (least.data or 0):
                    wanted.errors = [f"Wanted on {DAYS[day]} must be at least the minimum"]
        return not self.errors

    def is_blank(self, row: int) -> bool:
        """Tell whether no number was entered in a row."""
        numbers = (self[f"{kind}_{row}_{day}"] for kind in ("minimum", "wanted") for day in range(len(DAYS)))
        return all(number.data is None for number in numbers)


def needs_form(rows: int, roles: Mapping[str, str], competences: Mapping[str, str]) -> type[NeedsForm]:
    """Return the form for so many rows."""
    fields: dict[str, Any] = {"rows": rows}
    for row in range(rows):
        place = f"row {row + 1}"
        fields[f"role_{row}"] = SelectField(f"Role, {place}", choices=dict(roles), optional=True)
        fields[f"competence_{row}"] = SelectField(
            f"Competence, {place}", choices=dict(competences), optional=True
        )
        for day, name in enumerate(DAYS):
            for kind, label in (("minimum", "Minimum"), ("wanted", "Wanted")):
                fields[f"{kind}_{row}_{day}"] = WholeNumberField(
                    f"{label} on {name}, {place}", minimum=0, maximum=PEOPLE_MOST, optional=True, width=2
                )
    return type("NeedsOfShift", (NeedsForm,), fields)


class RuleForm(Form):
    """How a team wants one rule; fields for its figures are added by `rule_form`."""

    hard = RadioField(
        "How strict?", choices={"yes": "It must be kept", "no": "It may be bent"}, missing="Choose how strict"
    )
    importance = RadioField(
        "How much does it matter?",
        hint="This counts where a rule may be bent.",
        choices={level.value: label for level, label in IMPORTANCE.items()},
        missing="Choose how much it matters",
    )


def rule_form(figures: Mapping[str, tuple[str, str, str, int, int]]) -> type[RuleForm]:
    """Return the form for a rule whose figures have these labels, hints, units and limits, by parameter."""
    fields: dict[str, Any] = {
        name: WholeNumberField(label, hint=hint, suffix=unit, minimum=least, maximum=most)
        for name, (label, hint, unit, least, most) in figures.items()
    }
    return type("FormOfRule", (RuleForm,), fields)
