"""How a training record stands on a day, and which hosts ask for another period."""

from __future__ import annotations

from datetime import date

import pytest

from competences.training.rules import Standing, host_periods, worth

DONE = date(2026, 1, 15)
LAST = date(2027, 1, 15)


@pytest.mark.parametrize(
    ("on", "standing", "days_left"),
    [
        (date(2026, 11, 15), Standing.IN_DATE, 61),
        (date(2026, 11, 16), Standing.RUNS_OUT_SOON, 60),
        (LAST, Standing.RUNS_OUT_SOON, 0),
        (date(2027, 1, 16), Standing.RAN_OUT, -1),
    ],
)
def test_a_record_counts_to_the_end_of_its_last_day(on: date, standing: Standing, days_left: int) -> None:
    found = worth(DONE, 12, True, on)
    assert (found.standing, found.until, found.days_left) == (standing, LAST, days_left)


def test_what_never_runs_out_has_no_end() -> None:
    assert worth(DONE, None, True, date(2050, 1, 1)).standing is Standing.IN_DATE


def test_what_nobody_verified_waits_however_old_it_is() -> None:
    assert worth(DONE, 12, False, date(2030, 1, 1)).standing is Standing.AWAITING


def test_only_hosts_with_another_period_are_named() -> None:
    found = host_periods(
        [
            ("UHD", "Moving", 36, 12, "Falls rose"),
            ("DHC", "Moving", 36, 36, ""),
            ("DCH", "Moving", 24, 36, ""),
        ]
    )
    assert [(item.host, item.asked, item.national) for item in found] == [
        ("UHD", "every year", "every 3 years"),
        ("DCH", "every 3 years", "every 2 years"),
    ]
