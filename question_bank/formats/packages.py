"""Reads zip packages with a manifest, whichever QTI their documents are written in."""

from __future__ import annotations

from core.errors import Invalid
from core.i18n import _, _l
from core.zips import MARK
from question_bank.formats import qti1, qti2
from question_bank.formats.base import Reading
from question_bank.formats.qti_package import opened

_MANIFEST = b"imsmanifest.xml"


class QtiPackage:
    """A package of QTI 1.2, 2.1, 2.2 or 3.0 documents with their pictures."""

    name = "qti_package"
    label = _l("QTI 压缩包")
    extensions: tuple[str, ...] = (".zip",)

    def claims(self, name: str, raw: bytes) -> bool:
        """A zip file that lists a manifest."""
        return raw.startswith(MARK) and _MANIFEST in raw

    def read(self, name: str, raw: bytes) -> Reading:
        """Read every document of the package; raises Invalid when there is no question in it."""
        holding = opened(name, raw)
        reading = qti2.read_holding(name, holding) if qti2.holds_items(holding) else qti1.read_holding(holding)
        if not reading.questions:
            reasons = " ".join(reading.warnings[:2])
            raise Invalid(_("压缩包里没有 QTI 题目。") + reasons, field="file")
        return reading
