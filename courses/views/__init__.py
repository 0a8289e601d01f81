"""Pages of courses and of drafts of them."""

from courses.views import catalogue, draft_lessons, draft_reviews, drafts
from courses.views.blueprint import MENU, bp

__all__ = ["MENU", "bp", "catalogue", "draft_lessons", "draft_reviews", "drafts"]
