"""What the forms of all checks share."""

from __future__ import annotations

from abc import ABCMeta, abstractmethod
from datetime import date
from typing import Any

from wtforms.form import FormMeta

from workforce.checks.services import Finding
from workforce.core.fields import CheckboxField
from workforce.core.forms import Form


class AbstractFormMeta(FormMeta, ABCMeta):
    """The metaclass of a form that has abstract methods."""


class CheckForm(Form, metaclass=AbstractFormMeta):
    """One check by one verifier today: `finding` is what it comes to."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Tell whether every answer is acceptable, alone and together with the others."""
        alone = super().validate(extra_validators)
        return self.fits_together() and bool(alone)

    def fits_together(self) -> bool:
        """Refuse answers that contradict each other; each kind of check has its own."""
        return True

    @abstractmethod
    def finding(self, on: date) -> Finding:
        """Return what the verifier found."""


def done_by_me() -> CheckboxField:
    """Return the box by which a verifier answers for the check."""
    return CheckboxField(
        "I did this check myself today",
        optional=False,
        missing="Tick the box to say that you did this check yourself",
    )
