"""Why a piece of text was kept out of the body, as stored words and in the reader's words."""

from enum import StrEnum

from core.i18n import _l


class Reason(StrEnum):
    """Why a piece of text was kept out of the body."""

    PAGE_NUMBER = "page_number"
    RUNNING_HEADER = "running_header"
    RULE = "rule"
    TURN = "turn"
    CONTENTS = "contents"
    HYPHEN = "hyphen"
    CITATION = "citation"
    AUTHOR = "author"
    UNIT = "unit"
    ABSTRACT = "abstract"
    KEYWORDS = "keywords"
    CATALOGUE = "catalogue"
    ENGLISH = "english"
    REFERENCES = "references"
    NOTE = "note"
    LOOSE_TITLE = "loose_title"


LABELS = {
    Reason.PAGE_NUMBER: _l("页码"),
    Reason.RUNNING_HEADER: _l("页眉或页脚"),
    Reason.RULE: _l("分隔线"),
    Reason.TURN: _l("转版说明"),
    Reason.CONTENTS: _l("目录"),
    Reason.HYPHEN: _l("行末连字符"),
    Reason.CITATION: _l("引文标号"),
    Reason.AUTHOR: _l("作者署名"),
    Reason.UNIT: _l("作者单位"),
    Reason.ABSTRACT: _l("摘要"),
    Reason.KEYWORDS: _l("关键词"),
    Reason.CATALOGUE: _l("分类号等刊物信息"),
    Reason.ENGLISH: _l("英文题名、作者与摘要"),
    Reason.REFERENCES: _l("参考文献"),
    Reason.NOTE: _l("作者简介、编辑等附注"),
    Reason.LOOSE_TITLE: _l("没有正文的标题"),
}
