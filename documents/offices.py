"""The set phrases of papers that offices write: letterheads, markings, the kinds of paper, words of address."""

import re

from documents.lines import width

_LONGEST_ADDRESS = 80  # columns
_KINDS = (
    "规定|办法|条例|细则|制度|守则|规程|规则|章程|公约|准则|规范|标准|方案|预案|计划|规划|要点|意见|建议|通知|通报|通告|公告|决定|决议"
    "|请示|批复|报告|函|纪要|记录|总结|小结|汇报|讲话|致辞|发言|手册|指南|教材|讲义|汇编|读本|大纲|提纲|清单|台账|倡议书|承诺书|责任书|简介|事迹材料"
)
_NAMED_TITLE = re.compile(
    rf"(?![图表]\s*\d)[^。；;：！？!?]{{2,60}}(?:{_KINDS})\s*(?:[（(〔][^（）()〔〕]{{1,16}}[）)〕]\s*){{0,2}}"
)
_FORM_WORDS = re.compile(
    r"\|\s*(发文字号|文件编号|文\s*号|编号|签发人?|会签|拟稿人?|核稿人?|密级|缓急|紧急程度|主题词|版本号?|版次|编制人?|审核人?|批准人?|发布日期|生效日期|实施日期|受控状态)\s*[:：]?(?=[^|]{0,30}\|)"
)
_FEWEST_FORM_WORDS, _LONGEST_FORM = 3, 300
_LETTERHEAD = re.compile(r"[^，。；：、]{2,30}(?:文\s*件|简\s*报|便\s*函|信息|会议纪要|快报|通报|动态|工作情况)")
ORIGIN = re.compile(
    r"[（(](?:根据|据)[^（）()。]{2,24}(?:整理|摘编|改编|编写)[^（）()。]{0,20}[）)]|[（(]未经[^（）()。]{2,12}审[阅定][^（）()。]{0,8}[）)]"
)
"""What stands in brackets under the title of a speech: that it was written down from a recording."""
MARKING = re.compile(
    r"[（(【\[]?(?:内部(?:资料|文件|材料|学习资料|学习材料|刊物|使用|参考)|仅供内部\w{2,6}|请?注意(?:保存|保密)|请勿外传|不得(?:外传|翻印)"
    r"|(?:绝密|机密|秘密)\s*[★☆]?.{0,6}|特急|急件|加急|征求意见稿|讨论稿|送审稿)"
    r"(?:[\s，,、]*(?:注意(?:保存|保密)|请勿外传|仅供学习|免费交流|严禁外传))*[）)】\]]?\s*$"
)
"""A marking alone on its line that says who may see a paper, how soon, or how final it is."""
PERIODICAL = re.compile(
    r"(?:\d{1,3}[\s\u3000]+)?《?[\u4e00-\u9fff·]{2,14}》?[\s\u3000]*(?:19|20)\d{2}\s*(?:[.．]\s*\d{1,2}|年\s*第\s*\d{1,2}\s*期)(?:[\s\u3000]+\d{1,3})?(?:[\s\u3000]*[·•【\[][^·•【】\[\]。，]{2,8}[·•】\]])?$"
)
"""The name and number of a periodical alone on a line, as at the head of its pages: 林区党建　2025.3."""
TITLE_TAIL = re.compile(
    r"[（(](?:试\s*行|暂\s*行|草\s*案|修订\w{0,2}|节选|节录|摘要|摘登|提纲|全文|一|二|三|上|中|下|续|[^（）()]{0,8}(?:版|年度))[）)]"
)
"""What stands in brackets under a title and belongs to it."""
_COLLECTION = re.compile(
    r"[^，。；：]{2,40}(?:汇编|选编|汇集|合集|文集|论文集|材料集|案例集|制度集|选集|集锦)(?:[（(][^（）()]{1,12}[）)])?"
)
SERIES = re.compile(
    r"[（(]?\s*(?:(?:19|20)\d{2}\s*年\s*)?(?:总\s*)?第\s*[\d一二三四五六七八九十〇]{1,4}\s*期[）)]?(?:\s*[（(]总.{1,10}[）)])?\s*$"
)
"""The number of an issue alone on its line: 第3期, 2025年第3期（总第28期）."""


def is_named_title(text: str) -> bool:
    """Whether a text ends in the word for a kind of paper (…规定, …通知, …总结), as its title would."""
    return bool(_NAMED_TITLE.fullmatch(text.strip()))


def is_collection(text: str) -> bool:
    """Whether a text is the title of a collection of papers (…制度汇编, …论文集)."""
    return bool(_COLLECTION.fullmatch("".join(text.split())))


def is_address(text: str) -> bool:
    """Whether a line addresses those to whom a paper goes (各林场、各管护站：)."""
    return text.endswith(("：", ":")) and width(text) <= _LONGEST_ADDRESS and not re.search("[。；！？]", text)


def is_form_of_paper(text: str) -> bool:
    """Whether a table says no more than the number of a paper, who drew it up, who signed it and how urgent it is."""
    return len(text) <= _LONGEST_FORM and len(set(_FORM_WORDS.findall(text))) >= _FEWEST_FORM_WORDS


def is_letterhead(text: str) -> bool:
    """Whether a line may be the printed head of an office's paper (…公司文件, …简报)."""
    return bool(_LETTERHEAD.fullmatch(text.strip()))
