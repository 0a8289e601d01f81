"""Sentences of our own for whole documents: what a mine, a forest farm and a branch write about."""

from __future__ import annotations

from documents.lines import width

PATROL = (
    "管护站实行定人、定段、定责，每名护林员负责的山段不超过三千公顷，站长每周至少随队走一遍。",
    "防火期内每天巡护两次，第一次在上午八点以前出发，第二次不晚于下午两点；遇有五级以上大风，增加夜间瞭望。",
    "巡护中发现烟点，先看风向，再定位置，用电台向林场防火办报告，十分钟内没有回音的，改用卫星电话再报一次。",
    "全年共巡护二万六千公里，发现并处理隐患四十三处，连续八年没有发生人为火情。",
)
MINE = (
    "班前会由班长主持，时间不超过二十分钟，内容包括上一班遗留问题、本班危险点和应当采取的措施。",
    "局部通风机停止运转时，必须立即停止工作，切断电源，把人员撤到全风压通风处，瓦斯浓度低于1%方可恢复送电。",
    "皮带运输机检修前应当停机、断电、挂牌、上锁，钥匙由检修负责人保管，检修结束清点工具以后才能取下警示牌。",
    "公司全年组织应急演练36次，参加职工4100人次，查出问题118项，整改完成率为99.2%。",
)
BRANCH = (
    "党支部把主题党日定在每月五日，遇生产任务紧张时可以提前，但不得以工作忙为由取消。",
    "支部委员分片联系班组，每季度与所联系的党员谈心不少于一次，谈心情况记入工作手册。",
    "去年以来，支部共收到职工意见57条，当场答复31条，转有关科室办理26条，件件都有回音。",
    "实践说明，把组织生活办到山场和井口，党员愿意来、听得进、做得到。",
)
WELFARE = (
    "工会每年慰问困难职工两次，标准为每户1000元，遇有重大疾病的另行救助。",
    "职工代表提出的提案由工会分类登记，十五个工作日内转交承办科室，承办科室应当在三十日内书面答复。",
    "我们在一线班组建起职工小家12个，配齐热水器、微波炉和血压计，解决了作业点喝不上热水的难题。",
)


def paragraph(*sentences: str) -> str:
    """One paragraph of several sentences."""
    return "".join(sentences)


def wrap(paragraphs: list[str], characters: int, *, indent: str = "", gap: bool = True) -> list[str]:
    """Break paragraphs as a typesetter does: by the width of what stands in a line, no mark at its head."""
    lines: list[str] = []
    for text in paragraphs:
        line = ""
        for sign in indent + text:
            if width(line + sign) > 2 * characters and sign not in "，。、；：！？”）":
                lines.append(line)
                line = ""
            line += sign
        lines += [line, ""] if gap else [line]
    return lines
