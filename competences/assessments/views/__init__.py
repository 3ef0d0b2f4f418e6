"""The pages of assessments: the assessor's, and the coordinator's page of assessors."""

from competences.assessments.views.assess import bp as assessments
from competences.assessments.views.assessors import bp as assessors

__all__ = ["assessments", "assessors"]
