"""Changes of source documents, one transaction a verb."""

from documents.actions.confirming import confirm_changes
from documents.actions.editions import supersede, withdraw_supersession
from documents.actions.pictures import keep_encoded, keep_picture
from documents.actions.storing import LONGEST_NAME, AlreadyStored, store_document
from documents.actions.uploads import put_aside, takes_long

__all__ = [
    "LONGEST_NAME",
    "AlreadyStored",
    "confirm_changes",
    "keep_encoded",
    "keep_picture",
    "put_aside",
    "store_document",
    "supersede",
    "takes_long",
    "withdraw_supersession",
]
