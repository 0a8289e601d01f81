"""Pages of courses and lessons."""

from courses.views import entry
from courses.views.catalogue import MENU, bp, index, preview, publish, show, show_version, withdraw

__all__ = ["MENU", "bp", "entry", "index", "preview", "publish", "show", "show_version", "withdraw"]
