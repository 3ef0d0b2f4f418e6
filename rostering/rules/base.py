"""What every rule is made of: its declaration, its parameters and the tools all checks share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from rostering.problem import (
    MINUTES_PER_DAY,
    ParamValue,
    Problem,
    ProblemError,
    Roster,
    RuleSpec,
    Shift,
    Stage,
    Violation,
    Worker,
)
from rostering.problem.values import LARGEST


class Strength(StrEnum):
    """How far a team may bend a rule."""

    LAW = "law"
    TEAM = "team"
    AIM = "aim"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class Parameters:
    """The figures a rule needs; a field made by `figure` says which figure of law or policy it comes from."""


Facts = Mapping[str, int | str]
Check = Callable[[Problem, Roster, RuleSpec, Collection[str] | None], list[Violation]]
Words = Callable[[Problem, Violation], str]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue.

    Parameters
    ----------
    name : str
        The same on both sides: ``rostering.rules.<name>`` and ``rostering.solver.constraints.<name>``.
    title, statement : str
        What it is called and what it asks, in words that a nurse understands.
    source : str
        Where it comes from: the legal source, or "team policy".
    strength : Strength
        LAW: always hard. TEAM: the team chooses hard or soft. AIM: always soft. FIRST: for a team soft, and
        met as far as it can be before anything else is weighed; a problem may make it hard.
    stage : Stage
        Where a person refused by it drops out of the candidates for a duty.
    parameters : type of Parameters
        Its typed parameters.
    check : callable
        ``check(problem, roster, spec, only)``: all its violations; with ``only``, those of these people
        alone.
    words : callable
        ``words(problem, violation)``: the violation as a sentence without a name in it.
    unit : pair of str
        What one unit and several units of `Violation.amount` are called.
    per_person : bool
        Whether it looks at one person's duties alone, so that pricing one person's roster can hold it.
    counting : str
        For a rule about a day, a week or a longer period: whether a duty over its edge counts by its start or
        by the minute, and where that comes from.
    """

    name: str
    title: str
    statement: str
    source: str
    strength: Strength
    stage: Stage
    check: Check
    words: Words
    unit: tuple[str, str] = ("time", "times")
    parameters: type[Parameters] = Parameters
    per_person: bool = True
    counting: str = ""


#: No rest is longer: what looks at rests looks so far around a duty.
LONGEST_REST_MIN = 28 * MINUTES_PER_DAY


def figure(name: str, *, least: int = 0, most: int = LARGEST) -> Any:
    """Return a dataclass field whose value planning takes from the figure of this name."""
    return field(metadata={"figure": name, "least": least, "most": most})


def unit(default: int) -> Any:
    """Return a dataclass field for the size of a begun unit, which is 1 or more."""
    return field(default=default, metadata={"least": 1})


def of_types() -> Any:
    """Return a dataclass field for tuples in which every text is a type of shift."""
    return field(metadata={"types": True})


#: Weekdays as parameters name them, Monday first.
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: Says what is wrong with the value of a parameter in a problem; None: nothing.
Fault = Callable[[Problem, Any], str | None]


def checked(fault: Fault, **default: Any) -> Any:
    """Return a dataclass field whose value ``fault`` looks at; ``default`` is that of `dataclasses.field`."""
    return field(metadata={"fault": fault}, **default)


P = TypeVar("P", bound=Parameters)
T = TypeVar("T", int, str)


def read(kind: type[P], spec: RuleSpec) -> P:
    """Return the typed parameters of a rule in force; raise ProblemError naming one that is wrong."""
    known: Mapping[str, Field[Any]] = {parameter.name: parameter for parameter in fields(kind)}
    types = _types(cast(type, kind))
    for name in spec.params:
        if name not in known:
            raise ProblemError(
                f"rules[{spec.name}].params.{name}", f"the rule {spec.rule} has no such parameter"
            )
    for name, parameter in known.items():
        place = f"rules[{spec.name}].params.{name}"
        if name not in spec.params:
            if parameter.default is MISSING:
                raise ProblemError(place, "is missing")
            continue
        value = spec.params[name]
        if not _is(value, types[name]):
            raise ProblemError(place, f"must be of type {parameter.type}, which {value!r} is not")
        least, most = parameter.metadata.get("least", 0), parameter.metadata.get("most", LARGEST)
        for number in _inside(value, int):
            if number < least:
                raise ProblemError(place, f"must be {least} or more")
            if number > most:
                raise ProblemError(place, f"must be {most} or less")
    return kind(**spec.params)


@cache
def _types(kind: type[Parameters]) -> dict[str, Any]:
    """Return the type of each parameter; kept, because the checker asks for every roster and it is slow."""
    return get_type_hints(kind)


def check_spec(problem: Problem, spec: RuleSpec, kind: type[Parameters]) -> None:
    """Raise ProblemError for a parameter that is wrong, or names what the problem lacks."""
    parameters = read(kind, spec)
    for parameter in fields(parameters):
        place, value = f"rules[{spec.name}].params.{parameter.name}", getattr(parameters, parameter.name)
        fault = parameter.metadata["fault"](problem, value) if "fault" in parameter.metadata else None
        if fault:
            raise ProblemError(place, fault)
        if not parameter.metadata.get("types"):
            continue
        for key in _inside(value, str):
            if key not in problem.shift_types:
                raise ProblemError(place, f"there is no shift type {key!r}")


def _inside(value: ParamValue, kind: type[T]) -> Iterator[T]:
    """Yield the values of a type in a parameter, which may be tuples of tuples."""
    if isinstance(value, tuple):
        for item in value:
            yield from _inside(item, kind)
    elif type(value) is kind:
        yield value


def _is(value: object, wanted: Any) -> bool:
    """Return whether a value is of a type, which may be one of tuples of tuples."""
    if get_origin(wanted) is not tuple:
        return type(value) is wanted
    parts = get_args(wanted)
    if not isinstance(value, tuple):
        return False
    if parts[-1] is Ellipsis:
        return all(_is(item, parts[0]) for item in value)
    return len(value) == len(parts) and all(_is(item, part) for item, part in zip(value, parts, strict=True))


@dataclass(frozen=True, slots=True)
class Duty:
    """A stretch of work on a person's timeline.

    ``shift`` is None for work that is not of this rota, and ``type_key`` empty where its type is not known.
    """

    start_min: int
    end_min: int
    day: int
    work_min: int
    paid_min: int
    is_night: bool
    employer_key: str
    type_key: str
    shift: Shift | None


def bound(problem: Problem, spec: RuleSpec, only: Collection[str] | None) -> Iterator[Worker]:
    """Yield the people whom a rule in force binds, in the order of the problem."""
    for worker in problem.workers:
        if (spec.workers is None or worker.key in spec.workers) and (only is None or worker.key in only):
            yield worker


def each_person(
    kind: type[P], judge: Callable[[Problem, Roster, RuleSpec, Worker, P], Iterable[Violation]]
) -> Check:
    """Return the check of a rule that judges one person at a time, by its parameters as they are typed."""

    def check(
        problem: Problem, roster: Roster, spec: RuleSpec, only: Collection[str] | None = None
    ) -> list[Violation]:
        parameters = read(kind, spec)
        return [
            violation
            for worker in bound(problem, spec, only)
            for violation in judge(problem, roster, spec, worker, parameters)
        ]

    return check


def known_from(problem: Problem, worker: Worker) -> int:
    """Return the first day of which is known whether a person works it: 0, or that of work before day 0."""
    return min([0, *(duty.day for duty in fixed_duties(problem, worker))])


def fixed_duties(problem: Problem, worker: Worker) -> list[Duty]:
    """Return the person's work that this rota does not decide, by start."""
    duties = [
        Duty(
            start_min=work.start_min,
            end_min=work.end_min,
            day=problem.day_of(work.start_min),
            work_min=work.work_min,
            paid_min=work.paid_min,
            is_night=work.is_night,
            employer_key=work.employer_key,
            type_key=work.type_key,
            shift=None,
        )
        for work in worker.fixed
    ]
    return sorted(duties, key=lambda duty: (duty.start_min, duty.end_min))


def own_duties(problem: Problem, roster: Roster, worker: Worker) -> list[Duty]:
    """Return the person's duties in this rota, by start."""
    duties = [as_duty(problem.shift_of[key], worker) for key in roster.shifts_of(worker.key)]
    return sorted(duties, key=lambda duty: (duty.start_min, duty.end_min))


def as_duty(shift: Shift, worker: Worker) -> Duty:
    """Return a shift as a duty of a person."""
    return Duty(
        start_min=shift.start_min,
        end_min=shift.end_min,
        day=shift.day,
        work_min=shift.work_min,
        paid_min=shift.paid_min,
        is_night=shift.is_night,
        employer_key=worker.employer_key,
        type_key=shift.type_key,
        shift=shift,
    )


def timeline(problem: Problem, roster: Roster, worker: Worker) -> list[Duty]:
    """Return all the person's work, this rota's and the fixed, by start."""
    both = own_duties(problem, roster, worker) + fixed_duties(problem, worker)
    return sorted(both, key=lambda duty: (duty.start_min, duty.end_min))


def is_young(worker: Worker, day: int) -> bool:
    """Return whether the person is under 18 on a day."""
    return worker.young_until_day is not None and day < worker.young_until_day


def broken(
    spec: RuleSpec,
    amount: int,
    *,
    worker: str | None = None,
    days: tuple[int, ...] = (),
    shifts: tuple[str, ...] = (),
    demand: str | None = None,
    times: int = 1,
    facts: Facts = MappingProxyType({}),
) -> Violation:
    """Return a violation of a rule in force; when soft, its cost is ``amount * weight * times``."""
    return Violation(
        rule=spec.rule,
        spec=spec.name,
        hard=spec.hard,
        amount=amount,
        cost=0 if spec.hard else amount * spec.weight * times,
        worker=worker,
        days=days,
        shifts=shifts,
        demand=demand,
        facts=dict(facts),
    )
