"""Timed knowledge contests, staged skills contests, judges and rubrics, rankings and awards."""
