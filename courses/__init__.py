"""Tiers, courses and lessons in immutable published versions, and the courses we ship."""
