"""Benchmarks: each prints one JSON line with a ratio taken in one run."""
