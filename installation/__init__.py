"""The first start: what is shipped, and the demonstration unit."""
