"""Every kind of question through the pages of the bank: written, shown, tried out, revised."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from core.db import db
from documents.models import Picture
from question_bank.models import Question
from question_bank.types import ALL, BY_NAME
from tests.question_bank.makers import make_question

TYPED = {
    "single": {"option": ["110", "12119"], "key": ["1"]},
    "multiple": {"option": ["甲", "乙", "丙"], "key": ["0", "2"]},
    "indefinite": {"option": ["甲", "乙"], "key": ["0"]},
    "true_false": {"truth": "false", "correction": "应为一律禁止"},
    "fill": {"fill-key": "32｜32学时\n党章"},
    "numeric": {"numeric-key": "32±0.5 米"},
    "short_answer": {"short_answer-key": "立即报警并疏散。\n- 报警｜拨打12119 ×2\n- 疏散"},
    "essay": {"essay-key": "三个方面。\n- 观点明确 5分\n- 结合实际 5分"},
    "matching": {"matching-key": "火警 = 12119\n报警 = 110", "matching-options": "120"},
    "ordering": {"ordering-key": "发现\n报警\n疏散"},
    "classification": {"classification-key": "电池 = 有害\n报纸 = 可回收"},
    "find_error": {"find_error-options": "第一步\n第二步", "find_error-key": "2：改为停电"},
    "hotspot": {
        "picture-digest": "0" * 64, "picture-width": "640", "picture-height": "400", "picture-alt": "平面图",
        "hotspot-key": "矩形 0.1,0.1,0.3,0.4\n圆 0.7,0.5,0.1",
    },
    "material": {
        "material": "当天风力四级。", "part-kind": ["single", "essay", "single"], "part-stem": ["先做什么？", "谈谈看法", ""],
        "part-options": ["A. 走开\nB. 报警", "", ""], "part-key": ["B", "参考\n- 观点 5分", ""], "part-points": ["2", "3", ""],
    },
}  # fmt: skip
KINDS = [kind.name for kind in ALL]


def form(kind: str, topic_id: int, **more: object) -> dict[str, object]:
    plain = {
        "kind": kind,
        "topic_id": topic_id,
        "difficulty": "2",
        "stem": "请作答这道____题。",
        "explanation": "",
        "source": "",
    }
    return plain | TYPED[kind] | more


@pytest.fixture
def topic_id(cast) -> int:
    return make_question(cast.organizer).topic_id


@pytest.mark.parametrize("kind", KINDS)
class TestEveryKind:
    def test_is_written_shown_and_opened_in_the_editor_again_without_loss(self, cast, sign_in, topic_id, kind):
        browser = sign_in(cast.organizer)

        created = browser.post("/questions/", data=form(kind, topic_id))
        assert created.status_code == 303, created.text
        question = db.session.query(Question).order_by(Question.id.desc()).first()
        body = question.latest.body
        shown, editor = browser.get(created.location), browser.get(f"{created.location}/edit")

        assert (question.kind, BY_NAME[kind].faults(body)) == (kind, [])
        assert (shown.status_code, editor.status_code) == (200, 200)
        again = browser.post(f"/questions/{question.id}/revisions", data=form(kind, topic_id))
        db.session.expire_all()
        assert again.status_code == 303
        assert question.latest.number == 1

    def test_nothing_typed_is_refused_with_a_sentence_and_kept(self, cast, sign_in, topic_id, kind):
        browser = sign_in(cast.organizer)

        answer = browser.post("/questions/", data={**form(kind, topic_id), **dict.fromkeys(TYPED[kind], "")})

        assert answer.status_code == 422
        assert "form-errors" in answer.text or "notice" in answer.text

    def test_is_previewed_while_it_is_written(self, cast, sign_in, topic_id, kind):
        browser = sign_in(cast.organizer)

        assert "preview__faults" not in browser.post("/questions/preview", data=form(kind, topic_id)).text
        assert "preview__faults" in browser.post("/questions/preview", data={"kind": kind, "stem": "题干"}).text

    def test_is_tried_out_without_a_script(self, cast, sign_in, kind):
        question = make_question(cast.organizer, kind=kind)
        browser, address = sign_in(cast.organizer), f"/questions/{question.id}/try"

        assert browser.get(address).status_code == 200
        empty = browser.post(address, data={})
        assert empty.status_code == 200
        assert "未答" in empty.text

    def test_a_stranger_and_a_member_see_nothing(self, cast, sign_in, client, kind):
        question = make_question(cast.organizer, kind=kind)

        assert client.get(f"/questions/{question.id}/try").status_code in (302, 303)
        assert sign_in(cast.alice).get(f"/questions/{question.id}/try").status_code == 403


def test_a_try_is_marked_and_explained(cast, sign_in):
    question = make_question(cast.organizer, kind="fill")
    browser, address = sign_in(cast.organizer), f"/questions/{question.id}/try"

    right = browser.post(address, data={"try": ["三十二", "党章"]}).text
    half = browser.post(address, data={"try": ["32", "准则"]}).text

    assert "答对" in right
    assert "得 50%" in half


def test_a_try_of_the_wrong_shape_is_422(cast, sign_in):
    question = make_question(cast.organizer, kind="single")

    assert sign_in(cast.organizer).post(f"/questions/{question.id}/try", data={"try": "zz"}).status_code == 422


def picture(size: tuple[int, int] = (40, 30), kind: str = "PNG") -> io.BytesIO:
    stream = io.BytesIO()
    Image.new("RGB", size, "red").save(stream, kind)
    stream.seek(0)
    return stream


class TestPictures:
    def send(self, browser, stream, name="图.png"):
        return browser.post("/questions/pictures", data={"picture": (stream, name)}, content_type="multipart/form-data")

    def test_a_picture_is_kept_once_and_served_to_whoever_is_signed_in(self, cast, sign_in, client):
        browser = sign_in(cast.organizer)

        kept = self.send(browser, picture())
        again = self.send(browser, picture())
        address = f"/questions/pictures/{kept.json['digest']}"
        served = sign_in(cast.alice).get(address)

        assert (kept.status_code, kept.json["width"], kept.json["height"]) == (201, 40, 30)
        assert again.json == kept.json
        assert db.session.query(Picture).count() == 1
        assert served.mimetype == "image/png"
        assert "immutable" in served.headers["Cache-Control"]
        assert client.get(address).status_code in (302, 303)

    @pytest.mark.parametrize("raw", [b"nothing", b"<svg onload=alert(1)>", b"\x89PNG\r\n\x1a\nxxxx"])
    def test_what_is_no_picture_is_refused_with_a_sentence(self, cast, sign_in, raw):
        assert self.send(sign_in(cast.organizer), io.BytesIO(raw)).status_code == 422
        assert db.session.query(Picture).count() == 0

    def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(self, cast, sign_in):
        bomb = io.BytesIO()
        Image.new("1", (30_000, 30_000)).save(bomb, "PNG")
        bomb.seek(0)

        assert self.send(sign_in(cast.organizer), bomb).status_code == 422

    def test_a_large_one_is_made_small_and_nothing_of_its_file_remains(self, cast, sign_in):
        stream = io.BytesIO()
        image = Image.effect_noise((2400, 1200), 80).convert("RGB")
        exif = Image.Exif()
        exif[0x010E] = "secret place"
        image.save(stream, "JPEG", exif=exif)
        stream.seek(0)

        kept = self.send(sign_in(cast.organizer), stream, "a.jpg")

        content = db.session.get(Picture, kept.json["digest"]).content
        assert (kept.json["width"], kept.json["height"]) == (1600, 800)
        assert b"secret place" not in content

    def test_only_authors_add_pictures_and_unknown_ones_are_404(self, cast, sign_in):
        assert self.send(sign_in(cast.alice), picture()).status_code == 403
        assert sign_in(cast.alice).get(f"/questions/pictures/{'0' * 64}").status_code == 404
        assert self.send(sign_in(cast.organizer), picture(), "a.exe").status_code == 422

    def test_a_stem_shows_its_pictures_and_nothing_else_as_markup(self, cast, sign_in):
        browser = sign_in(cast.organizer)
        digest = self.send(browser, picture()).json["digest"]
        stem = f"看图____<b>\n![红色方块](picture:{digest})\n| 列 | 值 |\n|---|---|\n| 甲 | 1 |"
        question = make_question(cast.organizer, stem=stem)

        page = browser.get(f"/questions/{question.id}").text

        assert f'<img class="picture" src="/questions/pictures/{digest}" alt="红色方块">' in page
        assert "____&lt;b&gt;" in page
        assert "<td>甲</td>" in page
