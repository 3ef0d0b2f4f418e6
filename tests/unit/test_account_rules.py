"""What a password must be: long rather than complicated, and not what everybody tries first."""

from __future__ import annotations

import pytest

from workforce.accounts.rules import password_problem


@pytest.mark.parametrize("password", ["three calm herons", "correct-horse-battery", "Ålesund om vinteren"])
def test_a_long_password_will_do(password: str) -> None:
    """No capitals, digits or signs are demanded."""
    assert password_problem(password, "jo@example.org") is None


@pytest.mark.parametrize(
    ("password", "because"),
    [
        ("short one", "12 characters or more"),
        ("a" * 201, "200 characters or fewer"),
        ("aaaaaaaaaaaaaaaa", "one letter over and over"),
        ("kim.legg and more", "not your email address"),
        ("Password2026!!!", "tried first by everybody"),
    ],
)
def test_what_is_wrong_is_said(password: str, because: str) -> None:
    """Each refusal gives its own reason."""
    assert because in (password_problem(password, "kim.legg@example.org") or "")
