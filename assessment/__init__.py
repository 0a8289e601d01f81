"""Exams, papers, timed attempts, answers that are never lost, and marking."""
