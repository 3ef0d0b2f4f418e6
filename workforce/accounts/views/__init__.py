"""The pages of accounts: signing in and one's own, and those of administrators."""

from workforce.accounts.views import administration, sign_in

__all__ = ["administration", "sign_in"]
