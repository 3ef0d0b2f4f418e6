"""One's own rota: promised duties of every team and employer."""
