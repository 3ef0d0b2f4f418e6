"""Decides what a contract asks, what absences and bank holidays credit, and what is carried on.

All is counted by day, so that a contract may change on any day, and added up by week. A day that a contract
holds asks a seventh of its week. A shift counts, with all of its hours, on the day on which it starts.

What leave, study, sickness and other time away credit (`LeaveCredit.WORKING_DAYS`):

- A run of days away is taken together, whatever it is for and however it was asked for.
- Whole weeks in it, Monday to Sunday, credit the week's contracted hours.
- The days beside them credit a working day for each day from Monday to Friday, and five of these are a week:
  seven days off credit one week whichever weekday they begin on, and the weekend beside a week off is part
  of it.
- In a run of less than seven days every day credits a working day, up to a week's contracted hours.
- Part of a day credits its own length, up to a working day.
- Single days and parts never credit more than a week's contracted hours from a Monday to a Sunday, bank
  holidays included. A day on which a duty stands credits nothing: it counts as it was rostered.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from rostering.horizon import bank_holidays, monday_of

DAYS_PER_WEEK = 7
SATURDAY = 5
#: The kind of the credit for a bank holiday, beside the kinds of leave.
BANK_HOLIDAY = "bank_holiday"


class LeaveCredit(StrEnum):
    """How days away are credited."""

    #: Five working days are a week: the rule above.
    WORKING_DAYS = "working_days"
    #: Each day away credits a seventh of the week.
    CALENDAR_DAYS = "calendar_days"


class BankHolidays(StrEnum):
    """What a bank holiday does to the hours of a week."""

    #: It credits a fifth of the week's hours, to everybody in proportion to their contract.
    CREDITED = "credited"
    #: It is part of the annual leave, in hours, and credits nothing by itself.
    IN_LEAVE = "in_leave"


@dataclass(frozen=True, slots=True)
class HoursPolicy:
    """How an employer counts hours, from a day on."""

    valid_from: date
    leave_credit: LeaveCredit
    bank_holidays: BankHolidays
    #: How much of the balance one rota makes good at most, in percent of its contracted hours.
    carried_most_percent: int
    source: str


@dataclass(frozen=True, slots=True)
class TeamContract:
    """The hours of one contract that the team may plan, while the person is in the team under it."""

    first: date
    #: The last day; none means that no end is known.
    last: date | None
    week_min: int
    #: What one working day credits.
    day_min: Fraction
    #: The employer's policies, the latest last; the first holds before its day too.
    policies: tuple[HoursPolicy, ...]

    def holds_on(self, on: date) -> bool:
        """Tell whether the hours are the team's on a day."""
        return self.first <= on and (self.last is None or on <= self.last)

    def policy_on(self, on: date) -> HoursPolicy:
        """Return the policy that holds on a day."""
        return next(
            (policy for policy in reversed(self.policies) if policy.valid_from <= on), self.policies[0]
        )


@dataclass(frozen=True, slots=True)
class TimeAway:
    """Days away, both included, or part of one day."""

    first: date
    last: date
    kind: str
    #: The length of part of one day; none for whole days.
    part_min: int | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """What one day credits for one reason."""

    on: date
    kind: str
    minutes: Fraction


@dataclass(frozen=True, slots=True)
class RotaHours:
    """What a person owes in the days of a rota, and how that came about."""

    contract: Fraction
    #: What absences and bank holidays credit, by kind.
    credited: Mapping[str, Fraction]
    #: Minutes worked beyond the contract before the rota; below 0 if the person owes hours.
    balance_min: int
    #: How much of the balance the rota makes good.
    carried_min: int

    @property
    def base(self) -> Fraction:
        """The contracted minutes that credits leave."""
        return max(Fraction(), self.contract - sum(self.credited.values(), Fraction()))

    @property
    def target_min(self) -> int:
        """The minutes to be worked: what credits leave, less what was worked beyond the contract before."""
        return int(self.base - self.carried_min)


@dataclass(frozen=True, slots=True)
class Terms:
    """Every contract that a person has held in a team."""

    contracts: tuple[TeamContract, ...]

    def holding_on(self, on: date) -> list[TeamContract]:
        """Return the contracts that hold on a day, the one with most hours first."""
        holding = [contract for contract in self.contracts if contract.holds_on(on)]
        return sorted(holding, key=lambda contract: -contract.week_min) if len(holding) > 1 else holding

    def week_min(self, on: date) -> int:
        """Return the hours a week that hold on a day."""
        total = 0
        for contract in self.contracts:
            if contract.first <= on and (contract.last is None or on <= contract.last):
                total += contract.week_min
        return total

    def day_min(self, on: date) -> Fraction:
        """Return what a working day credits on a day."""
        return sum((contract.day_min for contract in self.contracts if contract.holds_on(on)), Fraction())

    def policy(self, on: date) -> HoursPolicy | None:
        """Return the policy of the contract with most hours on a day; none without a contract."""
        holding = self.holding_on(on)
        return holding[0].policy_on(on) if holding else None

    def contract_sevenths(self, first: date, last: date) -> int:
        """Return what the contracts ask from `first` to `last` in sevenths of a minute, which are whole."""
        total = 0
        for contract in self.contracts:
            start = max(first, contract.first)
            end = last if contract.last is None else min(last, contract.last)
            if start <= end:
                total += contract.week_min * ((end - start).days + 1)
        return total

    def contract_min(self, first: date, last: date) -> Fraction:
        """Return what the contracts ask from `first` to `last`: a seventh of a week for each day."""
        return Fraction(self.contract_sevenths(first, last), DAYS_PER_WEEK)


def working_day_min(
    week_min: int, contract_week_min: int, full_time_week_min: int, working_days: int
) -> Fraction:
    """Return what a working day credits in a team: a full-time day, up to the week's hours.

    Somebody of 22.5 hours where 37.5 are full time works three days of 7.5, and somebody of 48 hours five
    of 9.6. Of a contract that several teams plan, each credits its share of the day.
    """
    if not contract_week_min:
        return Fraction()
    day_min = Fraction(max(full_time_week_min, contract_week_min), working_days)
    return min(day_min, Fraction(contract_week_min)) * week_min / contract_week_min


def credits_of(
    terms: Terms,
    absences: Sequence[TimeAway],
    first: date,
    last: date,
    duty_min: Mapping[date, int] | None = None,
) -> list[Credit]:
    """Return what each day from `first` to `last` credits, by day.

    `absences` must hold all that touches these days, or a week with one of them, or a day next to such an
    absence, so that runs are whole. `duty_min` is what duties that stand ask on their days.
    """
    duties = duty_min or {}
    since, until = monday_of(first), monday_of(last) + timedelta(days=DAYS_PER_WEEK - 1)
    holidays = _holiday_credits(terms, min([since, *(absence.first for absence in absences)]), until)
    fixed: list[Credit] = [Credit(on, BANK_HOLIDAY, minutes) for on, minutes in holidays.items()]
    flexible: list[Credit] = []
    if absences:
        kinds = _kinds_of_whole_days(terms, absences)
        for run in _runs(kinds):
            run_fixed, run_flexible = _run_credits(terms, run, kinds, holidays, duties)
            fixed += run_fixed
            flexible += run_flexible
        flexible += _part_credits(terms, absences, kinds, holidays)
        flexible = _within_the_week(terms, fixed, flexible)
    return sorted(
        (credit for credit in (*fixed, *flexible) if credit.minutes and first <= credit.on <= last),
        key=lambda credit: (credit.on, credit.kind),
    )


def rota_hours(
    terms: Terms, away: Sequence[TimeAway], first: date, last: date, balance_min: int
) -> RotaHours:
    """Return what a person owes in a rota from `first` to `last`, with the balance before it."""
    credited: dict[str, Fraction] = {}
    for credit in credits_of(terms, away, first, last):
        credited[credit.kind] = credited.get(credit.kind, Fraction()) + credit.minutes
    hours = RotaHours(terms.contract_min(first, last), credited, balance_min, 0)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    policy = next((policy for policy in map(terms.policy, days) if policy is not None), None)
    most_percent = policy.carried_most_percent if policy else 0
    return replace(hours, carried_min=carried_min(balance_min, hours.base, most_percent))


def carried_min(balance_min: int, base: Fraction, most_percent: int) -> int:
    """Return how much of a balance a rota of so many minutes makes good; hours owed are below 0."""
    most = int(base * most_percent / 100)
    return max(-most, min(most, balance_min))


def _holiday_credits(terms: Terms, first: date, last: date) -> dict[date, Fraction]:
    """Return what bank holidays credit; one on a weekend has a substitute day, which counts instead."""
    by_day = {}
    for year in range(first.year, last.year + 1):
        for on in sorted(bank_holidays(year)):
            if not first <= on <= last or on.weekday() >= SATURDAY:
                continue
            policy = terms.policy(on)
            if policy is not None and policy.bank_holidays is BankHolidays.CREDITED:
                by_day[on] = Fraction(terms.week_min(on), SATURDAY)
    return by_day


def _kinds_of_whole_days(terms: Terms, absences: Iterable[TimeAway]) -> dict[date, str]:
    """Return what each whole day away in the team is for; the absence that began first says so."""
    kinds: dict[date, str] = {}
    for absence in sorted(absences, key=lambda absence: absence.first):
        if absence.part_min is None:
            for number in range((absence.last - absence.first).days + 1):
                on = absence.first + timedelta(days=number)
                if on not in kinds and terms.week_min(on):
                    kinds[on] = absence.kind
    return kinds


def _runs(days: Iterable[date]) -> Iterator[list[date]]:
    """Return days in runs without a gap."""
    run: list[date] = []
    for on in sorted(days):
        if run and on != run[-1] + timedelta(days=1):
            yield run
            run = []
        run.append(on)
    if run:
        yield run


def _run_credits(
    terms: Terms,
    run: Sequence[date],
    kinds: Mapping[date, str],
    holidays: Mapping[date, Fraction],
    duties: Mapping[date, int],
) -> tuple[list[Credit], list[Credit]]:
    """Return what a run of whole days credits: for its whole weeks, and for the days beside them."""
    policy = terms.policy(run[0])
    weeks: dict[date, list[date]] = {}
    for on in run:
        weeks.setdefault(monday_of(on), []).append(on)
    whole = [days for days in weeks.values() if len(days) == DAYS_PER_WEEK]
    beside = [days for days in weeks.values() if len(days) < DAYS_PER_WEEK]

    def spread(days: Sequence[date], total: Fraction) -> list[Credit]:
        """Share out what is left of a total after bank holidays and duties over the other days."""
        without_duty = [on for on in days if on not in duties]
        free = [on for on in without_duty if on not in holidays] or without_duty
        taken = sum(holidays.get(on, 0) + duties.get(on, 0) for on in days)
        if not free or taken >= total:
            return []
        each = (total - taken) / len(free)
        return [Credit(on, kinds[on], each) for on in free]

    def week_of(days: Sequence[date]) -> Fraction:
        return Fraction(sum(terms.week_min(on) for on in days), DAYS_PER_WEEK)

    fixed = [credit for days in whole for credit in spread(days, week_of(days))]
    if policy is not None and policy.leave_credit is LeaveCredit.CALENDAR_DAYS:
        return [*fixed, *(credit for days in beside for credit in spread(days, week_of(days)))], []
    is_short = len(run) < DAYS_PER_WEEK
    counted = [[on for on in days if is_short or on.weekday() < SATURDAY] for days in beside]
    counted = [days for days in counted if days]
    if not counted:
        return fixed, []
    week, day = max(map(terms.week_min, run)), max(map(terms.day_min, run))
    amounts = [min(sum(map(terms.day_min, days), Fraction()), Fraction(week)) for days in counted]
    number = sum(map(len, counted))
    weeks_beside, days_beside = (0, number) if is_short else divmod(number, SATURDAY)
    most = weeks_beside * week + min(days_beside * day, Fraction(week))
    scale = min(Fraction(1), most / sum(amounts, Fraction()))
    return fixed, [
        credit
        for days, amount in zip(counted, amounts, strict=True)
        for credit in spread(days, amount * scale)
    ]


def _part_credits(
    terms: Terms, absences: Iterable[TimeAway], whole: Collection[date], holidays: Collection[date]
) -> list[Credit]:
    """Return what parts of days credit: their length, up to a working day."""
    left: dict[date, Fraction] = {}
    credited = []
    for absence in absences:
        on = absence.first
        if absence.part_min is not None and on not in whole and on not in holidays:
            minutes = min(Fraction(absence.part_min), left.setdefault(on, terms.day_min(on)))
            left[on] -= minutes
            credited.append(Credit(on, absence.kind, minutes))
    return credited


def _within_the_week(terms: Terms, fixed: Iterable[Credit], flexible: Sequence[Credit]) -> list[Credit]:
    """Return single days and parts so lowered that no week credits more than its contracted hours."""
    if not flexible:
        return []
    fixed_min: dict[date, Fraction] = {}
    flexible_min: dict[date, Fraction] = {}
    for credits, totals in ((fixed, fixed_min), (flexible, flexible_min)):
        for credit in credits:
            monday = monday_of(credit.on)
            totals[monday] = totals.get(monday, Fraction()) + credit.minutes
    shares = {}
    for monday, total in flexible_min.items():
        days = (monday + timedelta(days=number) for number in range(DAYS_PER_WEEK))
        room = max(map(terms.week_min, days)) - fixed_min.get(monday, Fraction())
        shares[monday] = max(Fraction(), min(Fraction(1), room / total)) if total else Fraction(1)
    return [
        Credit(credit.on, credit.kind, credit.minutes * shares[monday_of(credit.on)]) for credit in flexible
    ]
