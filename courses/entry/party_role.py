"""A role in the party: member, committee member, secretary."""

from __future__ import annotations

from collections.abc import Mapping

from core.i18n import _, _l
from courses.entry.base import Candidate, EntryTerm, Terms

ROLES = {
    "party_member": _l("党员（含预备党员）"),
    "full_member": _l("正式党员"),
    "committee": _l("支部书记和班子成员"),
    "secretary": _l("支部书记、副书记"),
}
POSTS = {
    "committee": frozenset({"secretary", "deputy", "committee_member"}),
    "secretary": frozenset({"secretary", "deputy"}),
}
STATUSES = {"party_member": frozenset({"member", "probationary"}), "full_member": frozenset({"member"})}


class PartyRole:
    """Opens to people of a political status or a party post."""

    name = "party_role"
    label = _l("党内职务")
    terms: tuple[EntryTerm, ...] = (EntryTerm("role", _l("面向"), "choice", tuple(ROLES.items())),)
    example = {"role": "committee"}

    def fault(self, terms: Terms) -> str:
        """Ask for one of the roles."""
        return "" if terms.get("role") in ROLES else _("请选择面向哪些人。")

    def lack(self, terms: Terms, candidate: Candidate) -> str:
        """Say for whom it is and who can mend the record."""
        role = terms["role"]
        if candidate.party_post in POSTS.get(role, ()) or candidate.political_status in STATUSES.get(role, ()):
            return ""
        return _(
            "面向%(role)s。如您的政治面貌或党内职务登记有误，请联系本单位培训管理员更正", role=ROLES[role]
        )  # fmt: skip

    def describe(self, terms: Terms, titles: Mapping[str, str]) -> str:
        """Name the role."""
        return _("面向%(role)s", role=ROLES[terms["role"]])
