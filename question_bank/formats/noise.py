"""Lines of a paper that are no part of any question: page furniture, name rows, contents, watermarks."""

from __future__ import annotations

import re
from collections import Counter

from question_bank.formats import keys, labels, marked_by, numbers, sections
from question_bank.formats.lines import Line

_PAGE = re.compile(
    r"^\s*(?:第\s*\d+\s*页(?:\s*[,/]?\s*[(]?共\s*\d+\s*页[)]?)?|共\s*\d+\s*页|[-—–~·]+\s*\d{1,4}\s*[-—–~·]+|\d{1,3}\s*/\s*\d{1,3}|"
    r"page\s*\d+(?:\s*(?:of|/)\s*\d+)?|.{0,30}第\s*\d+\s*页\s*[,/(]?\s*共\s*\d+\s*页[)]?)\s*$",
    re.IGNORECASE,
)
_FIELDS = r"姓名|单位|部门|工号|考号|准考证号|学号|班级|班组|得分|总分|评卷人|阅卷人|核分人|题号|分数|成绩|考试时间|日期|身份证号|所在支部|支部|岗位|职务|座位号|监考人?"
_NAME_ROW = re.compile(
    rf"^\s*(?:(?:{_FIELDS})\s*[:_\s|]*(?:\d+\s*分钟?)?\s*){{2,}}[_\s|:]*$|^\s*(?:姓名|得分|总分|评卷人|阅卷人|单位|考号|成绩)\s*:?[_\s]*$"
)
_SCORE_ROW = re.compile(
    r"^\s*(?:题\s*号|大题)(?:[\s|]+(?:[一二三四五六七八九十]+|总分|合计|得分|分数|复核人?))+[\s|]*$"
)
_SEAL = re.compile(r"^[\s\-—_.…·*=]*(?:密\s*封\s*线|装\s*订\s*线|密[\s….·-]+封[\s….·-]+线).{0,20}$")
_RULE = re.compile(r"^[\s\-—_=*~·.…#+|]{3,}$")
_TYPE_WORDS = r"(?:单选|多选|单项选择|多项选择|不定项选择|判断|填空|简答|论述|案例分析|问答|选择)题?"
_CONTENTS = re.compile(
    rf"^\s*(?:目\s*录|.{{0,20}}{_TYPE_WORDS}.{{0,14}}(?:[.…·]{{3,}}|\s{{1,}}|-{{3,}})\s*\d{{1,4}}|.{{2,40}}[.…·]{{4,}}\s*\d{{1,4}})\s*$"
)
_ADVERTISEMENT = re.compile(
    r"(?:关注|微信|搜索).{0,8}(?:公众号|小程序)|公众号\s*[:“\"]|(?:加|添加)\s*(?:微信|QQ|扣扣|V信)|(?:微信号?|QQ群?|VX)\s*[:号]?\s*[A-Za-z0-9_]{5,}|"
    r"扫码|扫描二维码|点击.{0,6}(?:蓝字|关注)|更多(?:资料|题库|试题|真题)|(?:https?://|www\.)\S+|[a-z0-9\-]{3,}\.(?:com|cn|net|org)\b|"
    r"^\W*(?:内部(?:资料|文件|使用|材料)|注意保密|严禁外传|请勿外传|绝密|机密|秘密|翻印必究|启用前)(?:\W*(?:内部(?:资料|文件|使用|材料)|注意保密|严禁外传|请勿外传|翻印必究|启用前|\d{4}年?))*\W*$|"
    r"(?:资料|题库|试题)(?:来源于?|下载)\s*[:网]|版权所有|仅供(?:学习|参考|内部)|(?:精品|优质)(?:文档|资料)|文档下载|百度文库|道客巴巴|豆丁网",
    re.IGNORECASE,
)
_LONGEST_ADVERTISEMENT = 60
_HEADING_RULE = re.compile(r"[题分共每]")
_LEAST_REPEATS = 3
_LEAST_LENGTH = 5
_TRUTH_LINE = re.compile(r"^(?:\s*[\[(]?[A-Z]?\W*(?:正确|错误|对|错|是|否|√|×))+\W*$")


def is_furniture(line: Line) -> bool:
    """Whether a line is page furniture by its own form."""
    plain = line.shadow
    return bool(
        _PAGE.match(plain)
        or _NAME_ROW.match(plain)
        or _SCORE_ROW.match(plain)
        or _SEAL.match(plain)
        or _RULE.match(plain)
    )


def is_advertisement(line: Line) -> bool:
    """Whether a line advertises where the paper was copied from."""
    plain = line.shadow
    if len(plain) > _LONGEST_ADVERTISEMENT or re.search(r"\(\s*\)|_{2,}|[?]|^\s*[\[(]?[A-H]\s*[.、:)\]]", plain):
        return False
    return bool(_ADVERTISEMENT.search(plain)) and not (labels.at_start(plain) or numbers.at(plain))


def is_contents(line: Line) -> bool:
    """Whether a line belongs to a table of contents."""
    return bool(_CONTENTS.match(line.shadow))


def repeated_twice(lines: list[Line]) -> set[str]:
    """Texts on exactly two lines that may be a watermark as well; they stay, and are doubted."""
    counts = Counter(line.shadow.strip() for line in lines)
    return {text for text, count in counts.items() if count == _LEAST_REPEATS - 1 and _may_be_watermark(text)}


def watermarks(lines: list[Line]) -> set[str]:
    """Texts that stand on three or more lines and are no part a question could repeat."""
    counts = Counter(line.shadow.strip() for line in lines)
    return {text for text, count in counts.items() if count >= _LEAST_REPEATS and _may_be_watermark(text)}


def _may_be_watermark(text: str) -> bool:
    if len(text) < _LEAST_LENGTH or _TRUTH_LINE.match(text) or re.search(r"\(\s*\)|__|[?]|\t", text):
        return False
    if re.match(r"^[\[(]?[A-Z][\])]?\s*[.、:)\]\s]", text) or re.search(r"\([√×对错TF]\)", text):
        return False
    if keys.is_table_row(text) or keys.entries(text, 0) or marked_by.HEADING.match(text):
        return False
    return not (labels.at_start(text) or numbers.at(text) or sections.heading(Line.of(0, text)))
