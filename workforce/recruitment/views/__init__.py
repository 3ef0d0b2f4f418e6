"""The pages of recruitment: for everybody, for recruiters, and behind a candidate's private link."""

from workforce.recruitment.views import applications, hires, jobs, places, vacancies
from workforce.recruitment.views.blueprint import bp

__all__ = ["applications", "bp", "hires", "jobs", "places", "vacancies"]
