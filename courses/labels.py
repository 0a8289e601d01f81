"""Words for tiers and states of courses."""

from __future__ import annotations

from core.i18n import _l
from courses.models import (
    CaseKind,
    CaseState,
    CaseTopic,
    CourseKind,
    CourseState,
    DraftState,
    HandbookDraftState,
    SuggestionState,
    Tier,
)

TIER_LABELS = {Tier.BASIC: _l("基础"), Tier.INTERMEDIATE: _l("进阶"), Tier.ADVANCED: _l("高级")}
TIER_NOTES = {
    Tier.BASIC: _l("应知应会，人人都学"),
    Tier.INTERMEDIATE: _l("结合岗位，担起责任的人学"),
    Tier.ADVANCED: _l("面向书记、党务工作者和骨干"),
}
STATE_LABELS = {CourseState.PUBLISHED: _l("已发布"), CourseState.WITHDRAWN: _l("已撤下")}
KIND_LABELS = {CourseKind.STANDARD: _l("课程"), CourseKind.MICRO: _l("微党课")}
CASE_KIND_LABELS = {CaseKind.CASE: _l("案例"), CaseKind.PROBLEM: _l("问题")}
LIBRARY_LABELS = {CaseKind.CASE: _l("案例集"), CaseKind.PROBLEM: _l("问题库")}
CASE_TOPIC_LABELS = {
    CaseTopic.ORGANISATION: _l("组织建设"),
    CaseTopic.SYSTEM: _l("制度执行"),
    CaseTopic.PEOPLE: _l("队伍建设"),
    CaseTopic.ACTIVITY: _l("组织生活与活动"),
    CaseTopic.SAFETY: _l("安全生产"),
    CaseTopic.ECOLOGY: _l("生态管护"),
    CaseTopic.UNION: _l("工会服务"),
    CaseTopic.CONDUCT: _l("廉政监督"),
}
CASE_STATE_LABELS = {
    CaseState.DRAFT: _l("草稿"),
    CaseState.REVIEW: _l("待审核"),
    CaseState.PUBLISHED: _l("已发布"),
    CaseState.WITHDRAWN: _l("已撤下"),
}
CASE_STATE_TONES = {
    CaseState.DRAFT: "neutral",
    CaseState.REVIEW: "amber",
    CaseState.PUBLISHED: "green",
    CaseState.WITHDRAWN: "neutral",
}
CASE_PART_LABELS = {
    "title": _l("标题"),
    "problem": _l("问题"),
    "advice": _l("建议"),
    "steps": _l("步骤"),
    "lessons_learned": _l("经验教训"),
    "unit_words": _l("单位"),
    "source": _l("出处"),
}
CASE_EVENT_LABELS = {
    "submit": _l("送审"),
    "approve": _l("审核通过"),
    "return": _l("退回修改"),
    "withdraw": _l("撤下"),
    "restore": _l("重新发布"),
    "load": _l("随文件载入"),
}
OUTCOME_LABELS = {"done": _l("已落实"), "open": _l("未落实"), "none": _l("不适用")}
HANDBOOK_STATE_LABELS = {
    HandbookDraftState.WRITING: _l("编写中"),
    HandbookDraftState.REVIEW: _l("待审"),
    HandbookDraftState.PUBLISHED: _l("已发布"),
    HandbookDraftState.DROPPED: _l("已放弃"),
}
HANDBOOK_STATE_TONES = {
    HandbookDraftState.WRITING: "neutral",
    HandbookDraftState.REVIEW: "amber",
    HandbookDraftState.PUBLISHED: "green",
    HandbookDraftState.DROPPED: "neutral",
}
HANDBOOK_EVENT_LABELS = {
    "remark": _l("意见"),
    "submit": _l("送审"),
    "take_back": _l("撤回修改"),
    "return": _l("退回修改"),
    "approve": _l("审核通过并发布"),
    "drop": _l("放弃"),
}
DRAFT_LABELS = {
    DraftState.WRITING: _l("编写中"),
    DraftState.IN_REVIEW: _l("待审"),
    DraftState.PUBLISHED: _l("已发布"),
    DraftState.DISCARDED: _l("已放弃"),
}
DRAFT_TONES = {
    DraftState.WRITING: "neutral",
    DraftState.IN_REVIEW: "amber",
    DraftState.PUBLISHED: "green",
    DraftState.DISCARDED: "neutral",
}
SUGGESTION_LABELS = {
    SuggestionState.OPEN: _l("待定"),
    SuggestionState.ACCEPTED: _l("已采用"),
    SuggestionState.DECLINED: _l("不用"),
}
