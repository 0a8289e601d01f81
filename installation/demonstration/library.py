"""The demonstration's documents: a fictional regulation of our own writing."""

from __future__ import annotations

from pathlib import Path

from core.clock import frozen, now
from documents.actions import store_document
from installation.demonstration.calendar import Calendar
from installation.demonstration.roster import Roster

FOLDER = Path(__file__).parent / "documents"


def store_documents(roster: Roster, calendar: Calendar) -> None:
    """Let the training manager store each file of the folder as a document."""
    with frozen(calendar.at(0.02)):
        for path in sorted(FOLDER.glob("*.txt")):
            store_document(roster.members["manager"], path.name, path.read_bytes(), now=now())
