"""Leave to work at another organisation: where, when, on what agreement."""
