"""The pages of apprenticeships: the coordinator's, those of one apprentice, and the apprentice's own."""

from competences.apprenticeships.views import board, standards
from competences.apprenticeships.views.apprentice import bp as apprentices
from competences.apprenticeships.views.blueprint import bp as apprenticeships
from competences.apprenticeships.views.learning import bp as learning

__all__ = ["apprentices", "apprenticeships", "board", "learning", "standards"]
