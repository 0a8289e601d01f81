"""Ten questions that every whole file of the tests is made of, and how one file and what it holds are named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Asked:
    """A question as it must be found."""

    kind: str
    stem: str
    options: tuple[str, ...]
    key: Any
    points: float | None = None
    """Compared only where it is written down, as is the explanation."""
    explanation: str | None = None

    @property
    def letters(self) -> str:
        """The key as it is typed."""
        return "".join(self.key) if isinstance(self.key, (str, list)) else "√" if self.key else "×"

    @property
    def lettered(self) -> list[str]:
        """The options with their letters."""
        return [f"{'ABCDEFGH'[place]}.{text}" for place, text in enumerate(self.options)]


S1 = Asked("single", "预备党员的预备期为（  ）。", ("半年", "一年", "两年", "三年"), "B")
S2 = Asked("single", "森林火警统一报警电话是（  ）。", ("110", "119", "12119", "120"), "C")
S3 = Asked("single", "非煤矿山新上岗从业人员安全培训不得少于（  ）学时。", ("24", "48", "72"), "C")
M1 = Asked(
    "multiple",
    "“三会一课”中的“三会”是指（  ）。",
    ("支部党员大会", "支部委员会会议", "民主生活会", "党小组会"),
    ["A", "B", "D"],
)
M2 = Asked("multiple", "巡护记录应当包括（  ）。", ("时间", "地点", "事项", "处理结果"), ["A", "B", "C", "D"])
T1 = Asked("true_false", "党支部每月相对固定1天开展主题党日。", (), True)
T2 = Asked("true_false", "入党积极分子经过半年培养教育即可列为发展对象。", (), False)
F1 = Asked("fill", "党员每年集中学习培训一般不少于____学时。", (), [["32"]])
F2 = Asked("fill", "扑救森林火灾要做到打早、____、打了。", (), [["打小"]])
A1 = Asked("short_answer", "简述扑火队员被火围困时的避险要点。", (), "保持冷静，判明风向和火势，选择火烧迹地避险。")
CHOICES = (S1, S2, S3, M1, M2)
SECTIONS = (("一、单项选择题", (S1, S2, S3)), ("二、多项选择题", (M1, M2)), ("三、判断题", (T1, T2)))


@dataclass(frozen=True)
class WholeFile:
    """A file made for the tests: what it is, its name, how it is built, what it holds and which of that is in doubt."""

    title: str
    name: str
    build: Callable[[], bytes]
    holds: tuple[Asked, ...]
    flagged: tuple[int, ...] = ()
    """Places of the questions, from 1, that must not be ready."""
