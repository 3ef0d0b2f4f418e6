"""A vacancy as schema.org JobPosting data, by which search engines and job boards find it."""

from __future__ import annotations

from datetime import time
from typing import Any

from workforce.core import clock
from workforce.employments.models import EmploymentKind
from workforce.recruitment.models import Vacancy
from workforce.recruitment.rules import PayUnit

_KINDS = {
    EmploymentKind.PERMANENT: ["FULL_TIME", "PART_TIME"],
    EmploymentKind.FIXED_TERM: ["TEMPORARY"],
    EmploymentKind.BANK: ["PER_DIEM"],
    EmploymentKind.APPRENTICE: ["FULL_TIME", "OTHER"],
}
_UNITS = {PayUnit.HOUR: "HOUR", PayUnit.YEAR: "YEAR"}


def job_posting(vacancy: Vacancy, address: str) -> dict[str, Any]:
    """Return the JobPosting of an open vacancy whose page is at `address`."""
    assert vacancy.published_at is not None
    areas = dict.fromkeys(placement.area for placement in vacancy.placements if placement.area)
    paragraphs = [vacancy.summary, *vacancy.duty_lines, vacancy.looking_for]
    return {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": vacancy.title,
        "description": "\n\n".join(paragraphs),
        "url": address,
        "identifier": {
            "@type": "PropertyValue",
            "name": vacancy.organisation.name,
            "value": vacancy.reference,
        },
        "datePosted": clock.to_london(vacancy.published_at).date().isoformat(),
        "validThrough": clock.from_london(vacancy.closes_on, time(23, 59, 59)).isoformat(),
        "hiringOrganization": {"@type": "Organization", "name": vacancy.organisation.name},
        "employmentType": _KINDS[vacancy.kind],
        "totalJobOpenings": vacancy.position_count,
        "directApply": True,
        "jobLocation": [_place(area) for area in areas] or [_place("Dorset")],
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": "GBP",
            "value": {
                "@type": "QuantitativeValue",
                "minValue": vacancy.pay_from_pence / 100,
                "maxValue": vacancy.pay_to_pence / 100,
                "unitText": _UNITS[vacancy.pay_unit],
            },
        },
    }


def _place(area: str) -> dict[str, Any]:
    return {
        "@type": "Place",
        "address": {
            "@type": "PostalAddress",
            "addressLocality": area,
            "addressRegion": "Dorset",
            "addressCountry": "GB",
        },
    }
