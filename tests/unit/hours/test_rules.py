"""What contracts ask and absences credit, day by day: seven days off are a week, however they lie."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from rostering.hours.rules import (
    BANK_HOLIDAY,
    BankHolidays,
    HoursPolicy,
    LeaveCredit,
    TeamContract,
    Terms,
    TimeAway,
    carried_min,
    credits_of,
    working_day_min,
)

MONDAY = date(2027, 2, 1)
FULL_TIME, PART_TIME, TWO_DAYS = 2250, 1350, 900


def policy(
    leave_credit: LeaveCredit = LeaveCredit.WORKING_DAYS,
    bank_holidays: BankHolidays = BankHolidays.CREDITED,
) -> HoursPolicy:
    return HoursPolicy(date(2026, 1, 1), leave_credit, bank_holidays, 20, "the test")


def contract(
    week_min: int, first: date = date(2020, 1, 1), last: date | None = None, held: HoursPolicy | None = None
) -> TeamContract:
    return TeamContract(
        first, last, week_min, working_day_min(week_min, week_min, FULL_TIME, 5), (held or policy(),)
    )


def terms(week_min: int, held: HoursPolicy | None = None) -> Terms:
    return Terms((contract(week_min, held=held),))


def credited_min(terms: Terms, *absences: TimeAway, weeks: int = 6, first: date = MONDAY) -> Fraction:
    last = first + timedelta(days=7 * weeks - 1)
    return sum((credit.minutes for credit in credits_of(terms, absences, first, last)), Fraction())


def days_off(first: date, days: int, kind: str = "annual") -> TimeAway:
    return TimeAway(first, first + timedelta(days=days - 1), kind)


@pytest.mark.parametrize("weekday", range(7))
@pytest.mark.parametrize("week_min", [FULL_TIME, PART_TIME, TWO_DAYS, 60, 2880])
def test_seven_days_off_credit_a_week_whichever_weekday_they_begin_on(weekday: int, week_min: int) -> None:
    for weeks in (1, 2, 3):
        off = days_off(MONDAY + timedelta(days=7 + weekday), 7 * weeks)
        assert credited_min(terms(week_min), off) == weeks * week_min


@pytest.mark.parametrize("week_min", [FULL_TIME, PART_TIME, TWO_DAYS])
def test_monday_to_friday_is_a_week_and_so_it_is_with_the_weekends_beside_it(week_min: int) -> None:
    assert credited_min(terms(week_min), days_off(MONDAY, 5)) == week_min
    assert credited_min(terms(week_min), days_off(MONDAY + timedelta(days=5), 9)) == week_min


@pytest.mark.parametrize(
    ("week_min", "days", "hours"),
    [
        (FULL_TIME, 1, 7.5),
        (FULL_TIME, 4, 30),
        (FULL_TIME, 6, 37.5),
        (PART_TIME, 1, 7.5),
        (PART_TIME, 3, 22.5),
        (PART_TIME, 4, 22.5),
        (TWO_DAYS, 1, 7.5),
        (TWO_DAYS, 2, 15),
        (TWO_DAYS, 3, 15),
        (240, 1, 4),
    ],
)
def test_single_days_credit_a_working_day_up_to_the_week(week_min: int, days: int, hours: float) -> None:
    for weekday in range(8 - days):
        off = days_off(MONDAY + timedelta(days=weekday), days)
        assert credited_min(terms(week_min), off) == hours * 60


def test_days_asked_for_one_by_one_credit_what_they_credit_together() -> None:
    single = [days_off(MONDAY + timedelta(days=number), 1) for number in range(7)]
    assert credited_min(terms(PART_TIME), *single) == PART_TIME
    apart = [days_off(MONDAY + timedelta(days=number), 1) for number in (0, 2, 4, 6)]
    assert credited_min(terms(PART_TIME), *apart) == PART_TIME
    assert credited_min(terms(FULL_TIME), *apart) == 4 * 450


def test_a_week_and_two_days_credit_a_week_and_two_days() -> None:
    for week_min in (FULL_TIME, PART_TIME, TWO_DAYS):
        # From Thursday to the Sunday after next: the second week, and Thursday and Friday.
        assert credited_min(terms(week_min), days_off(MONDAY + timedelta(days=3), 11)) == week_min + 900


def test_part_of_a_day_credits_its_length_up_to_a_working_day_and_the_week() -> None:
    for minutes, credited in ((1, 1), (180, 180), (449, 449), (450, 450), (451, 450), (720, 450)):
        off = TimeAway(MONDAY, MONDAY, "annual", minutes)
        assert credited_min(terms(FULL_TIME), off) == credited
    twice = [TimeAway(MONDAY, MONDAY, "annual", 300), TimeAway(MONDAY, MONDAY, "study", 300)]
    assert credited_min(terms(FULL_TIME), *twice) == 450
    four = [TimeAway(MONDAY + timedelta(days=number), MONDAY, "annual", 400) for number in range(4)]
    assert credited_min(terms(PART_TIME), *four) == PART_TIME


def test_study_sickness_and_leave_in_one_week_each_keep_their_kind() -> None:
    absences = [days_off(MONDAY, 2, "study"), days_off(MONDAY + timedelta(days=2), 5, "sickness")]
    kinds = {"study": Fraction(), "sickness": Fraction()}
    for credit in credits_of(terms(PART_TIME), absences, MONDAY, MONDAY + timedelta(days=6)):
        kinds[credit.kind] += credit.minutes
    assert kinds == {"study": Fraction(2 * PART_TIME, 7), "sickness": Fraction(5 * PART_TIME, 7)}


@pytest.mark.parametrize("cut", range(8))
def test_a_week_off_cut_by_the_end_of_a_rota_credits_a_week_in_both_together(cut: int) -> None:
    first = date(2027, 1, 28)
    off = days_off(first, 7)
    middle = first + timedelta(days=cut)
    before = credits_of(terms(PART_TIME), [off], date(2027, 1, 4), middle - timedelta(days=1))
    after = credits_of(terms(PART_TIME), [off], middle, date(2027, 2, 28))
    assert sum(credit.minutes for credit in (*before, *after)) == PART_TIME


def test_a_bank_holiday_credits_a_fifth_of_the_contract_in_proportion() -> None:
    good_friday = date(2027, 3, 26)
    for week_min in (FULL_TIME, PART_TIME, TWO_DAYS):
        (credit,) = credits_of(terms(week_min), [], good_friday, good_friday)
        assert (credit.kind, credit.minutes) == (BANK_HOLIDAY, Fraction(week_min, 5))
    in_leave = terms(PART_TIME, policy(bank_holidays=BankHolidays.IN_LEAVE))
    assert credits_of(in_leave, [], good_friday, good_friday) == []


def test_a_bank_holiday_on_a_weekend_counts_on_its_substitute_day_alone() -> None:
    # Christmas 2027 is a Saturday; the substitute days are 27 and 28 December, and 3 January.
    days = [credit.on for credit in credits_of(terms(PART_TIME), [], date(2027, 12, 20), date(2028, 1, 9))]
    assert days == [date(2027, 12, 27), date(2027, 12, 28), date(2028, 1, 3)]


@pytest.mark.parametrize("week_min", [FULL_TIME, PART_TIME, TWO_DAYS])
def test_a_week_off_with_a_bank_holiday_credits_a_week_and_no_more(week_min: int) -> None:
    easter = date(2027, 3, 22)
    for first, days in ((easter, 7), (easter, 5), (easter, 4)):
        credited = credited_min(terms(week_min), days_off(first, days), weeks=1, first=easter)
        assert credited == week_min


def test_a_duty_that_stands_lowers_the_credit_by_its_hours() -> None:
    sick, last = days_off(MONDAY, 7, "sickness"), MONDAY + timedelta(days=6)
    standing = {MONDAY: 690, MONDAY + timedelta(days=1): 690}
    credited = credits_of(terms(FULL_TIME), [sick], MONDAY, last, standing)
    assert sum(credit.minutes for credit in credited) == FULL_TIME - 2 * 690
    full = {MONDAY + timedelta(days=number): 690 for number in range(4)}
    assert credits_of(terms(FULL_TIME), [sick], MONDAY, last, full) == []


@pytest.mark.parametrize(
    "changes_on",
    [date(2027, 3, 28), date(2027, 10, 31), date(2028, 1, 1), date(2028, 2, 29), date(2028, 2, 1)],
)
def test_a_contract_that_changes_is_asked_and_credited_by_its_days(changes_on: date) -> None:
    first = changes_on - timedelta(days=14 + changes_on.weekday())
    last = first + timedelta(days=27)
    both = Terms((contract(FULL_TIME, last=changes_on - timedelta(days=1)), contract(PART_TIME, changes_on)))
    before = (changes_on - first).days
    asked = Fraction(FULL_TIME * before + PART_TIME * (28 - before), 7)
    assert both.contract_min(first, last) == asked
    off = TimeAway(first, last, "maternity")
    assert sum(credit.minutes for credit in credits_of(both, [off], first, last)) == asked


def test_whoever_is_away_for_all_of_a_rota_owes_nothing_wherever_it_begins() -> None:
    off = TimeAway(date(2027, 1, 6), date(2027, 12, 15), "maternity")
    for first, days in ((date(2027, 2, 3), 31), (date(2027, 3, 27), 30), (date(2027, 10, 30), 28)):
        last = first + timedelta(days=days - 1)
        for held in (policy(bank_holidays=BankHolidays.IN_LEAVE), policy(LeaveCredit.CALENDAR_DAYS)):
            asked = terms(PART_TIME).contract_min(first, last)
            credited = sum(
                credit.minutes for credit in credits_of(terms(PART_TIME, held), [off], first, last)
            )
            assert abs(credited - asked) <= Fraction(PART_TIME, 5)
            if held.bank_holidays is BankHolidays.IN_LEAVE:
                assert credited == asked


def test_by_calendar_days_each_day_credits_a_seventh() -> None:
    by_day = terms(PART_TIME, policy(LeaveCredit.CALENDAR_DAYS))
    for days in (1, 5, 7, 10):
        assert credited_min(by_day, days_off(MONDAY, days)) == Fraction(days * PART_TIME, 7)


def test_of_a_contract_that_two_teams_plan_each_credits_its_share() -> None:
    assert working_day_min(PART_TIME, FULL_TIME, FULL_TIME, 5) == 270
    assert working_day_min(0, 0, FULL_TIME, 5) == 0


def test_hours_carried_stay_within_the_share_of_a_rota() -> None:
    asked = Fraction(9000)
    assert carried_min(900, asked, 20) == 900
    assert carried_min(-900, asked, 20) == -900
    for balance, carried in ((1799, 1799), (1800, 1800), (1801, 1800), (-1801, -1800), (0, 0)):
        assert carried_min(balance, asked, 20) == carried
    assert carried_min(900, asked, 0) == 0
