"""Text that belongs to the printing of an article and not to what it teaches (pure).

The reading of documents keeps such text out already; this is the second lock, for documents that were
stored before it was recognised and for forms that the reading does not know.
"""

from __future__ import annotations

import re

_OPENS = re.compile(
    r"\s*[\[［【〔(（]?\s*(?:摘\s*要|内容提要|内容摘要|关\s*键\s*词|参\s*考\s*文\s*献|作者单位|作者简介|第一作者|通讯作者|通信作者|"
    r"基金项目|项目基金|收稿日期|修回日期|责任编辑|编\s*辑|校\s*对|中图分类号|文献标识码|文章编号|引用格式|DOI|doi|"
    r"Abstract|ABSTRACT|Key\s*words?|KEY\s*WORDS?|References?)\s*[\]］】〕)）]?\s*(?:[:：]|$)"
)
_BRACKETED = re.compile(
    r"\s*[\[［【〔]\s*(?:摘\s*要|关\s*键\s*词|参\s*考\s*文\s*献|作者简介|Abstract|Key\s*words?)\s*[\]］】〕]", re.I
)
_REFERENCE = re.compile(
    r"\s*[\[［]\s*\d{1,3}\s*[\]］].{0,200}?(?:\[[A-Z](?:/[A-Z]+)?\]|［[A-Z]］|出版社|\d{4}\s*[,，(（])"
)
_HEADING = re.compile(
    r"\s*(?:摘\s*要|内容提要|关\s*键\s*词|参\s*考\s*文\s*献|注\s*释|作者简介|附\s*注|Abstract|References?)\s*$", re.I
)
_NOTE = re.compile(r"\s*[(（]\s*(?:作者|编辑|责编|本文)[^。]{0,80}[)）]\s*$")
_HAN = re.compile(r"[\u3400-\u9fff]")
LATIN_SHARE = 0.5
SHORTEST_LATIN = 40


def is_apparatus(text: str) -> bool:
    """Tell whether a paragraph is an abstract, keywords, a reference, an author's note or foreign text."""
    marked = any(found.match(text) for found in (_OPENS, _BRACKETED, _REFERENCE, _NOTE))
    return marked or _is_foreign(text)


def heads_apparatus(heading: str) -> bool:
    """Tell whether a heading opens an abstract, a reference list or notes."""
    return bool(_HEADING.match(heading))


def _is_foreign(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    if len(letters) < SHORTEST_LATIN:
        return False
    return len(_HAN.findall(text)) < LATIN_SHARE * len(letters)
