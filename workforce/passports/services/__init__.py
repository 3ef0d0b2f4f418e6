"""What changes in passports and in what employers accept."""

from workforce.passports.services.acceptance import load_acceptance_rules
from workforce.passports.services.checks import (
    Finding,
    answer_question,
    ask_for_check,
    open_checks,
    send_back,
    verify_check,
    withdraw_check,
)
from workforce.passports.services.registrations import (
    RegisterEntry,
    add_registration,
    verify_registration,
)

__all__ = [
    "Finding",
    "RegisterEntry",
    "add_registration",
    "answer_question",
    "ask_for_check",
    "load_acceptance_rules",
    "open_checks",
    "send_back",
    "verify_check",
    "verify_registration",
    "withdraw_check",
]
