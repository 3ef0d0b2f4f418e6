"""What passports hold and what employers ask, for those who may know."""

from workforce.passports.queries.checks import checks_at, own_check, verified_check
from workforce.passports.queries.effects import Effect, effects_unscoped
from workforce.passports.queries.places import (
    PlaceReadiness,
    WorkPlace,
    WorkReason,
    places_unscoped,
    readiness_at,
    readiness_of_places_unscoped,
)
from workforce.passports.queries.registrations import registration_of
from workforce.passports.queries.work import WorkListLine, awaiting_work, running_out_work

__all__ = [
    "Effect",
    "PlaceReadiness",
    "WorkListLine",
    "WorkPlace",
    "WorkReason",
    "awaiting_work",
    "checks_at",
    "effects_unscoped",
    "own_check",
    "places_unscoped",
    "readiness_at",
    "readiness_of_places_unscoped",
    "registration_of",
    "running_out_work",
    "verified_check",
]
