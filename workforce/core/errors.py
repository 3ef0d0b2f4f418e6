"""The errors a user can cause, each with words that user understands."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError


class DomainError(Exception):
    """Something the user asked for cannot be done; `message` says why and what to do next.

    `code` is stable and meant for programs, `field` names the form field at fault, if one is.
    """

    status = 400

    def __init__(self, code: str, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field


class Invalid(DomainError):
    """What was entered breaks a rule."""

    status = 400


class NotFound(DomainError):
    """The thing does not exist, or the actor may not know that it does."""

    status = 404

    def __init__(
        self, code: str = "not_found", message: str = "Page not found", field: str | None = None
    ) -> None:
        super().__init__(code, message, field)


class NotAllowed(DomainError):
    """The actor may see the thing but may not do this to it."""

    status = 403


class Conflict(DomainError):
    """Somebody or something else got there first."""

    status = 409


class TooMany(DomainError):
    """The actor must wait before trying again."""

    status = 429


#: What PostgreSQL calls a second row where there may be one.
_UNIQUE_VIOLATION = "23505"

#: What to say when a constraint refuses a write: what the database calls it -> (code, message, field).
_WORDS: dict[str, tuple[str, str, str | None]] = {}


def explain_unique(table: str, column: str, code: str, message: str) -> None:
    """Say in words what is wrong when `column` of `table` must be unique and is not.

    Called beside the model. PostgreSQL names the constraint, SQLite the column.
    """
    _WORDS[f"uq_{table}_{column}"] = _WORDS[f"{table}.{column}"] = (code, message, column)


def explain_constraint(name: str, code: str, message: str, field: str | None = None) -> None:
    """Say in words what is wrong when the constraint `name` refuses a write."""
    _WORDS[name] = (code, message, field)


def from_integrity_error(error: IntegrityError) -> DomainError:
    """Turn a refused write into words; an unknown constraint is raised again, unless it is one of uniqueness.

    Services look for an existing row before they add one: a second row was added by somebody in between.
    """
    text = str(error.orig)
    for name, (code, message, field) in _WORDS.items():
        if name in text:
            return Conflict(code, message, field)
    if getattr(error.orig, "sqlstate", "") == _UNIQUE_VIOLATION or text.startswith(
        "UNIQUE constraint failed"
    ):
        return Conflict(
            "just_added", "Somebody has just saved the same thing. Go back and open the page again to see it."
        )
    raise error
