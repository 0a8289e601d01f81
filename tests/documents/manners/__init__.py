"""Whole documents in the manner of those that offices, mines and forest farms write: many irregularities in each."""
