"""Lines that say what they are: abstract, keywords, catalogue data, notes, references, author, unit."""

import re
from enum import StrEnum

from documents.lines import has_han, width
from documents.names import is_unit_word, names_in
from documents.offices import MARKING, ORIGIN, PERIODICAL, SERIES


class Role(StrEnum):
    """What a line or block is in its article."""

    TEXT = "text"
    TITLE = "title"
    AUTHOR = "author"
    UNIT = "unit"
    HEADING = "heading"
    ABSTRACT = "abstract"
    KEYWORDS = "keywords"
    ENGLISH_ABSTRACT = "english_abstract"
    ENGLISH_KEYWORDS = "english_keywords"
    CATALOGUE = "catalogue"
    REFERENCES = "references"
    NOTE = "note"
    TABLE = "table"
    ISSUE = "issue"


def _label(words: str) -> re.Pattern[str]:
    """A label in brackets, before a colon, or alone on its line."""
    return re.compile(
        rf"[-•\s]*(?:[\[【［〔（(]\s*(?:{words})\s*[\]】］〕）)]\s*[:：]?|(?:{words})\s*[:：]|(?:{words})\s*$)",
        re.IGNORECASE,
    )


_LABELS = (
    (Role.ABSTRACT, _label(r"摘\s*要|内容提要|内容摘要|提\s*要")),
    (Role.KEYWORDS, _label(r"关\s*键\s*[词字]|主题词")),
    (Role.ENGLISH_ABSTRACT, _label(r"abstract")),
    (Role.ENGLISH_KEYWORDS, _label(r"key\s*words?")),
    (
        Role.CATALOGUE,
        _label(r"DOI|(?:中图)?分类号|中图法分类号|文献标[识志]码|文章编号|文章标识码|UDC|ISSN|国内统一刊号"),
    ),
    (
        Role.REFERENCES,
        re.compile(
            r"[-•\s]*[\[【［（(]?\s*(?:主要)?(?:参\s*考\s*文\s*献|参考资料|references|尾\s*注|注\s*释)\s*[\]】］）)]?\s*[:：]?\s*(?=$|[\[［(（]\d|\d+[.．、])",
            re.IGNORECASE,
        ),
    ),
    (
        Role.NOTE,
        re.compile(
            r"[-•*＊\s]*[\[【［〔（(]?\s*(?:第一作者|通[讯信]作者|作者)?"
            r"(?:作者简介|作者介绍|第一作者|通[讯信]作者|简介|收稿日期|修[回订]日期|录用日期|投稿日期|基金项目|课题项目|项目基金|资助项目"
            r"|责任编辑|责\s*编|本文编辑|编\s*辑|校\s*对|审\s*[核稿]|稿件来源|来\s*源|投稿邮箱|电子邮箱|电子邮件|E-?mail"
            r"|发布时间|发布日期|发表时间|更新时间|浏览次数|点击次数|阅读次数|点击数|浏览量|信息来源|文章来源|发布人|发布单位|字号|字体|联系电话|联系方式|通讯地址|引用格式|引用本文|版权声明)\s*(?:[\]】］〕]\s*[:：]?|[:：/／])",
            re.IGNORECASE,
        ),
    ),
    (
        Role.NOTE,
        re.compile(
            r"[【\[]?(?:(?:您(?:现在)?的|当前)(?:所在)?位置|上一[篇条]|下一[篇条]|相关(?:链接|阅读|新闻)|分享到)\s*[:：]|[【\[]\s*(?:打印|关闭|返回)"
        ),
    ),
    (Role.NOTE, re.compile(r"[^。，；：>＞»›|]{1,12}(?:\s*[>＞»›]+\s*[^。，；>＞»›]{1,14})+$")),
    (Role.NOTE, re.compile(r"[【\[（(]?\s*编者(?:按|的话)\s*[】\]）)]?\s*[:：\s]")),
    (
        Role.ISSUE,
        re.compile(
            r"(?:抄\s*[送报]|报\s*送|分\s*送|主\s*送)\s*(?:单位|机关)?\s*[:：]|(?:主?[报送发]|[报送发]\s*至)\s*[:：][^。！？]*$"
        ),
    ),
    (
        Role.NOTE,
        re.compile(
            r"(?:今天是.{0,30}|现在时间.{0,30}|(?:设为首页|加入收藏|收藏本站|联系我们|网站地图).{0,30}|欢迎(?:您|光临|访问|来到)[^，。]{0,24})$"
        ),
    ),
    (Role.ISSUE, re.compile(r"[（(]?\s*共?\s*印\s*\d{1,5}\s*份\s*[）)]?$")),
    (Role.ISSUE, MARKING),
    (Role.ISSUE, ORIGIN),
    (
        Role.NOTE,
        re.compile(
            r"(?:编\s*制|拟\s*[制稿]|起\s*草)(?:人|单位|部门)?\s*[:：].{1,30}(?:审\s*[核定]|校\s*对|批\s*准|签\s*发)(?:人|单位|部门)?\s*[:：][^。]*$"
        ),
    ),
    (Role.NOTE, re.compile(r"(?:共|已)?(?:浏览|阅读|点击|访问)(?:量|数|次数)?\s*[:：]?\s*\d+\s*次?$")),
    (Role.ISSUE, SERIES),
    (Role.ISSUE, PERIODICAL),
    (Role.NOTE, re.compile(r"(?:版权所有|copyright\b|©).{0,60}$", re.IGNORECASE)),
    (Role.NOTE, re.compile(r"[\[【［〔（(]\s*(?:责任编辑|责编|编辑|校对|审核)\s[^（）()]{2,20}[\]】］〕）)]$")),
)
_MONTH = r"(?:(?:19|20)\d{2}|二[〇○0][一二三四五六七八九〇○零]{2})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月"
_DATE = rf"{_MONTH}\s*[\d一二三四五六七八九十]{{1,3}}\s*日"
DATE_LINE = re.compile(
    rf"[（(]?\s*(?:{_DATE}|{_MONTH}|(?:19|20)\d{{2}}(?P<mark>[./-])\d{{1,2}}(?P=mark)\d{{1,2}})\s*[）)]?"
)
_ISSUE = re.compile(
    r"[^\s。，；]{0,14}[〔\[［（(【]\s*(?:19|20)\d{2}\s*[〕\]］）)】]\s*第?\s*\d{1,4}\s*号(?:[\s\u3000]+签\s*发\s*人?\s*[:：].{1,20})?"
    rf"|[（(][^（）()]{{0,40}}{_DATE}[^（）()]{{0,60}}(?:通过|印发|发布|公布|施行|修订|修正|批准|制定)[^（）()]{{0,40}}[）)]"
)
UNIT_AND_DATE = re.compile(
    rf"(?P<unit>[^。，；：:！？]{{3,30}}?)(?:主办|编印|编发|印发|编)?[\s\u3000]+(?:{_DATE}|{_MONTH})(?:\s*印发)?"
)
PRINTING_NOTE = re.compile(rf"[^。！？]{{0,200}}(?:{_DATE})\s*印发[^。！？]{{0,40}}")
"""What stands in the box at the foot of an office's paper: to whom it goes, who printed it, and when."""
NAMED_HEADING = re.compile(
    r"(?P<heading>引\s*言|前\s*言|绪\s*论|导\s*言|导\s*语|导\s*论|序\s*言|结\s*语|结\s*论|结\s*束\s*语|总\s*结|小\s*结|后\s*记|余\s*论|结论与建议|结论与展望|总结与展望)"
    r"\s*(?P<ending>[:：]?)"
)
_UNIT_WORDS = r"作者工作单位|作者单位|工作单位|供稿单位"
_UNIT_LINE = re.compile(
    rf"[（(\[【]?\s*(?:{_UNIT_WORDS}|单\s*位)\s*[:：]\s*(?P<unit>.+)|[（(]\s*作者(?:分别)?[系为](?P<who>.+)"
)
UNIT_TAIL = re.compile(
    rf"[（(]\s*(?:(?:{_UNIT_WORDS})\s*[:：]|作者(?:分别)?[系为])[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]\s*$"
)
_UNIT_INSIDE = re.compile(rf"[（(]\s*(?:(?:{_UNIT_WORDS})\s*[:：]|作者(?:分别)?[系为])")
_AUTHOR_SIGN = re.compile(r"[●◆■▲◎○★☆□◇△◉⊙•]\s*")
_AUTHOR_WORD = re.compile(
    r"[（(\[【]?\s*(?:文|图文|作\s*者|撰\s*文|撰\s*稿|执\s*笔人?|供\s*稿人?|授\s*课人?|主\s*讲人?|宣讲人|报告人|汇报人|发言人|编写人?|编\s*著|主\s*编|整理人?|通讯员|(?:本报|本刊)?记者)\s*[/／:：丨|\]】]\s*|[（(](?=通讯员|(?:本报|本刊)?记者)"
)
_ORGANISATION = r"公司|集团|大学|学院|学校|党校|研究院|研究所|研究中心|中心|林场|林业局|矿业?|煤矿|[局厅处院所站厂部委会室队]|支部|党委|工会|医院|银行|管护区|管理区|保护区|车间|小组|班组|工区|工段|党总支|党组|分会|团委|协会|联合会"
_AFFILIATION = re.compile(
    rf"\s*(?:\d{{1,2}}[.．、\s]*)?(?P<unit>[^，,。：:！？（）()]{{2,50}}?(?:{_ORGANISATION}))(?:编印|编写|编制|编)?"
    r"(?:[\s,，、]+[^，,。：:！？]{1,20}){0,3}\s*"
)
_UNIT_BEHIND = re.compile(r"(?P<names>[^（(]{2,30})[（(](?P<unit>[^（）()]{4,50})[）)]")
_BRACKET_BEHIND = re.compile(r"\s*[（(][^（）()]{1,40}[）)]$")
_POST = re.compile(
    r"(?P<unit>.{0,30}?)(?:[、，,兼]?(?:党委|党总支|党支部|支部|工会|纪委|常务|高级|第一|原|副|总)*"
    r"(?:书记|董事长|总经理|经理|主任|场长|厂长|矿长|队长|班长|站长|局长|主席|部长|科长|处长|工程师|政工师|组长|校长|院长|所长|教授|干事|委员|代表|党员|职工))+"
)
_NAME_WITH_UNIT = re.compile(r"([^（(）)]{2,30})[（(]([^（）()]{3,50})[）)]")
_PAIRED_UNIT = re.compile(r"[\s|｜]+(?:作者|工作)?单\s*位\s*[:：]\s*(?P<unit>[^\s，,；;|｜]{3,50})")
_PAIR = re.compile(r"[\s|｜]+(?=[^\s:：/／]{1,6}\s?[:：/／])")
_PAIRED_AUTHOR = re.compile(
    r"(?:^|[\s|｜])(?:作者|撰稿人?|撰文|供稿人?|通讯员|(?:本报|本刊)?记者)\s*[:：]\s*(?P<names>.+)"
)
_WORK_DONE = re.compile(r"\s*(?:摄影报道|图文报道|综合报道|报道|摄影|供稿|摄|图文|文)$")
_LONGEST_AFFILIATION = 200  # columns
_LONGEST_REFERENCE = 600  # characters
_PLACE = re.compile(r"[\s,，、]+[^\s,，、；;]{2,12}[\s,，、]+\d{6}\b|[\s,，、]*\b\d{6}\b")


def label_of(text: str) -> Role | None:
    """The role a line claims for itself, if it carries a label."""
    for role, pattern in _LABELS:
        if pattern.match(text):
            return Role.AUTHOR if role is Role.NOTE and _paired_names(text) else role
    return Role.ISSUE if width(text) <= _LONGEST_AFFILIATION and _ISSUE.fullmatch(text) else None


def after_label(text: str) -> str:
    """What follows the label of a line; empty when the label stands alone."""
    for _, pattern in _LABELS:
        if found := pattern.match(text):
            return text[found.end() :].strip()
    return text


def is_reference(text: str) -> bool:
    """Whether a text reads as one entry of a list of references."""
    numbered = re.match(r"[-•*\s]*(?:[\[［〔【(（]\s*\d{1,3}\s*[\]］〕】)）]|\d{1,3}\s*[.．、])", text)
    text = text[:_LONGEST_REFERENCE]
    typed = re.search(r"[\[［]\s*(?:[JMDCNPSRZGA]|EB|DB|J/OL|N/OL|M/OL)(?:\s*/\s*OL)?\s*[\]］]", text)
    return bool(typed) or bool(numbered and re.search(r"(?:19|20)\d{2}|出版社|[\[［]", text[2:]))


def unit_in(text: str) -> str | None:
    """The unit a line such as （作者单位：…） names, if it is such a line."""
    found = _UNIT_LINE.match(text)
    if not found:
        return None
    unit = (found["unit"] or found["who"]).strip()
    if text.lstrip()[0] in "（([【":
        unit = re.sub(r"[）)\]】]\s*$", "", unit)
    post = _POST.fullmatch(unit) if found["who"] else None
    return without_place((affiliation_in(post["unit"]) if post else "") or unit)


def start_of_unit_note(text: str) -> int:
    """Where in a line （作者单位：… begins; 0 when it begins the line or does not occur."""
    found = _UNIT_INSIDE.search(text)
    return found.start() if found else 0


def affiliation_in(text: str) -> str | None:
    """The unit in a line under the author's name such as “某某公司，天津 300452”; several are parted by ；."""
    if not text or width(text) > _LONGEST_AFFILIATION:
        return None
    bare = text[1:-1] if text[0] in "（(" and text[-1] in "）)" else text
    found = [_AFFILIATION.fullmatch(part) for part in re.split("[；;]", bare)]
    return "；".join(part["unit"].strip() for part in found if part) if all(found) else None


def without_place(unit: str) -> str:
    """A unit's name without the town and postal code behind it."""
    return _PLACE.sub("", unit).strip(" ,，、；;。")


def signed_names(text: str) -> list[str]:
    """The names in a line marked as the author's: ●name, 文/name, 作者：name."""
    if found := _AUTHOR_SIGN.match(text):
        return _signed(text[found.end() :])
    if names := _paired_names(text):
        return names
    if found := _AUTHOR_WORD.match(text):
        return _signed(re.sub(r"[）)\]】]\s*$", "", text[found.end() :]))
    return []


def unit_and_names(text: str) -> tuple[str, list[str]]:
    """The unit and the names in a byline such as “某某林场　周远山”, in either order; empty when it is none.

    A post before the name (党委书记、董事长　韩志远) belongs to neither.
    """
    bare = _AUTHOR_SIGN.sub("", text, count=1).strip()
    if bare[:1] in ("（", "(") and bare[-1:] in ("）", ")"):
        bare = bare[1:-1]
    if several := _names_with_units(bare):
        return several
    tokens = bare.split()
    for cut in range(1, len(tokens)):
        head, tail = "".join(tokens[:cut]), tokens[cut:]
        if names := names_in(" ".join(tail)):
            if unit := affiliation_in(head):
                return unit, names
            if post := _POST.fullmatch(head):
                return affiliation_in(post["unit"]) or (_longest_unit(head) if post["unit"] else ""), names
    for cut in range(len(tokens) - 1, 0, -1):
        names, unit = names_in(" ".join(tokens[:cut])), affiliation_in("".join(tokens[cut:]))
        if names and unit:
            return unit, names
    return "", []


def _names_with_units(text: str) -> tuple[str, list[str]] | None:
    """The units and names in a line of several names, each with its unit in brackets."""
    if text.count("（") + text.count("(") < 2:
        return None
    pairs = _NAME_WITH_UNIT.findall(text)
    if len(pairs) < 2 or _NAME_WITH_UNIT.sub("", text).strip(" ,，、；;\u3000"):
        return None
    names = [names_in(named.strip(" ,，、；;\u3000")) for named, _unit in pairs]
    units = [affiliation_in(unit) or "" for _named, unit in pairs]
    if not all(names) or not all(units):
        return None
    return "；".join(dict.fromkeys(units)), [name for several in names for name in several]


def _longest_unit(text: str) -> str:
    """The unit with which a post begins (某某公司宣传部|长)."""
    units = (affiliation_in(text[:end]) for end in range(len(text) - 1, 0, -1))
    return next((unit for unit in units if unit), "")


def is_bracketed_signature(text: str) -> bool:
    """Whether a line is a signature in brackets, as at the end of an article: （张伟 某某公司）."""
    inside = text[1:-1] if text[:1] in ("（", "(") and text[-1:] in ("）", ")") else ""
    return bool(inside) and bool(unit_and_names(inside)[1] or names_in(inside))


def byline_unit(text: str) -> str:
    """The unit in a byline that names one: ●某某公司, or in brackets behind the name."""
    if paired := _PAIRED_UNIT.search(text):
        return without_place(paired["unit"])
    bare = _AUTHOR_SIGN.sub("", text, count=1).strip()
    behind = _UNIT_BEHIND.fullmatch(bare)
    if behind:
        return affiliation_in(behind["unit"]) or ""
    return (affiliation_in(_BRACKET_BEHIND.sub("", bare)) or "") if bare != text.strip() else ""


def without_bracket(text: str) -> str:
    """A byline without the bracket behind it, where that names a unit."""
    behind = _UNIT_BEHIND.fullmatch(text.strip())
    return behind["names"] if behind and affiliation_in(behind["unit"]) else text


def has_author_sign(text: str) -> bool:
    """Whether a line starts with a sign such as ● that may mark an author or a list item."""
    return bool(_AUTHOR_SIGN.match(text))


def is_latin(text: str) -> bool:
    """Whether a text has letters but none of them Chinese."""
    return not has_han(text) and any(char.isalpha() for char in text)


def _paired_names(text: str) -> list[str]:
    """The author's names in a line of several facts such as 发布时间：… 作者：… 来源：…."""
    found = _PAIRED_AUTHOR.search(text)
    return _signed(found["names"]) if found and _PAIR.search(text) else []


def _signed(text: str) -> list[str]:
    bare = _WORK_DONE.sub("", _PAIR.split(re.sub(r"[（(].*$", "", text).strip())[0])
    tokens = bare.split()
    while len(tokens) > 1 and is_unit_word(tokens[-1]):
        tokens.pop()
    bare = " ".join(tokens)
    first = re.split(r"\s*(?:单位|系|，\s*(?=.{3,}(?:公司|局|场|校|院)))", bare)[0] if len(bare) > 12 else bare
    return names_in(first, strict=False)
