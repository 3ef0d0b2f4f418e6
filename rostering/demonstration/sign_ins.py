"""Who can be signed in as in the demonstration county, one for each kind of user, and the password of all."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.demonstration.teams import read

#: Known to everybody who reads the sign-in page of a demonstration county, and used nowhere else.
PASSWORD = "dorset-demonstration"
SIGN_IN_DOMAIN = "dorset.example"
#: The first of the told team whose passport has most to show.
STAFF_NAME, STAFF_EMAIL = "Grace Adeyemi", f"staff@{SIGN_IN_DOMAIN}"


@dataclass(frozen=True, slots=True)
class SignIn:
    """One person to sign in as."""

    who: str
    name: str
    email: str
    password: str = PASSWORD


def sign_ins() -> tuple[SignIn, ...]:
    """Return one sign-in for each kind of user, in the order in which a newcomer should try them."""
    offices = [SignIn(entry["who"], entry["name"], entry["email"]) for entry in read("cast")["office"]]
    staff = SignIn("Member of staff, nursing associate", STAFF_NAME, STAFF_EMAIL)
    return (offices[0], staff, *offices[1:])
