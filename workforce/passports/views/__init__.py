"""The pages of passports: one's own, and those on which verifiers work."""

from workforce.passports.views import own, verification

__all__ = ["own", "verification"]
