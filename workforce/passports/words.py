"""How registration numbers, and those who close a gap, are written on the pages of a passport."""

from __future__ import annotations


def masked(number: str) -> str:
    """Show only the ends of a number, for a page that others may glance at: 19J••••E."""
    hidden = len(number) - 4
    return number[:3] + "•" * hidden + number[-1:] if hidden > 0 else number


def about_person(closed_by: str, given_name: str) -> str:
    """Say who closes a gap to somebody else than the person: "you" becomes their name."""
    words = closed_by.replace("your ", f"{given_name}’s ", 1)
    return words.replace("you", given_name, 1) if words.startswith("you") else words
