"""Words for tiers and states of courses."""

from __future__ import annotations

from core.i18n import _l
from courses.models import CourseState, DraftState, SuggestionState, Tier

TIER_LABELS = {Tier.BASIC: _l("基础"), Tier.INTERMEDIATE: _l("进阶"), Tier.ADVANCED: _l("高级")}
TIER_NOTES = {
    Tier.BASIC: _l("应知应会，人人都学"),
    Tier.INTERMEDIATE: _l("结合岗位，担起责任的人学"),
    Tier.ADVANCED: _l("面向书记、党务工作者和骨干"),
}
STATE_LABELS = {CourseState.PUBLISHED: _l("已发布"), CourseState.WITHDRAWN: _l("已撤下")}
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
