"""The demonstration's documents: fictional regulations of our own writing, one of them revised."""

from __future__ import annotations

from pathlib import Path

from core.clock import frozen, local, now
from courses.actions import load_starter
from documents.actions import store_document, supersede
from documents.models import Document
from installation.demonstration.calendar import Calendar
from installation.demonstration.roster import Roster
from installation.demonstration.word_files import word_file
from question_bank import formats
from question_bank.actions import import_reading

FOLDER = Path(__file__).parent
TRIAL, REVISED = "patrol-trial", "patrol-revised"
QUESTIONS = "护林员巡护题目.txt"
NAMES = {TRIAL: "护林员巡护管理办法（试行）", REVISED: "护林员巡护管理办法（修订）"}


def store_documents(roster: Roster, calendar: Calendar) -> None:
    """Let the training manager store the daily rules as a document."""
    with frozen(calendar.at(0.02)):
        path = FOLDER / "documents" / "patrol.txt"
        store_document(roster.members["manager"], path.name, path.read_bytes(), now=now())


def replace_regulation(roster: Roster, calendar: Calendar) -> None:
    """Let a regulation of 26 rules be taught and asked, and then be replaced by one of 13.

    Afterwards the differences, the coverage and what is to be looked at again have something to show.
    """
    manager = roster.members["manager"]
    with frozen(calendar.at(0.03)):
        trial = _stored(roster, TRIAL)
        path = FOLDER / "questions" / "ranger-patrol.txt"
        import_reading(
            roster.members["organizer"], formats.read(path.name, path.read_bytes()), file_name=QUESTIONS, now=now()
        )
        load_starter(FOLDER / "course", actor=manager, now=now())
    with frozen(calendar.at(0.97)):
        supersede(manager, trial, _stored(roster, REVISED), local(now()).date(), now=now())


def _stored(roster: Roster, name: str) -> Document:
    text = (FOLDER / "documents" / f"{name}.txt").read_text("utf-8")
    return store_document(roster.members["manager"], f"{NAMES[name]}.docx", word_file(text), now=now())
