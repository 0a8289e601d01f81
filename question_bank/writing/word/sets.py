"""Papers for the desk: one without answers, and a whole set of A and B papers with answers, sheets and the order."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence

from core.i18n import _, _l
from core.xlsx import Column, Sheet, write_workbook
from question_bank.formats.base import ReadQuestion
from question_bank.formats.kinds import KINDS
from question_bank.writing.base import Loss, unspoilt, writable
from question_bank.writing.word.paper import Layout, paper
from question_bank.writing.word.sheet import answer_sheet
from question_bank.writing.word.versions import Version, order_rows, versions

_MOMENT = (1980, 1, 1, 0, 0, 0)


class BlankPaper:
    """A Word paper without answers."""

    name = "word_blank"
    label = _l("Word 试卷（不含答案）")
    mark = _l("不含答案")
    ending = "docx"
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    kinds = frozenset(KINDS)

    def losses(self, question: ReadQuestion) -> list[Loss]:
        """Answers are left off on purpose; nothing else is lost."""
        return []

    def write(self, questions: Sequence[ReadQuestion], title: str) -> bytes:
        """The paper, section by section."""
        return paper(by_kind(questions), Layout(title))


class PaperSet:
    """A zip file with A and B papers, their answers, answer sheets and the order of both."""

    name = "word_set"
    label = _l("Word 试卷包（A/B 卷、答案、答题卡）")
    ending = "zip"
    media_type = "application/zip"
    kinds = frozenset(KINDS)

    def losses(self, question: ReadQuestion) -> list[Loss]:
        """Nothing is lost on paper."""
        return []

    def write(self, questions: Sequence[ReadQuestion], title: str) -> bytes:
        """The set in the order that follows from the questions themselves, so that it can be made again."""
        return paper_set(questions, title, seed=zlib.crc32("\n".join(each.stem for each in questions).encode()))


def by_kind(questions: Sequence[ReadQuestion]) -> list[ReadQuestion]:
    """The questions with those of one kind together, kinds in the order papers have them."""
    return sorted(questions, key=lambda question: KINDS.index(question.kind))


def paper_set(questions: Sequence[ReadQuestion], title: str, *, seed: int, minutes: int | None = None) -> bytes:
    """The zip file; `seed` tells the order of the B paper."""
    made = versions(by_kind([writable(question) for question in questions]), ("A", "B"), seed)
    title = unspoilt(title)
    files: dict[str, bytes] = {}
    for version in made:
        for name, with_answers in (
            (_("%(version)s卷", version=version.name), False),
            (_("%(version)s卷答案", version=version.name), True),
        ):
            files[f"{name}.docx"] = paper(version.questions, Layout(title, version.name, with_answers, minutes))
        files[f"{_('%(version)s卷答题卡', version=version.name)}.docx"] = answer_sheet(
            version.questions, title, version.name
        )
    files[f"{_('题目顺序对照')}.xlsx"] = _order(made, title, seed)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), content)
    return target.getvalue()


def _order(made: Sequence[Version], title: str, seed: int) -> bytes:
    columns = (
        Column(_("卷别"), width=8),
        Column(_("卷内题号"), "number", 10),
        Column(_("原题号"), "number", 10),
        Column(_("卷上 A、B、C……依次是原来的"), width=30),
    )
    note = _("顺序编号 %(seed)d。同一批题目用同一编号，得到同样的顺序。", seed=seed)
    return write_workbook([Sheet(_("顺序"), columns, order_rows(made), heading=title, notes=(note,))])
