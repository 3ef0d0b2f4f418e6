"""Hours as a ledger: what a contract asks, what was worked, what absences credit, and what is carried on."""
