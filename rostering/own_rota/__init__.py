"""One's own rota: booked duties of every team and employer."""
