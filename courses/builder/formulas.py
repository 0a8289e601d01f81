"""Sentences that every paper of an office has, and sentences that only report figures (pure)."""

from __future__ import annotations

import re

_FORMULA = re.compile(
    r"制定本(?:办法|规定|制度|规程|预案|细则|方案|条例|手册|守则|标准|意见)|本(?:办法|规定|制度|规程|预案|细则|方案|条例|手册|守则|标准|意见)"
    r"(?:适用于|由[^，]{2,20}负责解释|自[^，]{2,24}(?:起)?(?:施行|实施|执行)|规定了)|(?:同时废止|参照执行|负责解释)$"
    r"|^(?:现将|现就)[^，]{0,40}(?:通知|报告|汇报|纪要)如下|讲[一二三两几]点(?:意见|体会)|^(?:本文|本研究)"
)
_REPORTED = re.compile(
    r"共(?:计|有|收到|组织|开展|巡护|发现|处理|得到|完成|培训|召开|办)|累计|现有|(?:去|今|上|全)年(?!度)|上半年|下半年|以来|先后|(?:提高|下降|上升|降低|增加|减少)(?:到|至|了)"
    r"|完成率|平均|达到了|建起|访谈|剔除|位于|面积"
)
_BINDING = re.compile(r"必须|不得|应当|严禁|禁止|方可|不少于|不超过|不低于|不高于|至少|以内|之内|每[日周月年]|标准为")


def is_formula(sentence: str) -> bool:
    """Tell whether a sentence is one of those with which every paper begins or ends: why, for whom, from when."""
    return bool(_FORMULA.search(sentence))


def only_reports(sentence: str) -> bool:
    """Tell whether the figures of a sentence say how much was done, and bind nobody to anything."""
    return bool(_REPORTED.search(sentence)) and not _BINDING.search(sentence)
