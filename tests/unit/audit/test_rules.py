"""Events of the trail are said as a sentence to a person and as a word to an auditor."""

from __future__ import annotations

from workforce.audit.rules import action_words, sentence


def test_what_happened_is_said_with_who_did_it() -> None:
    assert sentence("session.ended", "Kim Legg") == "Kim Legg signed out"


def test_an_event_without_words_of_its_own_is_said_from_its_name() -> None:
    assert sentence("leave_request.sent_back", "Kim Legg") == "Kim Legg: leave request sent back"


def test_an_auditor_reads_the_action() -> None:
    assert action_words("leave_request.sent_back") == "Leave request sent back"
