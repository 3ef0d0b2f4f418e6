"""Changes rotas: edits of drafts, publication, and changes of published rotas."""
