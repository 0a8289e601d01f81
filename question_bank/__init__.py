"""Questions, their immutable revisions, topics and the importers that fill the bank."""
