"""What a password must be: long rather than complicated, and not what everybody tries first."""

from __future__ import annotations

from datetime import timedelta

import pytest

from workforce.accounts import rules
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


@pytest.mark.parametrize(
    ("password", "will_do"),
    [
        ("calm herons", False),  # 11 characters
        ("calm herons!", True),
        ("three calm herons " * 11 + "ab", True),  # 200 characters
        ("three calm herons " * 11 + "abc", False),
        ("ababcdcdabab", False),  # four different characters
        ("ababcdcdabae", True),
        ("wren and other birds", False),  # the address begins with these four
    ],
)
def test_each_figure_holds_at_its_edge(password: str, will_do: bool) -> None:
    assert (password_problem(password, "wren@example.org") is None) is will_do


def test_a_short_beginning_of_an_address_may_be_part_of_a_password() -> None:
    """Three letters stand in many good passwords by chance."""
    assert password_problem("owl and other birds", "owl@example.org") is None


def test_the_figures_are_those_that_operations_and_letters_tell() -> None:
    assert (rules.GUESSES_PER_ADDRESS, rules.GUESSES_PER_NETWORK) == (10, 100)
    assert timedelta(minutes=15) == rules.GUESS_WINDOW
    assert timedelta(hours=12) == rules.SESSION_LASTS
    assert timedelta(days=14) == rules.INVITATION_LASTS
