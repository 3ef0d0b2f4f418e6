"""Apprenticeships: hours of learning, breaks, reviews, and the way to the gateway."""
