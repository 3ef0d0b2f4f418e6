"""The kinds of field that a form may have, each drawn in its NHS pattern."""

from __future__ import annotations

import datetime as dt
import re
from calendar import month_name
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import fields
from wtforms.utils import unset_value
from wtforms.validators import ValidationError

from workforce.core import clock
from workforce.core.days import ANY_DAY, DaySpan
from workforce.core.figures import figure
from workforce.core.forms import AskedField, Form
from workforce.core.numbers import read_decimal, read_pounds, read_whole

MONTHS = tuple(month.lower() for month in month_name[1:])
TIME_WORDS = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}
#: The fewest letters that name a month.
MONTH_LETTERS = 3


class TextField(AskedField, fields.StringField):
    """One line of text, without spaces around it; `width` is in characters."""

    input_type = "text"

    def __init__(
        self, label: str, *, max_length: int = 200, width: int | None = None, suffix: str = "", **kwargs: Any
    ) -> None:
        super().__init__(label, **kwargs)
        self.max_length = max_length
        self.width = width
        self.suffix = suffix

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the text without the spaces around it."""
        if valuelist:
            self.data = valuelist[0].strip()

    def check(self) -> None:
        """Refuse text that is too long to keep."""
        if len(str(self.data)) > self.max_length:
            raise ValidationError(f"{self.subject} must be {self.max_length} characters or fewer")


class EmailField(TextField):
    """An email address, kept in lower case."""

    input_type = "email"

    def __init__(self, label: str = "Email address", **kwargs: Any) -> None:
        super().__init__(label, **{"autocomplete": "email", "attributes": {"spellcheck": "false"}, **kwargs})

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read an address in lower case: no two people have addresses that differ only in case."""
        if valuelist:
            self.data = valuelist[0].strip().lower()
            if self.data and not re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", self.data):
                raise self.unreadable("in the right form, like name@example.com")


class PasswordField(TextField):
    """A secret, kept exactly as typed and never sent back to the page."""

    pattern = "password"
    input_type = "password"

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the secret; a space may be part of it."""
        if valuelist:
            self.data = valuelist[0]


class LongTextField(TextField):
    """Several lines of text, with a count of the characters left."""

    pattern = "long_text"

    def __init__(self, label: str, *, max_length: int = 1000, rows: int = 5, **kwargs: Any) -> None:
        super().__init__(label, max_length=max_length, **kwargs)
        self.rows = rows

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the text with the line ends that the counter on the page counted."""
        if valuelist:
            self.data = valuelist[0].strip().replace("\r\n", "\n")


class DecimalField(TextField):
    """A number that may have decimals; `suffix` shows its unit.

    A limit is a number or the name of a figure.
    """

    noun = "number"
    inputmode = "decimal"
    read: Callable[[str], int | Decimal] = staticmethod(read_decimal)

    def __init__(
        self,
        label: str,
        *,
        minimum: float | str | None = None,
        maximum: float | str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, **{"width": 5, **kwargs})
        self.minimum = minimum
        self.maximum = maximum
        self.attributes.setdefault("inputmode", self.inputmode)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else str(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number, as `numbers` reads every number of a form."""
        self.data = None
        text = valuelist[0].strip() if valuelist else ""
        if text:
            try:
                self.data = self.read(text)
            except ValueError as error:
                raise self.unreadable(str(error)) from None

    def check(self) -> None:
        """Refuse a number outside the limits."""
        if self.minimum is not None and self.data < (least := _limit(self.minimum)):
            raise ValidationError(f"{self.subject} must be {least} or more")
        if self.maximum is not None and self.data > (most := _limit(self.maximum)):
            raise ValidationError(f"{self.subject} must be {most} or less")


def _limit(limit: float | str) -> float | int:
    return figure(limit, clock.today()).whole if isinstance(limit, str) else limit


class PoundsField(DecimalField):
    """An amount of money in pounds, with or without its sign, to the penny."""

    read = staticmethod(read_pounds)


class WholeNumberField(DecimalField):
    """A number without decimals."""

    inputmode = "numeric"
    read = staticmethod(read_whole)


class TimeField(TextField):
    """A time of day, on the 24-hour clock or with am or pm; 24:00 is read as 00:00."""

    noun = "time"

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, **{"width": 5, "attributes": {"inputmode": "numeric"}, **kwargs})

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data:%H:%M}" if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read 07:30, 7.30, 0730, 7, 7am, 7.30 pm, noon, midnight or 24:00."""
        self.data = None
        text = valuelist[0].strip().lower() if valuelist else ""
        text = TIME_WORDS.get(text, text)
        parts = re.fullmatch(r"([01]?[0-9]|2[0-4])(?:[:.]?([0-5][0-9]))?(?: ?([ap])\.?m\.?)?", text)
        hour, minute, half = (int(parts[1]), int(parts[2] or 0), parts[3]) if parts else (0, 0, None)
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        elif half or hour * 60 + minute > 24 * 60:
            parts = None
        if parts:
            self.data = dt.time(hour % 24, minute)
        elif text:
            raise self.unreadable("as a time, like 07:30")

    def check(self) -> None:
        """Accept every time of day."""


class DateField(AskedField, fields.Field):
    """A date in three boxes: day, month and year, within a span of days. The month may be a word."""

    pattern = "date"
    noun = "day"
    PARTS = ("day", "month", "year")

    def __init__(self, label: str, *, within: DaySpan = ANY_DAY, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.within = within

    @property
    def target(self) -> str:
        """The day box, where a date begins."""
        return f"{self.id}-day"

    @property
    def answers(self) -> dict[str, str]:
        """What stands in each box."""
        if self.raw_data:
            return dict(zip(self.PARTS, self.raw_data, strict=True))
        return {part: str(getattr(self.data, part)) if self.data else "" for part in self.PARTS}

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Gather the three boxes into one answer."""
        if formdata is not None:
            boxes = [formdata.get(f"{self.name}-{part}") for part in self.PARTS]
            formdata = MultiDict() if None in boxes else MultiDict({self.name: boxes})
        super().process(formdata, data, extra_filters)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the date, or say which box to look at."""
        self.data = None
        boxes = [value.strip() for value in valuelist]
        if not any(boxes):
            return
        for part, box in zip(self.PARTS, boxes, strict=True):
            if not box:
                raise ValueError(f"{self.subject} must include a {part}")
        day, month, year = boxes
        letters = month.lower().removesuffix(".")
        for number, name in enumerate(MONTHS, start=1):
            if len(letters) >= MONTH_LETTERS and name.startswith(letters):
                month = str(number)
        if not re.fullmatch(r"[0-9]{4}", year):
            raise ValueError(f"{self.subject}: the year must have 4 numbers, like 2027")
        try:
            if not all(re.fullmatch(r"[0-9]{1,2}", box) for box in (day, month)):
                raise ValueError(boxes)
            self.data = dt.date(int(year), int(month), int(day))
        except ValueError:
            raise self.unreadable("as a real date, for example 30 9 2027") from None

    def check(self) -> None:
        """Refuse a day outside the span."""
        if advice := self.within.refusal(self.data):
            raise ValidationError(f"{self.subject} {advice}")


class ChoiceField(AskedField):
    """What the fields with a list to choose from share.

    `choices` is a dict of value to label, or a list of SelectChoice, where `render_kw` may give a "hint".
    """

    verb = "Choose"

    def __init__(self, label: str, *, choices: Any = (), **kwargs: Any) -> None:
        super().__init__(label, choices=choices, **kwargs)

    def reveals(self, value: str) -> list[AskedField]:
        """Return the fields that only those who choose `value` are asked."""
        return [field for field in self._form if getattr(field, "when", None) == (self.name, value)]

    def pre_validate(self, form: Form) -> None:
        """Refuse a value that cannot be read like one that is not in the list."""
        if self.process_errors:
            self.process_errors, self.errors = [], []
            self.data = None
        super().pre_validate(form)


class SelectField(ChoiceField, fields.SelectField):
    """One of a long list; the first line asks for a choice unless one is set."""

    pattern = "select"

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the choice; the first line of the list is none."""
        if valuelist and not valuelist[0]:
            self.data = None
        else:
            super().process_formdata(valuelist)

    def check(self) -> None:
        """Refuse what is not in the list."""
        if not any(choice.selected for choice in self.iter_choices()):
            raise ValidationError(self.missing)


class RadioField(ChoiceField, fields.RadioField):
    """One of a few. A field that is asked `when` one of them is chosen stands under it."""

    pattern = "radios"
    check = SelectField.check


class CheckboxesField(ChoiceField, fields.SelectMultipleField):
    """Any of a few."""

    pattern = "checkboxes"

    def check(self) -> None:
        """Refuse what is not in the list."""
        known = {choice.value for choice in self.iter_choices()}
        if not set(self.data or []) <= known or not self.data:
            raise ValidationError(self.missing)


class CheckboxField(AskedField, fields.BooleanField):
    """One box to tick; with `optional=False` it must be ticked."""

    pattern = "checkbox"
    verb = "Tick the box:"

    def __init__(self, label: str, *, optional: bool = True, **kwargs: Any) -> None:
        super().__init__(label, optional=optional, **kwargs)


HiddenField = fields.HiddenField
