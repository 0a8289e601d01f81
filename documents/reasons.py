"""Why text was kept out of the body, and what a reading leaves in doubt, in stored words and in sentences."""

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
    ISSUE = "issue"
    FOOTNOTE = "footnote"
    HIDDEN = "hidden"
    WATERMARK = "watermark"
    NAVIGATION = "navigation"
    PICTURE = "picture"
    PICTURE_MISSING = "picture_missing"
    PICTURE_BROKEN = "picture_broken"
    PICTURE_LARGE = "picture_large"
    PICTURE_MANY = "picture_many"
    PICTURE_SMALL = "picture_small"
    PICTURE_BACKGROUND = "picture_background"


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
    Reason.ISSUE: _l("发文字号、日期等题注"),
    Reason.FOOTNOTE: _l("脚注或尾注"),
    Reason.HIDDEN: _l("隐藏文字"),
    Reason.WATERMARK: _l("水印"),
    Reason.NAVIGATION: _l("网页导航、页头和页脚"),
    Reason.PICTURE: _l("图片"),
    Reason.PICTURE_MISSING: _l("图片：文件里没有它的内容"),
    Reason.PICTURE_BROKEN: _l("图片：格式不能显示，或已损坏"),
    Reason.PICTURE_LARGE: _l("图片：像素或字节过多"),
    Reason.PICTURE_MANY: _l("图片：超过一个文件的图片上限"),
    Reason.PICTURE_SMALL: _l("图片：过小，多为装饰"),
    Reason.PICTURE_BACKGROUND: _l("图片：整页底图，或每页重复"),
}


class Doubt(StrEnum):
    """What a person should check in an article as it was read."""

    NO_TITLE = "no_title"
    TITLE_AT_END = "title_at_end"
    NO_AUTHOR = "no_author"
    NO_BODY = "no_body"
    NO_HEADINGS = "no_headings"
    LONG_PARAGRAPH = "long_paragraph"
    PICTURES = "pictures"


SENTENCES = {
    Doubt.NO_TITLE: _l("没有找到标题，暂以文件名代替。"),
    Doubt.TITLE_AT_END: _l("标题写在正文之后，请核对它是否属于这一篇。"),
    Doubt.NO_AUTHOR: _l("没有找到作者。"),
    Doubt.NO_BODY: _l("没有找到正文。"),
    Doubt.NO_HEADINGS: _l("没有找到小标题，全文作为一节。"),
    Doubt.LONG_PARAGRAPH: _l("有一段特别长，可能是几段连在了一起。"),
    Doubt.PICTURES: _l("原文有图片没有读出，原因见“未收入正文的内容”；需要时请在课程里另行插入。"),
}
