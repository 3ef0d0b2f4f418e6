"""Passwords and secrets: how they are kept so that a copy of the database opens nothing."""

from __future__ import annotations

import hashlib
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP's parameters: argon2id, 19 MiB, two passes, one lane.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
#: Checked in place of the hash of an account that does not exist, so that both answers take as long.
NOBODYS_HASH = _HASHER.hash(secrets.token_hex())


def hash_password(password: str) -> str:
    """Return the argon2id hash under which a password is kept."""
    return _HASHER.hash(password)


def password_matches(password_hash: str, password: str) -> bool:
    """Tell whether this is the password, in the same time whether it is or not."""
    try:
        return _HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def new_secret() -> str:
    """Return a secret for a cookie or a private link: 256 random bits."""
    return secrets.token_urlsafe(32)


def fingerprint(secret: str) -> str:
    """Return the SHA-256 under which a random secret is kept and found."""
    return hashlib.sha256(secret.encode()).hexdigest()
