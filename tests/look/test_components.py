"""Each component carries what a keyboard and a screen reader need."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from wtforms import (
    BooleanField,
    Form,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    validators,
)

from core.paging import Page
from tests.look.conftest import Render


class SampleForm(Form):
    """A form with one field of every shape."""

    title = StringField("竞赛名称", [validators.InputRequired("请填写竞赛名称。")], description="不超过 40 字。")
    notes = TextAreaField("说明")
    password = PasswordField("密码")
    rule = SelectField("计分", choices=[("a", "全对得分"), ("b", "少选得一半分")])
    line = RadioField("范围", choices=[("party", "党员"), ("staff", "职工")], default="staff")
    agree = BooleanField("交卷后公布成绩")
    token = HiddenField(default="t")


class TestButton:
    """Buttons and links that look like buttons."""

    def test_is_a_link_where_it_leads_somewhere(self, render: Render) -> None:
        link = render("{{ ui.button('导出', href='/export', kind='outline') }}").one("a")

        assert link["href"] == "/export"
        assert link["class"] == "button button--outline"

    def test_is_a_button_with_its_attributes_otherwise(self, render: Render) -> None:
        button = render("{{ ui.button('保存', attrs={'name': 'step', 'value': '2'}) }}").one("button")

        assert (button["type"], button["name"], button["value"]) == ("submit", "step", "2")

    def test_escapes_its_words(self, render: Render) -> None:
        assert "<b>" not in render("{{ ui.button(words) }}", words="<b>x</b>").source

    def test_an_icon_alone_has_a_name(self, render: Render) -> None:
        assert render("{{ ui.icon_button('edit', '修改') }}").one("button")["aria-label"] == "修改"


class TestField:
    """Fields of a form."""

    def test_ties_label_help_and_error_to_the_control(self, render: Render) -> None:
        form = SampleForm(data={"title": ""})
        form.validate()

        page = render("{{ ui.field(form.title) }}", form=form)

        control = page.one("input")
        assert page.one("label")["for"] == control["id"] == "title"
        assert control["aria-describedby"] == "title-help title-error"
        assert control["aria-invalid"] == "true"
        assert {"id": "title-error", "role": "alert"}.items() <= page.of_class("field__errors")[0].items()
        assert "请填写竞赛名称。" in page.words and "不超过 40 字。" in page.words

    def test_says_nothing_of_errors_when_there_are_none(self, render: Render) -> None:
        control = render("{{ ui.field(form.notes) }}", form=SampleForm()).one("textarea")

        assert "aria-invalid" not in control and "aria-describedby" not in control

    def test_passes_further_attributes_on(self, render: Render) -> None:
        control = render("{{ ui.field(form.notes, rows=8, class_='control--short') }}", form=SampleForm()).one(
            "textarea"
        )

        assert (control["rows"], control["class"]) == ("8", "control control--short")

    def test_groups_radio_buttons_under_a_legend(self, render: Render) -> None:
        page = render("{{ ui.field(form.line) }}", form=SampleForm())

        assert page.all("fieldset") and page.all("legend")
        assert [("checked" in radio) for radio in page.all("input")] == [False, True]

    def test_puts_a_checkbox_inside_its_label(self, render: Render) -> None:
        page = render("{{ ui.field(form.agree) }}", form=SampleForm())

        assert page.one("label")["for"] == page.one("input")["id"]

    def test_shows_no_label_for_a_hidden_field(self, render: Render) -> None:
        page = render("{{ ui.field(form.token) }}", form=SampleForm())

        assert [tag for tag, _ in page.tags] == ["input"]

    def test_never_repeats_a_password(self, render: Render) -> None:
        assert "secret" not in render("{{ ui.input('p', '密码', 'secret', kind='password') }}").source

    @pytest.mark.parametrize("kind", ["text", "number", "date", "file", "textarea", "select"])
    def test_every_kind_without_wtforms_has_a_label(self, render: Render, kind: str) -> None:
        page = render("{{ ui.input('a', '名称', kind=kind, help='x', errors=['y']) }}", kind=kind)

        controls = page.of_class("control")
        assert page.one("label")["for"] == controls[0]["id"]
        assert controls[0]["aria-describedby"] == "a-help a-error"

    def test_marks_every_chosen_check(self, render: Render) -> None:
        page = render("{{ ui.input('a', '范围', ['x'], kind='checks', options=[('x', '1'), ('y', '2')]) }}")

        assert [("checked" in box) for box in page.all("input")] == [True, False]


class TestForm:
    """Forms that post."""

    def test_carries_a_token_and_is_sent_once(self, render: Render) -> None:
        page = render("{% call ui.form('/go') %}x{% endcall %}")

        assert "data-submit-once" in page.one("form")
        assert page.one("input")["name"] == "csrf_token"

    def test_a_form_that_only_reads_carries_no_token(self, render: Render) -> None:
        assert render("{% call ui.form('/go', method='get') %}x{% endcall %}").all("input") == []

    def test_names_what_it_destroys(self, render: Render) -> None:
        form = render("{{ ui.post_button('删除', '/x', confirm='将删除草稿“甲”。', fields={'id': 3}) }}").one("form")

        assert form["data-confirm"] == "将删除草稿“甲”。"

    def test_filters_travel_in_the_address(self, render: Render) -> None:
        form = render("{% call ui.filter_row() %}{{ ui.search_box() }}{% endcall %}").one("form")

        assert (form["method"], form["action"]) == ("get", "/list")

    def test_a_filter_shows_its_choice(self, render: Render) -> None:
        options = render("{{ ui.filter_select('y', '年度', [(2025, '2025'), (2026, '2026')], '2026') }}").all("option")

        assert [("selected" in option) for option in options] == [False, True]


class TestTable:
    """Data tables."""

    TABLE = """{% call(row) ui.table(['支部', {'label': '应训', 'kind': 'number', 'sort': 'due'}], rows,
      totals=['合计', 7], caption='完成情况', sort={'by': 'due', 'order': 'desc'}) %}
      {{ ui.cell('支部', row[0], kind='head') }}{{ ui.cell('应训', row[1], kind='number') }}{% endcall %}"""

    def test_has_a_caption_and_scopes(self, render: Render) -> None:
        page = render(self.TABLE, rows=[("甲", 3), ("乙", 4)])

        assert page.all("caption") and "完成情况" in page.words
        assert [head["scope"] for head in page.all("th")] == ["col", "col", "row", "row", "row"]

    def test_tells_each_cell_its_column_for_phones(self, render: Render) -> None:
        cells = render(self.TABLE, rows=[("甲", 3)]).all("td")

        assert [cell["data-label"] for cell in cells] == ["应训", "应训"]

    def test_tells_how_it_is_sorted_and_keeps_the_filters(self, render: Render) -> None:
        page = render(self.TABLE, rows=[])

        assert [head.get("aria-sort") for head in page.all("th")][:2] == [None, "descending"]
        assert page.one("a")["href"] == "/list?unit=3&sort=due&order=asc"

    def test_says_when_nothing_matches(self, render: Render) -> None:
        assert "没有符合条件的记录。" in render(self.TABLE, rows=[]).words

    def test_escapes_what_people_wrote(self, render: Render) -> None:
        assert "<script>" not in render(self.TABLE, rows=[("<script>x</script>", 1)]).source


class TestPagination:
    """Pages of a long list."""

    def test_keeps_the_filters_of_the_address(self, render: Render) -> None:
        page = render("{{ ui.pagination(page) }}", page=Page([], total=45, number=2, size=20))

        assert [link["href"] for link in page.all("a")] == [
            "/list?unit=3&page=1",
            "/list?unit=3&page=1",
            "/list?unit=3&page=2",
            "/list?unit=3&page=3",
            "/list?unit=3&page=3",
        ]
        assert [link.get("aria-current") for link in page.all("a")].count("page") == 1

    def test_shows_only_the_total_when_there_is_one_page(self, render: Render) -> None:
        page = render("{{ ui.pagination(page) }}", page=Page([], total=3, number=1, size=20))

        assert page.all("a") == [] and "共 3 条" in page.words

    def test_leaves_gaps_in_long_lists(self, render: Render) -> None:
        page = render("{{ ui.pagination(page) }}", page=Page([], total=1000, number=25, size=20))

        assert page.words.count("…") == 2

    def test_cannot_be_led_to_another_address(self, sqlite_app: Any) -> None:
        with sqlite_app.test_request_context("/list?_external=1&endpoint=x&_scheme=javascript"):
            source = '{% import "components/ui.html" as ui %}{{ ui.pagination(page) }}'
            html = sqlite_app.jinja_env.from_string(source).render(page=Page([], total=45, number=1, size=20))

        assert 'href="/list?' in html and "javascript:" not in html


class TestProgress:
    """Bars and rings."""

    def test_a_bar_has_a_name_and_its_figure_in_words(self, render: Render) -> None:
        page = render("{{ ui.progress(18, 32, label='学时') }}")

        assert {"value": "18", "max": "32", "aria-label": "学时"}.items() <= page.one("progress").items()
        assert "56%" in page.words

    def test_a_bar_of_nothing_does_not_divide_by_zero(self, render: Render) -> None:
        assert render("{{ ui.progress(0, 0) }}").one("progress")["max"] == "1"

    def test_a_ring_speaks_its_figures(self, render: Render) -> None:
        assert render("{{ ui.ring(18, 32, '学时') }}").of_class("ring")[0]["aria-label"] == "18 / 32 学时"

    @pytest.mark.parametrize(("value", "dash"), [(16, "169.7 339.3"), (40, "339.3 339.3")])
    def test_a_ring_is_drawn_as_far_as_its_share(self, render: Render, value: int, dash: str) -> None:
        circles = render("{{ ui.ring(value, 32, '学时') }}", value=value).all("circle")

        assert circles[1]["stroke-dasharray"] == dash

    @pytest.mark.parametrize(("value", "maximum"), [("16", "32"), (Fraction(33, 2), 33), (16.0, 32)])
    def test_figures_may_come_as_words_or_fractions(self, render: Render, value: Any, maximum: Any) -> None:
        ring = render("{{ ui.ring(value, maximum) }}", value=value, maximum=maximum)
        bar = render("{{ ui.progress(value, maximum) }}", value=value, maximum=maximum)

        assert ring.all("circle")[1]["stroke-dasharray"] == "169.7 339.3"
        assert float(bar.one("progress")["value"]) / float(bar.one("progress")["max"]) == 0.5

    def test_an_empty_ring_has_no_dot(self, render: Render) -> None:
        assert len(render("{{ ui.ring(0, 32, '学时') }}").all("circle")) == 1


class TestStates:
    """Steps, clocks, save states, answer cards."""

    def test_a_stepper_says_where_one_stands(self, render: Render) -> None:
        page = render("{{ ui.stepper(['上传', '核对', '导入'], 1) }}")

        assert [step.get("aria-current") for step in page.all("li")] == [None, "step", None]
        assert "上传（已完成）" in page.words and "导入（未开始）" in page.words

    @pytest.mark.parametrize(
        ("left_ms", "words"),
        [(1_902_000, "31:42"), (3_909_001, "1:05:10"), (90_061_000, "1 天 1:01:01"), (-5, "00:00")],
    )
    def test_a_countdown_shows_the_time_left_before_any_script_runs(
        self, render: Render, left_ms: int, words: str
    ) -> None:
        page = render("{{ ui.countdown(deadline, 7000) }}", deadline=7000 + left_ms)

        assert page.words.strip() == words
        assert page.one("span")["role"] == "timer"

    def test_facts_of_a_note_stay_in_one_piece_each(self, render: Render) -> None:
        page = render("{{ ui.row('竞赛', '40 题 · 45 分钟 · 6月1日 18:00 截止') }}")

        assert len(page.of_class("fact")) == 3
        assert "40 题 · 45 分钟 · 6月1日 18:00 截止" in page.words

    @pytest.mark.parametrize("state", ["saved", "saving", "local", "offline"])
    def test_a_save_state_is_a_word_and_not_only_a_colour(self, render: Render, state: str) -> None:
        page = render("{{ ui.save_state(state) }}", state=state)

        assert page.words.strip() == page.all("span")[0][f"data-{state}"]

    def test_an_answer_card_speaks_each_state(self, render: Render) -> None:
        items = [{"number": 1, "answered": True}, {"number": 2, "state": "flagged"}, {"number": 3, "current": True}]

        page = render("{{ ui.answer_card(items) }}", items=items)

        assert [cell["aria-label"] for cell in page.all("a")] == [
            "第 1 题，已答",
            "第 2 题，未答，有标记",
            "第 3 题，未答，当前题",
        ]

    def test_a_chosen_option_is_ticked(self, render: Render) -> None:
        page = render("{{ ui.option('o', 'a', 'A', '甲', many=True, checked=True) }}")

        assert page.one("input")["type"] == "checkbox" and "checked" in page.one("input")
        assert page.of_class("option__tick")

    def test_a_toast_of_an_error_is_an_alert_that_stays(self, render: Render) -> None:
        toast = render("{{ ui.toast('没有保存。', 'error') }}").of_class("toast")[0]

        assert toast["role"] == "alert" and "data-toast-brief" not in toast


class TestFrames:
    """Tabs, dialogs, charts, empty pages."""

    def test_tabs_are_links_that_say_which_is_shown(self, render: Render) -> None:
        page = render("{{ ui.tabs([('a', '全部', '/x', 3), {'key': 'b', 'label': '可用', 'url': '/y'}], 'b') }}")

        assert [tab.get("aria-current") for tab in page.all("a")] == [None, "page"]
        assert page.one("nav")["aria-label"]

    def test_tabs_may_be_pairs_of_label_and_address(self, render: Render) -> None:
        page = render("{{ ui.tabs([('按支部', '/x'), ('按人', '/y')], '按人') }}")

        assert [tab["href"] for tab in page.all("a")] == ["/x", "/y"]
        assert page.all("a")[1]["aria-current"] == "page" and "按支部" in page.words

    def test_a_dialog_is_named_by_its_title(self, render: Render) -> None:
        page = render("{% call ui.dialog('d', '确认交卷？') %}x{% endcall %}")

        dialog = page.of_class("dialog")[0]
        assert dialog["aria-labelledby"] == page.one("h2")["id"] == "d-title"
        assert dialog["aria-modal"] == "true"

    def test_a_breadcrumb_does_not_link_to_the_page_itself(self, render: Render) -> None:
        page = render("{{ ui.breadcrumb([('题库', '/q'), ('导入', '/q/i')]) }}")

        assert [link["href"] for link in page.all("a")] == ["/q"]

    def test_a_chart_can_be_read(self, render: Render) -> None:
        page = render(
            "{% call ui.chart_frame('达标率', '甲支部 50%') %}"
            "{{ ui.bar_chart([{'label': '甲', 'value': 5}], maximum=10, label='达标率') }}{% endcall %}"
        )

        assert page.all("figcaption") and "甲支部 50%" in page.words
        assert page.all("rect")[1]["width"] == "50.0%"

    def test_a_chart_without_bars_is_empty(self, render: Render) -> None:
        assert render("{{ ui.bar_chart([], label='x') }}").all("rect") == []

    def test_an_empty_page_says_what_to_do(self, render: Render) -> None:
        page = render("{{ ui.empty('还没有竞赛', '先选题。', '新建竞赛', '/new') }}")

        assert page.one("a")["href"] == "/new" and "先选题。" in page.words

    def test_a_figure_can_open_its_evidence(self, render: Render) -> None:
        assert render("{{ ui.stat('应训人数', 312, href='/people') }}").one("a")["href"] == "/people"
