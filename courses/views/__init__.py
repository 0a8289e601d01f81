"""Pages of courses and lessons."""

from courses.views.catalogue import MENU, bp, index, preview, publish, show, show_version, withdraw

__all__ = ["MENU", "bp", "index", "preview", "publish", "show", "show_version", "withdraw"]
