"""Employers, their sites, the neighbourhoods of the county and the team of each."""
