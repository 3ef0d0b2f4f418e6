"""Readiness: what employers ask for a role, what passports hold, and the match of the two on a day."""
