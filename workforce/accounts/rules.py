"""What a password must be, and how many guesses are too many."""

from __future__ import annotations

from datetime import timedelta

#: A longer password beats a more complicated one; no signs or capitals are demanded.
PASSWORD_LENGTH_MIN = 12
PASSWORD_LENGTH_MAX = 200

#: The most attempts to sign in within one window: for one email address, and from one network address.
GUESSES_PER_ADDRESS = 10
GUESSES_PER_NETWORK = 100
GUESS_WINDOW = timedelta(minutes=15)

SESSION_LASTS = timedelta(hours=12)
INVITATION_LASTS = timedelta(days=14)

_COMMON = ("password", "passw0rd", "123456", "qwerty", "letmein", "welcome", "dorset")


def password_problem(password: str, email: str) -> str | None:
    """Return what is wrong with a new password in words, or None if it will do."""
    if len(password) < PASSWORD_LENGTH_MIN:
        return f"Password must be {PASSWORD_LENGTH_MIN} characters or more. Three words do well."
    if len(password) > PASSWORD_LENGTH_MAX:
        return f"Password must be {PASSWORD_LENGTH_MAX} characters or fewer"
    plain = password.casefold()
    local_part = email.partition("@")[0].casefold()
    # A short local part, such as "jo", is found in many good passwords by chance.
    if (len(local_part) >= 4 and local_part in plain) or len(set(plain)) < 5:
        return (
            "Choose a password that is harder to guess: not your email address, not one letter over and over"
        )
    if any(plain.strip("0123456789!.? ") == common for common in _COMMON):
        return "Choose a password that is harder to guess: this one is tried first by everybody"
    return None
