"""Branch handbooks: versions that never change, checklists that are gone through and kept."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from core.db import db
from core.errors import Forbidden, Invalid, Refusal
from courses import actions, queries
from courses.case_files import HandbookSource
from courses.handbook_text import checklists_in
from courses.models import Checklist, ChecklistRun
from tests.cast import NOON, Cast
from tests.conftest import SignIn

BODY = (
    "先看风向。\n\n## 清单：出工前\n- [ ] 看风向\n- [x] 试电台\n\n## 别的\n- [ ] 不算\n\n## 清单:收工\n- [ ] 点人数\n"
)


def publish(body: str = BODY) -> Checklist:
    """Publish the handbook and return its first checklist."""
    return actions.publish_handbook(None, HandbookSource("fire", "防火手册", "", body), now=NOON).checklists[0]


def test_checklists_are_found_in_the_text():
    found = checklists_in(BODY)

    assert [(each.title, each.items) for each in found] == [("出工前", ("看风向", "试电台")), ("收工", ("点人数",))]


@pytest.mark.parametrize("body", ["", "## 清单：空\n", "- [ ] 没有标题", "## 清单\n- [ ] 没有名称"])
def test_a_text_without_checklists_is_refused(app, body):
    assert checklists_in(body) == []
    with pytest.raises(Invalid):
        publish(body)


class TestVersions:
    def test_a_new_text_is_a_new_version_and_the_old_one_stays(self, cast: Cast, sign_in: SignIn):
        publish()
        publish(BODY.replace("试电台", "试灯"))
        browser = sign_in(cast.alice)

        assert "试灯" in browser.get("/handbooks/fire").get_data(as_text=True)
        assert "试电台" in browser.get("/handbooks/fire/versions/1").get_data(as_text=True)
        assert "防火手册" in browser.get("/handbooks/").get_data(as_text=True)

    def test_the_same_text_is_refused(self, app):
        publish()

        with pytest.raises(Refusal, match="没有变化"):
            publish()

    def test_versions_show_what_changed_section_by_section(self, cast: Cast, sign_in: SignIn, client):
        publish()
        publish(BODY.replace("试电台", "试灯"))
        browser = sign_in(cast.alice)

        page = browser.get("/handbooks/fire/versions/2/differences").get_data(as_text=True)

        assert "第 2 版与第 1 版的差异" in page
        assert re.search(r"<del[^>]*>电台</del>\s*<ins[^>]*>灯</ins>", page)
        assert page.count("有改动") == 1 and "未变的部分（3）" in page
        assert "/handbooks/fire/versions/2/differences" in browser.get("/handbooks/fire").get_data(as_text=True)
        assert browser.get("/handbooks/fire/versions/1/differences").status_code == 404
        assert browser.get("/handbooks/fire/versions/2/differences?against=1").status_code == 200
        assert browser.get("/handbooks/fire/versions/2/differences?against=x").status_code == 200
        assert browser.post("/handbooks/fire/versions/2/differences").status_code == 405
        assert client.get("/handbooks/fire/versions/2/differences").status_code == 302

    def test_the_text_cannot_carry_script(self, cast: Cast, sign_in: SignIn):
        publish(BODY + "<script>alert(1)</script>")

        assert "<script>alert" not in sign_in(cast.alice).get("/handbooks/fire").get_data(as_text=True)


class TestRuns:
    def test_a_branch_goes_through_a_list_and_finds_it_again(self, cast: Cast, sign_in: SignIn):
        checklist = publish()
        browser = sign_in(cast.secretary)
        form = {"unit": cast.branch.id, "outcome-1": "done", "outcome-2": "open", "note-2": "缺电池", "remark": "周一"}

        assert "记录这次检查" in browser.get(f"/handbooks/checklists/{checklist.id}").get_data(as_text=True)
        reply = browser.post(f"/handbooks/checklists/{checklist.id}/runs", data=form)
        assert reply.status_code == 303
        assert "缺电池" in browser.get(reply.location).get_data(as_text=True)
        assert "出工前" in browser.get("/handbooks/runs").get_data(as_text=True)
        run = db.session.scalars(select(ChecklistRun)).one()
        assert [(mark.outcome, mark.note) for mark in run.marks] == [("done", ""), ("open", "缺电池")]
        assert (run.run_by_id, run.run_at) == (cast.secretary.id, NOON)

    @pytest.mark.parametrize("marks", [{}, {1: ("done", "")}, {1: ("done", ""), 2: ("maybe", "")}])
    def test_every_item_needs_an_outcome(self, cast: Cast, marks):
        with pytest.raises(Invalid):
            actions.record_run(cast.secretary, publish(), cast.branch, marks, "", now=NOON)

    def test_a_branch_checks_only_itself_and_sees_only_itself(self, cast: Cast, sign_in: SignIn):
        checklist = publish()
        marks = {1: ("done", ""), 2: ("none", "")}

        with pytest.raises(Forbidden):
            actions.record_run(cast.secretary, checklist, cast.other_branch, marks, "", now=NOON)
        run = actions.record_run(cast.manager, checklist, cast.other_branch, marks, "", now=NOON)
        assert sign_in(cast.secretary).get(f"/handbooks/runs/{run.id}").status_code == 404
        assert sign_in(cast.manager).get(f"/handbooks/runs/{run.id}").status_code == 200

    def test_members_print_the_list_and_cannot_record(self, cast: Cast, sign_in: SignIn):
        checklist = publish()
        browser = sign_in(cast.alice)

        page = browser.get(f"/handbooks/checklists/{checklist.id}").get_data(as_text=True)

        assert "☐ 看风向" in page and "记录这次检查" not in page
        assert browser.post(f"/handbooks/checklists/{checklist.id}/runs").status_code == 403
        assert browser.get("/handbooks/runs").status_code == 403

    def test_an_old_list_is_read_but_no_longer_gone_through(self, cast: Cast, sign_in: SignIn):
        checklist = publish()
        publish(BODY.replace("试电台", "试灯"))

        page = sign_in(cast.secretary).get(f"/handbooks/checklists/{checklist.id}").get_data(as_text=True)

        assert "请使用新版的清单" in page and "记录这次检查" not in page
        assert queries.checklist(checklist.id).item_lines == ["看风向", "试电台"]
