"""Forms in NHS patterns: WTForms checks, templates/macros/forms.html draws, and this module connects them.

A slice writes only what it asks:

    class LeaveForm(Form):
        kind = RadioField("What for?", choices={"annual": "Annual leave"}, missing="Choose a kind of leave")
        starts_on = DateField("First day", hint="For example, 9 2 2027")

and its page draws the whole pattern, label, hint, error and all, with `{{ form.starts_on() }}`.
A field must be answered unless it says `optional=True`; `missing` is what to say when it is not.
The kinds of field are in workforce/core/fields.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from flask import current_app, request
from flask_wtf import FlaskForm
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms.validators import StopValidation

from workforce.core.errors import DomainError


class Form(FlaskForm):
    """A form whose errors are plain words, each with the place on the page that mends it."""

    class Meta(FlaskForm.Meta):
        """Where answers come from."""

        def wrap_formdata(self, form: FlaskForm, formdata: Any) -> Any:
            """Read what a form on a page sends and nothing else: no field of ours is a file or JSON."""
            if formdata is None or isinstance(formdata, MultiDict):
                return formdata
            return (request.form or None) if form.is_submitted() else None

    def refuse(self, error: DomainError) -> None:
        """Show why a service refused: beside the field it names, or else above the whole form."""
        field = self._fields.get(error.field or "")
        if field is None:
            self.form_errors.append(error.message)
        else:
            field.errors = [*field.errors, error.message]

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield each error in page order with the id of the control that mends it, or no id."""
        for message in self.form_errors:
            yield "", message
        for field in self._fields.values():
            if field.errors:
                yield getattr(field, "target", ""), field.errors[0]


class Drawn:
    """Draws a field with the macro of its pattern's name."""

    def __call__(self, field: Any, **options: Any) -> Markup:
        """Return the whole pattern: label, hint, error and control."""
        macros = current_app.jinja_env.get_template("macros/forms.html").module
        drawn: Markup = getattr(macros, field.pattern)(field, **options)
        return drawn


class AskedField:
    """What every field of ours adds to its WTForms kind: a hint, plain errors, and a pattern to be drawn in.

    `when=("limit", "until")` asks it only of those who answered "until" to the form's field `limit`.
    `attributes` go onto the control itself, for example `{"inputmode": "numeric"}`.
    """

    pattern = "text"
    verb = "Enter"
    #: What a question asks for, where an error speaks about it.
    noun = ""
    widget = Drawn()
    # What the WTForms side of each field provides.
    label: Any
    _form: Any
    raw_data: list[Any] | None
    process_errors: list[str]
    errors: Sequence[str]
    data: Any
    id: str
    name: str

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        missing: str = "",
        optional: bool = False,
        when: tuple[str, str] | None = None,
        autocomplete: str = "",
        attributes: dict[str, str] | None = None,
        validators: Sequence[Any] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators=validators, **kwargs)  # type: ignore[call-arg]
        self.hint = hint
        self.optional = optional
        self.when = when
        self.missing = missing or f"{self.verb} {self.in_sentence}"
        self.attributes = dict(attributes or {})
        if autocomplete:
            self.attributes["autocomplete"] = autocomplete

    @property
    def subject(self) -> str:
        """What begins a sentence about the answer: the label without its number, or "The day"."""
        text = re.sub(r"^[0-9]+\. ", "", str(self.label.text))
        return f"The {self.noun}" if self.noun and text.endswith("?") else text

    @property
    def in_sentence(self) -> str:
        """The same inside a sentence: without its capital, unless it begins with an abbreviation."""
        text = self.subject
        return text if text[1:2].isupper() else text[:1].lower() + text[1:]

    @property
    def target(self) -> str:
        """The id of the control that an error about this field leads to."""
        return self.id

    @property
    def blank(self) -> bool:
        """Whether nothing was answered."""
        return not any(str(value).strip() for value in self.raw_data or [])

    def pre_validate(self, form: Form) -> None:
        """Stop at a missing or unreadable answer, so that a field shows one error at a time."""
        if self.when and form[self.when[0]].data != self.when[1]:
            self.errors, self.data = [], None
            raise StopValidation("")
        if self.blank:
            self.errors = []
            raise StopValidation("" if self.optional else self.missing)
        if self.process_errors:
            raise StopValidation("")
        self.check()

    def check(self) -> None:
        """Raise ValidationError if an answer that could be read is not acceptable."""

    def unreadable(self, advice: str) -> ValueError:
        """Return the error for an answer that cannot be read."""
        return ValueError(f"Enter {self.in_sentence} {advice}")
