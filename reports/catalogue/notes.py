"""The rules behind the figures, in words under a report."""

from __future__ import annotations

from collections.abc import Iterable

from core.i18n import _
from core.text import number
from learning.audiences import AUDIENCE_LABELS, Audience
from reports.facts import PersonFacts


def rule_notes(facts: Iterable[PersonFacts]) -> list[str]:
    """Return the policies that were applied, with their basis, and how the denominators were made."""
    policies = {}
    for each in facts:
        if each.standing.policy is not None:
            policies[each.standing.policy.id] = each.standing.policy
    notes = [
        _(
            "%(name)s：每年 %(hours)s 学时。依据：%(basis)s",
            name=AUDIENCE_LABELS[Audience(policy.audience)],
            hours=number(policy.required_quarters / 4),
            basis=policy.basis,
        )
        for policy in policies.values()
    ]
    notes.append(_("免修人员和没有学时要求的人员不计入应训人数。点击任一行可查看依据。"))
    return notes
