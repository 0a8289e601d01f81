"""Reads our own JSON: everything a question holds, in the form docs/question-exchange.md describes."""

from __future__ import annotations

import json
from typing import Any

from core.errors import Invalid
from core.i18n import _, _l
from question_bank.formats import decoding
from question_bank.formats.base import Issue, Reading, ReadPicture, ReadQuestion, error
from question_bank.formats.finishing import finished, gathered
from question_bank.formats.kinds import KINDS
from question_bank.formats.pictures import is_picture, unbased
from question_bank.formats.terms import in_terms
from question_bank.types import BY_NAME

FORMAT, VERSION = "shuren-questions", 1
_TEXTS = ("stem", "explanation", "topic", "source")


class OwnJson:
    """A file in our own JSON."""

    name = "json"
    label = _l("本系统 JSON")
    extensions: tuple[str, ...] = (".json",)

    def claims(self, name: str, raw: bytes) -> bool:
        """JSON that names our format, or carries questions as `flask questions read --json` prints them."""
        head = raw[:400].lstrip(b"\xef\xbb\xbf \r\n\t")
        return head.startswith(b"{") and (FORMAT.encode() in head or name.lower().endswith(".json"))

    def read(self, name: str, raw: bytes) -> Reading:
        """Read every question; raises Invalid with a sentence when it is no JSON of ours."""
        text, encoding = decoding.decoded(raw)
        try:
            content = json.loads(text)
        except (ValueError, RecursionError) as failure:
            raise Invalid(
                _("“%(name)s”不是完整的 JSON：%(reason)s", name=name, reason=str(failure)[:100]), field="file"
            ) from failure
        questions = content.get("questions") if isinstance(content, dict) else None
        if not isinstance(questions, list):
            raise Invalid(_("这个 JSON 里没有“questions”列表，不是题目文件。"), field="file")
        version = content.get("version", VERSION)
        if content.get("format") == FORMAT and version != VERSION:
            raise Invalid(
                _("这个 JSON 的版本是 %(version)s，本系统只认识 %(known)d。", version=str(version)[:20], known=VERSION),
                field="file",
            )
        pictures = _pictures(content.get("pictures"))
        found = [_question(each, place, pictures) for place, each in enumerate(questions, start=1)]
        return gathered(self.name, encoding, found, [])


def _pictures(listed: Any) -> dict[str, ReadPicture]:
    found = {}
    for name, each in (listed if isinstance(listed, dict) else {}).items():
        content = each.get("content") if isinstance(each, dict) else None
        raw = unbased(content) if isinstance(content, str) else None
        if raw and is_picture(raw):
            found[name] = ReadPicture(name, _text(each.get("alt")), _text(content))
    return found


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _question(fields: Any, place: int, pictures: dict[str, ReadPicture], *, is_part: bool = False) -> ReadQuestion:
    if not isinstance(fields, dict) or fields.get("kind") not in KINDS:
        shown = json.dumps(fields, ensure_ascii=False)[:200]
        kind = _text(fields.get("kind")) if isinstance(fields, dict) else ""
        return ReadQuestion(place, "essay", shown, line=place, raw=shown).with_issues(
            error("kind_unknown", line=place, text=kind)
        )
    texts = {name: _text(fields.get(name)) for name in _TEXTS}
    body = fields.get("body") if isinstance(fields.get("body"), dict) else None
    options, key, issues = _content(fields, body)
    parts = fields.get("parts") if fields["kind"] == "material" and not is_part else None
    inner = [
        _question(each, count, pictures, is_part=True)
        for count, each in enumerate(parts if isinstance(parts, list) else [], start=1)
    ]
    if fields["kind"] == "material" and not inner:
        issues.append(error("material_alone"))
    points, difficulty = fields.get("points"), fields.get("difficulty")
    question = ReadQuestion(
        place, fields["kind"], texts["stem"], options, key, texts["explanation"],
        points=float(points) if isinstance(points, int | float) and not isinstance(points, bool) and 0 <= points < 10_000 else None,
        topic=texts["topic"], source=texts["source"], difficulty=difficulty if difficulty in (1, 2, 3) else None,
        line=place, last_line=place, raw=json.dumps(fields, ensure_ascii=False, indent=1)[:5000], parts=tuple(inner), body=body,
    )  # fmt: skip
    return finished(question.with_issues(), issues, () if is_part else _shown(fields, pictures))


def _shown(fields: dict[str, Any], pictures: dict[str, ReadPicture]) -> list[ReadPicture]:
    text = json.dumps(fields, ensure_ascii=False)
    return [picture for name, picture in pictures.items() if name and name in text]


def _content(fields: dict[str, Any], body: dict[str, Any] | None) -> tuple[tuple[str, ...], Any, list[Issue]]:
    """Options and key, from the body where there is one; a key beside it that says otherwise is an error."""
    listed = fields.get("options")
    options = tuple(each for each in listed if isinstance(each, str)) if isinstance(listed, list) else ()
    key = fields.get("key")
    kind = BY_NAME.get(fields["kind"])
    if body is None or kind is None:
        return (
            options,
            _sane(fields["kind"], key),
            []
            if key is None or _sane(fields["kind"], key) is not None
            else [error("key_unreadable", text=str(key)[:60])],
        )
    faults = kind.faults(body)
    if faults:
        return options, None, [error("body_faulty", text=" ".join(map(str, faults))[:200])]
    read = in_terms(ReadQuestion(0, fields["kind"], "", body=body))
    own = read.key
    issues = (
        [error("key_conflict", first=f"key（{key}）", second=f"body（{own}）")]
        if key is not None and key != own
        else []
    )
    return read.options, own, issues


def _sane(kind: str, key: Any) -> Any:
    """The key when it has the shape its kind asks for; else None."""
    if kind == "true_false":
        return key if isinstance(key, bool) else None
    if kind == "single":
        return key if isinstance(key, str) and len(key) >= 1 and key.isascii() and key.isupper() else None
    if kind in ("multiple", "indefinite"):
        sound = isinstance(key, list) and all(
            isinstance(each, str) and len(each) == 1 and "A" <= each <= "Z" for each in key
        )
        return key if sound and key else None
    if kind == "numeric":
        return key if isinstance(key, dict) and isinstance(key.get("value"), str) else None
    if kind in ("short_answer", "essay"):
        return key if isinstance(key, str) else None
    return key if isinstance(key, list) and key and _is_texts(key) else None


def _is_texts(key: list[Any]) -> bool:
    return all(
        isinstance(each, str | int) or (isinstance(each, list) and all(isinstance(text, str | int) for text in each))
        for each in key
    )
