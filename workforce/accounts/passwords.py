"""Hashes of passwords and of random secrets: a copy of the database lets nobody sign in."""

from __future__ import annotations

import hashlib
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP's parameters: argon2id, 19 MiB, two passes, one lane.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
#: Verified when there is no such account, so that the time of an answer does not tell whether there is.
NOBODYS_HASH = _HASHER.hash(secrets.token_hex())


def hash_password(password: str) -> str:
    """Return the argon2id hash under which a password is kept."""
    return _HASHER.hash(password)


def password_matches(password_hash: str, password: str) -> bool:
    """Tell whether this is the password; the time it takes does not depend on the answer."""
    try:
        return _HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def new_secret() -> str:
    """Return a secret for a cookie or a private link: 256 random bits."""
    return secrets.token_urlsafe(32)


def fingerprint(secret: str) -> str:
    """Return the SHA-256 of a random secret: only this hash is stored and looked up."""
    return hashlib.sha256(secret.encode()).hexdigest()
