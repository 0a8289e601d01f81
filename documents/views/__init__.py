"""Pages of source documents."""

from documents.views import editions, uploads
from documents.views.library import KIND_LABELS, MENU, OFFERED, article, bp, create, index, new, show

__all__ = ["KIND_LABELS", "MENU", "OFFERED", "article", "bp", "create", "editions", "index", "new", "show", "uploads"]
