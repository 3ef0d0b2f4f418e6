"""Changes rotas: drafts cell by cell, publication, and published rotas with a reason."""
