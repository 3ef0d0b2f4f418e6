"""What the pages of accounts ask."""

from __future__ import annotations

from workforce.core.fields import EmailField, PasswordField, SelectField, TextField
from workforce.core.forms import Form


class SignInForm(Form):
    """An address and a password."""

    email = EmailField(autocomplete="username")
    password = PasswordField("Password", autocomplete="current-password")


class NewPasswordForm(Form):
    """A password of the person's own choosing."""

    password = PasswordField(
        "Choose a password",
        hint="12 characters or more. Three words you can remember do well.",
        autocomplete="new-password",
    )


class InviteForm(Form):
    """Somebody who gets an account without a passport, such as an auditor."""

    name = TextField("Full name")
    email = EmailField()


class RoleForm(Form):
    """A role and where it reaches."""

    role = SelectField("Role", choices={})
    scope = SelectField("Where", choices={})
