"""People: the list, one person, changing them, and their accounts."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts import passwords, queries
from accounts.actions import members as actions
from accounts.models import AuditEntry, Line, Member
from accounts.permissions import Permission, Role, scope
from core.db import atomic, db
from core.errors import Forbidden
from tests.cast import Cast, grant, make_member
from tests.conftest import QueryCount, SignIn


def new(cast: Cast, **changes: object) -> dict[str, object]:
    return {
        "staff_no": "N001",
        "name": "新同志",
        "party_unit_id": cast.branch.id,
        "admin_unit_id": cast.farm.id,
        "political_status": "probationary",
        "party_post": "none",
        "post": "护林员",
        "gender": "female",
        "birth_year": "1990",
        "phone": "13812345678",
        **changes,
    }


def find(staff_no: str) -> Member | None:
    db.session.expire_all()
    return queries.find_by_staff_no(staff_no)


def people(page: str) -> list[str]:
    return re.findall(r'href="/members/\d+">([^<]+)</a>', page)


@atomic
def make_local_admin(cast: Cast) -> None:
    """Let Bob administer the first branch alone."""
    grant(cast.bob, Role.SYSTEM_ADMIN, cast.branch)


@atomic
def change(member: Member, **fields: object) -> None:
    for name, value in fields.items():
        setattr(member, name, value)


class TestList:
    """The list of one's scope, in the official order."""

    def test_people_stand_by_unit_then_party_post_then_number(self, cast: Cast, sign_in: SignIn) -> None:
        names = people(sign_in(cast.admin).get("/members").text)

        assert names[-4:] == ["宋书记", "安立", "白桦", "陈川"]

    def test_a_secretary_sees_their_branch_alone(self, cast: Cast, sign_in: SignIn) -> None:
        assert people(sign_in(cast.secretary).get("/members").text) == ["宋书记", "安立", "白桦"]

    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ("q=安", ["安立"]),
            ("q=C001", ["陈川"]),
            ("q=采掘", ["陈川"]),
            ("q=%25", []),
            ("post=secretary", ["宋书记"]),
            ("status=masses", []),
            ("unit={other_branch}", ["陈川"]),
            ("unit={other_farm}", ["陈川"]),
            ("state=closed", []),
            ("unit=x&status=x&post=x&state=x&page=x&q=陈", ["陈川"]),
        ],
    )
    def test_filters_narrow(self, cast: Cast, sign_in: SignIn, query: str, names: list[str]) -> None:
        units = {"other_branch": cast.other_branch.id, "other_farm": cast.other_farm.id}

        page = sign_in(cast.admin).get("/members?" + query.format(**units)).text

        assert people(page) == names

    def test_filtering_by_a_stranger_unit_is_not_found(self, cast: Cast, sign_in: SignIn) -> None:
        assert sign_in(cast.secretary).get(f"/members?unit={cast.other_branch.id}").status_code == 404

    def test_many_people_stand_on_pages_in_few_statements(
        self, cast: Cast, sign_in: SignIn, query_count: QueryCount
    ) -> None:
        @atomic
        def many() -> None:
            for number in range(60):
                make_member(f"T{number:03}", "同志", cast.branch, cast.farm)

        many()
        browser = sign_in(cast.admin)

        with query_count:
            page = browser.get("/members").text

        assert len(people(page)) == 50
        assert "共 70 条" in page
        assert len(query_count) <= 12


def test_official_order_may_go_by_the_administrative_line(cast: Cast) -> None:
    order = queries.official_order(Line.ADMIN)

    numbers = db.session.scalars(select(Member.staff_no).order_by(*order)).all()

    assert numbers[-4:] == ["S001", "A001", "B001", "C001"]


class TestOne:
    """One person within one's scope."""

    def test_a_person_is_shown_with_a_masked_phone(self, cast: Cast, sign_in: SignIn) -> None:
        change(cast.alice, phone="13812345678")

        page = sign_in(cast.admin).get(f"/members/{cast.alice.id}").text

        assert "安立" in page
        assert "138****78" in page
        assert "13812345678" not in page

    def test_a_stranger_is_not_found(self, cast: Cast, sign_in: SignIn) -> None:
        assert sign_in(cast.secretary).get(f"/members/{cast.carol.id}").status_code == 404
        assert sign_in(cast.secretary).get("/members/999999").status_code == 404

    def test_a_name_carries_no_script_into_the_page(self, cast: Cast, sign_in: SignIn) -> None:
        change(cast.alice, name="<script>alert(1)</script>", post="<b>x")

        for address in ("/members", f"/members/{cast.alice.id}", f"/members/{cast.alice.id}/edit"):
            page = sign_in(cast.admin).get(address).text
            assert "<script>alert" not in page
            assert "<b>x" not in page


class TestCreating:
    """A new person gets a one-time password that is shown once."""

    def test_the_password_shown_is_the_password(self, cast: Cast, sign_in: SignIn, client: FlaskClient) -> None:
        response = sign_in(cast.admin).post("/members/new", data=new(cast))

        password = re.search(r'class="one-time">([^<]+)<', response.text)[1]
        member = find("N001")
        assert response.headers["Cache-Control"] == "no-store"
        assert member.must_change_password
        assert member.political_status == "probationary"
        assert passwords.matches(member.password_hash, password)

    def test_the_log_tells_the_person_but_never_the_password(self, cast: Cast, sign_in: SignIn) -> None:
        sign_in(cast.admin).post("/members/new", data=new(cast))

        entry = db.session.scalars(select(AuditEntry)).one()
        assert entry.action == "member.add"
        assert "新同志" in entry.after
        assert "one-time" not in entry.after

    @pytest.mark.parametrize(
        "changes",
        [
            {"staff_no": "A001"},
            {"staff_no": ""},
            {"staff_no": "=1+1"},
            {"name": "<script>"},
            {"name": ""},
            {"party_unit_id": 0, "admin_unit_id": 0},
            {"party_unit_id": 999},
            {"political_status": "king"},
            {"birth_year": "1800"},
            {"birth_year": "x"},
            {"phone": "call me"},
            {"post": "长" * 41},
        ],
    )
    def test_nonsense_is_told_and_creates_nobody(self, cast: Cast, sign_in: SignIn, changes: dict[str, object]) -> None:
        response = sign_in(cast.admin).post("/members/new", data=new(cast, **changes))

        assert response.status_code == 422
        assert 'role="alert"' in response.text
        assert find("N001") is None

    def test_nobody_is_created_beyond_ones_reach(self, cast: Cast, sign_in: SignIn) -> None:
        make_local_admin(cast)

        response = sign_in(cast.bob).post("/members/new", data=new(cast, party_unit_id=cast.other_branch.id))

        assert response.status_code == 422
        draft = actions.MemberDraft("N001", "新同志", cast.other_branch, None)
        with pytest.raises(Forbidden):
            actions.add_member(cast.bob, draft, now=cast.bob.created_at)


class TestChanging:
    """Editing and moving."""

    def test_a_person_is_changed_and_the_log_says_how(self, cast: Cast, sign_in: SignIn) -> None:
        form = new(cast, staff_no="A001", name="安立", post="瞭望员")

        response = sign_in(cast.admin).post(f"/members/{cast.alice.id}/edit", data=form)

        entry = db.session.scalars(select(AuditEntry)).one()
        assert response.status_code == 303
        assert find("A001").post == "瞭望员"
        assert "护林员" in entry.before
        assert "瞭望员" in entry.after

    def test_a_move_holds_with_the_next_request(self, cast: Cast, sign_in: SignIn) -> None:
        secretary = sign_in(cast.secretary)
        assert secretary.get(f"/members/{cast.alice.id}").status_code == 200
        form = new(
            cast,
            staff_no="A001",
            name="安立",
            party_unit_id=cast.other_branch.id,
            admin_unit_id=cast.other_farm.id,
        )

        sign_in(cast.admin).post(f"/members/{cast.alice.id}/edit", data=form)

        assert secretary.get(f"/members/{cast.alice.id}").status_code == 404

    def test_another_persons_number_is_refused(self, cast: Cast, sign_in: SignIn) -> None:
        response = sign_in(cast.admin).post(f"/members/{cast.alice.id}/edit", data=new(cast, staff_no="B001"))

        assert response.status_code == 422
        assert find("A001").name == "安立"

    def test_a_unit_beyond_reach_stays_as_it_is(self, cast: Cast, sign_in: SignIn) -> None:
        make_local_admin(cast)
        form = new(cast, staff_no="A001", name="安立", admin_unit_id=cast.other_farm.id)

        response = sign_in(cast.bob).post(f"/members/{cast.alice.id}/edit", data=form)

        assert response.status_code == 422
        with pytest.raises(Forbidden):
            actions.change_member(cast.bob, cast.alice, {"admin_unit": None})


class TestAccounts:
    """Resetting passwords, closing and opening accounts."""

    def test_a_reset_shows_a_one_time_password_and_ends_sessions(self, cast: Cast, sign_in: SignIn) -> None:
        alice = sign_in(cast.alice)

        response = sign_in(cast.admin).post(f"/members/{cast.alice.id}/password")

        password = re.search(r'class="one-time">([^<]+)<', response.text)[1]
        assert passwords.matches(find("A001").password_hash, password)
        assert alice.get("/me").status_code == 302

    def test_a_reset_lifts_the_lock(self, cast: Cast, sign_in: SignIn, client: FlaskClient) -> None:
        for _ in range(5):
            client.post("/sign-in", data={"staff_no": "A001", "password": "wrong"})
        admin = sign_in(cast.admin)
        assert "不能登录" in admin.get(f"/members/{cast.alice.id}").text

        page = admin.post(f"/members/{cast.alice.id}/password").text

        password = re.search(r'class="one-time">([^<]+)<', page)[1]
        assert client.post("/sign-in", data={"staff_no": "A001", "password": password}).status_code == 303

    def test_a_closed_account_signs_nobody_in_and_can_be_opened(self, cast: Cast, sign_in: SignIn) -> None:
        alice, admin = sign_in(cast.alice), sign_in(cast.admin)

        admin.post(f"/members/{cast.alice.id}/deactivation")
        closed = alice.get("/me").status_code
        admin.post(f"/members/{cast.alice.id}/activation")

        assert closed == 302
        assert find("A001").active

    def test_whoever_holds_roles_is_not_closed(self, cast: Cast, sign_in: SignIn) -> None:
        response = sign_in(cast.admin).post(f"/members/{cast.secretary.id}/deactivation")

        assert response.status_code == 409
        assert find("S001").active

    @pytest.mark.parametrize("route", ["password", "deactivation", "activation"])
    def test_nobody_takes_over_a_wider_role_or_their_own_account(self, cast: Cast, sign_in: SignIn, route: str) -> None:
        make_local_admin(cast)
        change(cast.manager, party_unit=cast.branch)  # a manager of the whole house sits in Bob's branch

        assert sign_in(cast.bob).post(f"/members/{cast.manager.id}/{route}").status_code == 403
        assert sign_in(cast.bob).post(f"/members/{cast.bob.id}/{route}").status_code == 403

    @pytest.mark.parametrize("route", ["password", "deactivation", "activation", "edit"])
    def test_strangers_are_not_found_and_readers_refused(self, cast: Cast, sign_in: SignIn, route: str) -> None:
        make_local_admin(cast)

        assert sign_in(cast.bob).post(f"/members/{cast.carol.id}/{route}").status_code == 404
        assert sign_in(cast.manager).post(f"/members/{cast.carol.id}/{route}").status_code == 403


def test_members_in_a_scope_are_active_people_in_order(cast: Cast) -> None:
    change(cast.bob, active=False)

    found = db.session.scalars(queries.members_in(scope(cast.secretary, Permission.MEMBER_READ))).all()

    assert [member.staff_no for member in found] == ["S001", "A001"]
