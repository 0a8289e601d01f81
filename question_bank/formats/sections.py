"""Headings of a paper: which kind of question follows, how many, for how many points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from question_bank.formats.kinds import ANY_WORD, kind_named
from question_bank.formats.lines import Line

_ORDINAL = (
    r"(?:第\s*[一二三四五六七八九十\d]+\s*(?:部分|大题|单元|题)\s*[、.:]?\s*|[一二三四五六七八九十]{1,3}\s*[、.:]?\s*|"
    r"\(\s*[一二三四五六七八九十\d]{1,3}\s*\)\s*[、.]?\s*|\[\s*[一二三四五六七八九十]{1,3}\s*\]\s*[、.]?\s*|\d{1,2}\s*[、.)]\s*|[IVX]{1,4}\s*[、.]\s*|[ⅠⅡⅢⅣⅤⅥ]\s*[、.]?\s*)"
)
_HEADING = re.compile(
    rf"^\s*(?:#+\s*|\*+\s*|[■◆●▲★]\s*)?(?P<ordinal>{_ORDINAL})?(?P<lead>[\u4e00-\u9fff]{{0,12}}?)[\[(]?\s*(?P<word>(?:{ANY_WORD})(?:选择)?(?:试)?题?)"
    r"(?P<tail>部分|类)?\s*[\])]?\s*[*]*(?P<rest>.*)$"
)
_CHAPTER = re.compile(
    r"^\s*(?:#+\s*)?第\s*[一二三四五六七八九十百\d]+\s*(?:章|节|篇|编|单元|部分|模块)(?:[\s、.:].{0,40}|[^。?()]{0,30})?$|"
    r"^\s*(?:[一二三四五六七八九十]{1,3}\s*[、.]\s*)?(?:个人|团体|集体)?(?:附加|必答|抢答|共答|风险|观众|加赛|备用|互动)(?:试)?题(?:环节|部分)?\s*:?\s*(?:[(][^()]{0,40}[)])?\s*$"
)
_REST = re.compile(r"^\s*(?:$|。\s*(?:$|[(])|[(:,;—-]|共|每|本|计|\d+\s*[道小]?题|\s\d+\s*[.、]|1\s*[.、](?!\d))")
_COUNT = re.compile(
    r"共\s*(?:计|有)?\s*(\d+)\s*(?:道|小|个)?\s*(?:小)?题|(?<![\d每第])(\d+)\s*(?:道|小|个)?\s*(?:小)?题(?!\s*[\d.]*\s*分)|[(]\s*(\d+)\s*[)]"
)
_EACH = re.compile(r"每\s*(?:小|道)?\s*(?:题|空)?\s*(?:各|计|得)?\s*(\d+(?:\.\d+)?)\s*分")
_TOTAL = re.compile(r"(?:共|计|满分|合计|总计|总分|本(?:部分|大题|题))\s*(?:计|为)?\s*(\d+(?:\.\d+)?)\s*分")
_RULE = re.compile(r"[^(),,;。]*(?:少选|多选|错选|漏选|不选|倒扣|不得分|得一半|选错)[^(),,;。]*")
_AB = re.compile(
    r"(?:正确|对|√)的?[\"”]?\s*(?:的)?(?:请)?(?:选|填|涂|写|打|标|为|用)\s*[\"“]?A|[\"“]?A[\"”]?\s*(?:=|为|代表|表示|:|涂|、)?\s*(?:对|正确|√)"
)
_NUMBER_INSIDE = re.compile(r"(?<=[)\s题。:])1\s*[.、](?!\d)")
_TAG_WITH_STEM = re.compile(rf"^\s*(?:{_ORDINAL})[\[(]\s*(?:{ANY_WORD})[^()\[\]]*[\])]\s*[^\s(:,;，。]{{2}}")
_NARROWER = re.compile(r"\s*[(]\s*((?:单项|多项|单选|多选|不定项)(?:选择)?题?)\s*[),;、:]")
_NUMBERED_TAG = re.compile(
    rf"^\s*第\s*\d+\s*题\s*[、.:]?\s*[\[(]?\s*(?:{ANY_WORD})(?:选择)?题?\s*[\])]?\s*(?:[(]\s*[\d.]+\s*分\s*[)])?\s*$"
)
LONGEST = 120


@dataclass(frozen=True)
class Heading:
    """A heading that opens a section; `kind` is None when it does not name one."""

    line: int
    text: str
    kind: str | None
    ordinal: str = ""
    count: int | None = None
    each: float | None = None
    each_blank: bool = False  # whether the points of each are those of a blank
    total: float | None = None
    rules: tuple[str, ...] = ()
    a_is_true: bool = False
    rest: int | None = None  # where the first question starts when it stands on the same line


@lru_cache(maxsize=2048)
def heading(line: Line) -> Heading | None:
    """The heading a line is, or None. A chapter title is a heading without a kind."""
    found = _HEADING.match(line.shadow)
    if found and (kind := _kind(found)):
        inner = _NUMBER_INSIDE.search(line.shadow, found.end("word"))
        end = inner.start() if inner else len(line.shadow)
        plain = line.shadow[:end]
        if len(plain) <= LONGEST and _is_plain(plain[found.start("rest") :]):
            return _heading(line.number, line.text[:end].strip(), kind, found, plain, inner.start() if inner else None)
    if _CHAPTER.match(line.shadow) and len(line.shadow) <= LONGEST:
        return Heading(line.number, line.text.strip(), None)
    return None


def _kind(found: re.Match[str]) -> str | None:
    word, ordinal = found["word"], found["ordinal"]
    named = word.endswith("题") or word in (
        "单选",
        "多选",
        "判断",
        "填空",
        "简答",
        "不定项",
        "名词解释",
        "单项选择",
        "多项选择",
        "不定项选择",
    )
    named = named or bool(ordinal and word in ("选择", "论述", "问答", "案例", "案例分析"))
    if not named or not (_REST.match(found["rest"]) or (ordinal and not found["rest"].strip())):
        return None
    if ordinal and (_TAG_WITH_STEM.search(found[0]) or _NUMBERED_TAG.match(found[0])):
        return None
    if found["lead"] and not (ordinal or len(found["rest"].strip()) == 0 or found["rest"].strip()[0] in "(:"):
        return None
    if found["lead"] and re.search(r"答案|解析", found["lead"]):
        return None
    kind = kind_named(word)
    narrower = _NARROWER.match(found["rest"]) if kind == "choice" else None
    return kind_named(narrower[1]) if narrower else kind


def _is_plain(rest: str) -> bool:
    """A heading's tail speaks of counts, points and rules; a stem has a blank, a question mark, an option."""
    return not re.search(r"\(\s*\)|_{2,}|[?]\s*$|(?:^|\s)A\s*[.、]", rest)


def _heading(number: int, text: str, kind: str, found: re.Match[str], plain: str, rest: int | None) -> Heading:
    tail = plain[found.end("word") :]
    count, each, total = _COUNT.search(tail), _EACH.search(tail), _TOTAL.search(tail)
    counted = next((int(group) for group in (count.groups() if count else ()) if group), None)
    return Heading(
        line=number,
        text=text,
        kind=kind,
        ordinal=(found["ordinal"] or "").strip(" 、.:()[]"),
        count=counted,
        each=float(each[1]) if each else None,
        each_blank=bool(each and "空" in each[0]),
        total=float(total[1]) if total else None,
        rules=tuple(rule.strip() for rule in _RULE.findall(tail) if rule.strip()),
        a_is_true=bool(_AB.search(tail)),
        rest=rest,
    )


@dataclass(frozen=True)
class Claims:
    """What a paper says of itself as a whole."""

    count: int | None = None
    total: float | None = None


_PAPER_COUNT = re.compile(
    r"(?:本(?:试)?卷|全卷|试卷|本套|总)[^。;\n]{0,12}?共?\s*(?:计|有)?\s*(\d+)\s*(?:道|小)?\s*题|^\W*共\s*(\d+)\s*(?:道|小)?题"
)
_PAPER_TOTAL = re.compile(r"(?:满分|总分|卷面分|共计?|合计)\s*(?:为|:)?\s*(\d+(?:\.\d+)?)\s*分")


def claims(lines: list[Line]) -> Claims:
    """Counts and points claimed before the first question."""
    count = next((found for line in lines if (found := _PAPER_COUNT.search(line.shadow))), None)
    total = next((found for line in lines if (found := _PAPER_TOTAL.search(line.shadow))), None)
    counted = next((int(group) for group in (count.groups() if count else ()) if group), None)
    return Claims(counted, float(total[1]) if total else None)
