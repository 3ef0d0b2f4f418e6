"""Audit events in the words that people read."""

from __future__ import annotations

#: What each action means to the person it is about. `{actor}` is whoever did it.
_SENTENCES = {
    "passport.looked_at": "{actor} looked at your passport",
    "readiness.looked_at": "{actor} looked at where you are ready to work",
    "session.started": "{actor} signed in",
    "session.ended": "{actor} signed out",
    "account.invited": "{actor} invited you to sign in",
    "password.chosen": "{actor} chose a password",
    "person.added": "{actor} gave you a passport",
    "application.hired": "{actor} completed your hire",
    "member.joined": "{actor} added you to a team",
    "role.given": "{actor} gave you a role",
    "role.ended": "{actor} ended a role of yours",
}


def sentence(action: str, actor_name: str) -> str:
    """Return an event as a sentence; an action that is not listed above is put into words from its name."""
    if action in _SENTENCES:
        return _SENTENCES[action].format(actor=actor_name)
    noun, _, verb = action.partition(".")
    return f"{actor_name}: {noun.replace('_', ' ')} {verb.replace('_', ' ')}"


def action_words(action: str) -> str:
    """Return an action for an auditor's list: "Check verified" for `check.verified`."""
    return action.replace(".", " ").replace("_", " ").capitalize()
