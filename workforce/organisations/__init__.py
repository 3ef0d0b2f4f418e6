"""Employers, sites and neighbourhoods, and what each accepts."""
