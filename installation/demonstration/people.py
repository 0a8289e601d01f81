"""The invented people and units of the demonstration: plain values, no real person or enterprise."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import PartyPost, PoliticalStatus, UnitKind


@dataclass(frozen=True)
class UnitPlan:
    """A unit to make: code, names, kind, and the code of the unit above it."""

    code: str
    short_name: str
    full_name: str
    kind: UnitKind
    parent: str | None


@dataclass(frozen=True)
class PersonPlan:
    """A person to make, with the codes of the two units they sit in."""

    staff_no: str
    name: str
    party: str
    farm: str
    post: str
    political_status: PoliticalStatus
    party_post: PartyPost
    gender: str
    birth_year: int


_K = UnitKind
PARTY_UNITS = (
    UnitPlan("DW", "北岭森工党委", "中共北岭森林工业有限公司委员会", _K.COMMITTEE, None),
    UnitPlan("ZZ1", "林场党总支", "中共北岭森林工业有限公司林场总支部委员会", _K.GENERAL_BRANCH, "DW"),
    UnitPlan("ZB01", "机关第一党支部", "中共北岭森林工业有限公司机关第一支部委员会", _K.BRANCH, "DW"),
    UnitPlan("ZB02", "云杉林场党支部", "中共北岭森林工业有限公司云杉林场支部委员会", _K.BRANCH, "ZZ1"),
    UnitPlan("ZB03", "第三管护站党支部", "中共北岭森林工业有限公司第三管护站支部委员会", _K.BRANCH, "ZZ1"),
    UnitPlan("ZB04", "扑火队党支部", "中共北岭森林工业有限公司专业扑火队支部委员会", _K.BRANCH, "ZZ1"),
    UnitPlan("ZB05", "苗圃党支部", "中共北岭森林工业有限公司中心苗圃支部委员会", _K.BRANCH, "ZZ1"),
    UnitPlan("ZB06", "石门坑矿党支部", "中共北岭森林工业有限公司石门坑矿支部委员会", _K.BRANCH, "DW"),
    UnitPlan("XZ31", "东沟党小组", "第三管护站党支部东沟党小组", _K.GROUP, "ZB03"),
    UnitPlan("XZ32", "西岭党小组", "第三管护站党支部西岭党小组", _K.GROUP, "ZB03"),
)
ADMIN_UNITS = (
    UnitPlan("GS", "北岭森工", "北岭森林工业有限公司", _K.COMPANY, None),
    UnitPlan("JG", "公司机关", "北岭森林工业有限公司机关", _K.DEPARTMENT, "GS"),
    UnitPlan("LC01", "云杉林场", "北岭森林工业有限公司云杉林场", _K.FARM, "GS"),
    UnitPlan("GH03", "第三管护站", "云杉林场第三管护站", _K.TEAM, "LC01"),
    UnitPlan("PH01", "专业扑火队", "北岭森林工业有限公司专业扑火队", _K.TEAM, "GS"),
    UnitPlan("MP01", "中心苗圃", "北岭森林工业有限公司中心苗圃", _K.FARM, "GS"),
    UnitPlan("KS01", "石门坑矿", "北岭森林工业有限公司石门坑矿", _K.FARM, "GS"),
    UnitPlan("CM11", "采掘一班", "石门坑矿采掘一班", _K.TEAM, "KS01"),
)

POSTS = {
    "JG": ("党群干事", "营林技术员", "人事干事", "安全员", "财务"),
    "LC01": ("营林技术员", "护林员", "无人机飞手", "育苗造林工"),
    "GH03": ("护林员", "防火瞭望员", "野生动物巡护员"),
    "PH01": ("扑火队员", "油锯工", "班组长"),
    "MP01": ("育苗造林工", "有害生物防治员", "营林技术员"),
    "KS01": ("安全员", "机电维修", "选矿工", "尾矿工"),
    "CM11": ("井下采掘工", "爆破工", "支护工", "班组长"),
}
SEATS = (  # party unit, administrative unit, how many people sit there
    ("ZB01", "JG", 14), ("ZB02", "LC01", 13), ("XZ31", "GH03", 8), ("XZ32", "GH03", 8),
    ("ZB04", "PH01", 14), ("ZB05", "MP01", 11), ("ZB06", "KS01", 8), ("ZB06", "CM11", 6),
)  # fmt: skip
SECRETARIES = {
    "ZB01": "马晓林",
    "ZB02": "何建国",
    "XZ31": "周春明",
    "ZB04": "吴长河",
    "ZB05": "郑雪梅",
    "ZB06": "冯石柱",
}
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = (
    "志强", "春梅", "国庆", "晓东", "丽华", "永胜", "秀英", "建军", "桂兰", "文博", "海燕", "振华", "玉珍", "立新", "雪峰",
    "松涛", "林生", "青山", "向阳", "月华",
)  # fmt: skip
STATUSES = (
    PoliticalStatus.MEMBER, PoliticalStatus.MEMBER, PoliticalStatus.MEMBER, PoliticalStatus.PROBATIONARY,
    PoliticalStatus.MEMBER, PoliticalStatus.MASSES,
)  # fmt: skip


def people() -> tuple[PersonPlan, ...]:
    """Return about eighty people, the same at every call, in the order of their staff numbers."""
    planned: list[PersonPlan] = []
    for party, farm, count in SEATS:
        for place in range(count):
            planned.append(_person(len(planned), party, farm, place))
    return tuple(planned)


def _person(number: int, party: str, farm: str, place: int) -> PersonPlan:
    secretary = place == 0 and party in SECRETARIES and not (party == "ZB06" and farm == "CM11")
    name = SECRETARIES[party] if secretary else SURNAMES[(number * 7) % 20] + GIVEN[(number * 3 + number // 20) % 20]
    posts = POSTS[farm]
    return PersonPlan(
        staff_no=f"BL{1001 + number}",
        name=name,
        party=party,
        farm=farm,
        post=posts[place % len(posts)],
        political_status=PoliticalStatus.MEMBER if secretary else STATUSES[number % len(STATUSES)],
        party_post=_party_post(party, place, secretary=secretary),
        gender="female" if number % 3 == 1 else "male",
        birth_year=1966 + (number * 5) % 36,
    )


def _party_post(party: str, place: int, *, secretary: bool) -> PartyPost:
    if secretary:
        return PartyPost.SECRETARY
    if place == 1 and party.startswith("XZ"):
        return PartyPost.GROUP_LEADER
    return PartyPost.COMMITTEE_MEMBER if place in {1, 2} else PartyPost.NONE
