"""The optional writing aid: an endpoint of the administrator's that suggests; nothing depends on it."""
