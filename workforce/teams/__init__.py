"""Neighbourhood teams and their members, whoever employs them."""
