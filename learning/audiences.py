"""Who is meant by a policy or an assignment: audiences over party status and post (pure)."""

from __future__ import annotations

from enum import StrEnum

from accounts.models import PartyPost, PoliticalStatus
from core.i18n import _l

PARTY_STATUSES = frozenset({PoliticalStatus.MEMBER, PoliticalStatus.PROBATIONARY})
LEADER_POSTS = frozenset({PartyPost.SECRETARY, PartyPost.DEPUTY, PartyPost.COMMITTEE_MEMBER})


class Audience(StrEnum):
    """Groups of people that requirements speak of; the words are stored."""

    EVERYBODY = "everybody"
    PARTY_MEMBERS = "party_members"
    BRANCH_LEADERS = "branch_leaders"


AUDIENCE_LABELS = {
    Audience.EVERYBODY: _l("全体人员"),
    Audience.PARTY_MEMBERS: _l("党员（含预备党员）"),
    Audience.BRANCH_LEADERS: _l("支部书记和班子成员"),
}


def belongs(audience: str, political_status: str, party_post: str) -> bool:
    """Tell whether a person of this status and post is meant."""
    if audience == Audience.EVERYBODY:
        return True
    if audience == Audience.BRANCH_LEADERS:
        return party_post in LEADER_POSTS
    return political_status in PARTY_STATUSES
