"""What figures of an item mean, in plain words for the person who looks after it.

The thresholds are the usual ones of item writing (Ebel and Frisbie 1991, chapter 13): discrimination below 0.2
is weak, facility outside 0.2 to 0.9 tells little.
"""

from __future__ import annotations

from assessment.statistics.classical import ItemFigures, OptionFigures
from core.i18n import _

ENOUGH = 30
"""Answers below which no advice is given."""
FEW_CHOSE = 0.02


def advice(figures: ItemFigures) -> list[str]:
    """Return sentences, the gravest first; one sentence that says so when the sample is too small."""
    if figures.n < ENOUGH or figures.facility is None:
        return [_("样本不足：只有 %(count)s 人作答，至少需要 %(needed)s 人。", count=figures.n, needed=ENOUGH)]
    return [*_on_discrimination(figures), *_on_facility(figures.facility), *_on_options(figures)]


def _on_discrimination(figures: ItemFigures) -> list[str]:
    biserial, tails = figures.point_biserial, figures.discrimination
    if biserial is not None and biserial < 0:
        return [_("区分度为负：成绩好的人反而答错得多，请先核对答案。")]
    if tails is not None and tails < 0.2 and 0.1 < (figures.facility or 0) < 0.95:
        return [_("区分度偏低（%(value)s），请检查题干是否含糊、选项是否有歧义。", value=f"{tails:.2f}")]
    return []


def _on_facility(facility: float) -> list[str]:
    if facility > 0.95:
        return [_("太容易：%(share)s%% 的人答对，难以区分。", share=round(facility * 100))]
    if facility < 0.2:
        return [_("太难：只有 %(share)s%% 的人答对，请核对答案和表述。", share=round(facility * 100))]
    return []


def _on_options(figures: ItemFigures) -> list[str]:
    found = []
    for option in figures.options:
        if not option.is_key and option.share < FEW_CHOSE:
            found.append(_("干扰项 %(letter)s 几乎无人选，可以换一个更像的。", letter=option.letter))
        elif not option.is_key and _draws_the_able(option, figures.options):
            found.append(_("选干扰项 %(letter)s 的人总分反而更高，请核对答案是否唯一。", letter=option.letter))
    omitted = figures.omitted / figures.n
    if omitted > 0.1:
        found.append(_("%(share)s%% 的人没有作答，请检查题目位置和时间。", share=round(omitted * 100)))
    return found


def _draws_the_able(option: OptionFigures, options: tuple[OptionFigures, ...]) -> bool:
    keys = [each.mean_score for each in options if each.is_key and each.mean_score is not None]
    return bool(keys) and option.mean_score is not None and option.share >= 0.05 and option.mean_score > max(keys)
