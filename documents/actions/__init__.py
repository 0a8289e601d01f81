"""Changes of source documents, one transaction a verb."""

from documents.actions.editions import supersede, withdraw_supersession
from documents.actions.storing import LONGEST_NAME, AlreadyStored, store_document

__all__ = [
    "LONGEST_NAME",
    "AlreadyStored",
    "store_document",
    "supersede",
    "withdraw_supersession",
]
