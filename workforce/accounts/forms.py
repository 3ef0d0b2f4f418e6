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
    """Somebody of the county who should be able to sign in."""

    passport_number = TextField(
        "Passport number",
        hint="For example, D 4827 1936 7. It is on the person's passport.",
        width=14,
        attributes={"spellcheck": "false"},
    )
    email = EmailField("Email address they will sign in with")


class RoleForm(Form):
    """A role, and for which team, organisation or county."""

    role = SelectField("Role")
    place = SelectField("Where", hint="A team lead leads a team. Most other roles are for an organisation.")
