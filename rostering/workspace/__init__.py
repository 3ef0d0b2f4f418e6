"""The workspace of those who make rotas: look at one, edit it cell by cell, publish it."""
