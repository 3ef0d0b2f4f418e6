"""What a check records survives storage, and nothing foreign gets in."""

from __future__ import annotations

import json
from datetime import date

import pytest

from workforce.checks.details import (
    CheckKind,
    CriminalRecordDetails,
    DBSLevel,
    Details,
    Group,
    HistoryDetails,
    IdentityDetails,
    LimitCovers,
    QualificationsDetails,
    RightToWorkDetails,
    WorkHealthDetails,
    read,
    write,
)


@pytest.mark.parametrize(
    ("kind", "details"),
    [
        (CheckKind.IDENTITY, IdentityDetails(("Passport", "Council tax bill"), date(2026, 1, 2))),
        (CheckKind.RIGHT_TO_WORK, RightToWorkDetails(date(2027, 9, 30), 1200, LimitCovers.EXTRA, "WE-1")),
        (CheckKind.REGISTRATION_QUALIFICATIONS, QualificationsDetails(("Diploma",), True)),
        (CheckKind.HISTORY_REFERENCES, HistoryDetails(date(2019, 6, 1), date(2022, 9, 1), 2, True, True)),
        (
            CheckKind.CRIMINAL_RECORD,
            CriminalRecordDetails(DBSLevel.ENHANCED, (Group.ADULT,), tuple(Group), date(2026, 1, 1)),
        ),
        (CheckKind.WORK_HEALTH, WorkHealthDetails(adjustments=True)),
    ],
)
def test_details_come_back_as_they_were(kind: CheckKind, details: Details) -> None:
    """Through JSON and back, nothing changes."""
    assert read(kind, json.loads(json.dumps(write(details)))) == details


@pytest.mark.parametrize(
    "stored",
    [{"diagnosis": "asthma"}, {"adjustments": "yes"}, {"adjustments": 1}],
    ids=["a finding", "a word", "a number"],
)
def test_what_does_not_belong_is_refused(stored: dict[str, object]) -> None:
    """Health records hold the outcome only, each value of its own type."""
    with pytest.raises(ValueError, match="Work health"):
        read(CheckKind.WORK_HEALTH, stored)


def test_no_summary_names_what_only_the_verifier_may_know() -> None:
    """Other employers read summaries: no reference, no certificate number."""
    assert "WE-1" not in RightToWorkDetails(date(2027, 9, 30), 1200, LimitCovers.EXTRA, "WE-1").summary()
    assert "9313" not in CriminalRecordDetails(certificate_end="9313").summary()


def test_limits_are_said_in_hours() -> None:
    """A visa limit reads as dates and hours, without the name of a visa."""
    limited = RightToWorkDetails(date(2027, 9, 30), 1200, LimitCovers.EXTRA)
    assert limited.summary() == "Until 30 September 2027, at most 20 extra hours a week"
