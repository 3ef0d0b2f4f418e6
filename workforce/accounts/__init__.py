"""Sign-in, and which roles an account holds where."""
