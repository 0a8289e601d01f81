"""Questions full of signs that file formats use themselves."""

from __future__ import annotations

import base64
import hashlib
import struct
import zlib
from typing import Any

from hypothesis import strategies as st

from question_bank.formats.base import ReadPicture, ReadQuestion


def png(width: int = 40, height: int = 20, shade: int = 0) -> bytes:
    """Return a small true PNG."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = b"".join(b"\0" + bytes([shade]) * width for _row in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def picture(shade: int = 0, alt: str = "示意图") -> ReadPicture:
    """Return a picture as a reading holds it."""
    content = png(shade=shade)
    return ReadPicture(hashlib.sha256(content).hexdigest(), alt, base64.b64encode(content).decode())


PICTURE = picture()
PIECES = st.sampled_from(
    ["{", "}", "~", "=", "#", "$", ":", "::", "\\", "\\n", "%50%", "%", "&", "&amp;", "&lt;", "<", ">", "<b>", "</p>", "<br>", '"', "'", "->", "//",
     "*", "**粗**", "_", "|", "[html]", "[[1]]", "]]>", "<![CDATA[", "（", "）", "（  ）", "，", "＆", "＜", "１", "５０％", " ", "  ", "\n", "\n\n", "\n\n\n",
     "H<sub>2</sub>O", "不少于", "森林", "A. ", "B．", "答案：", "2.5", "$CATEGORY: a", "{1:SA:=x}", "<!-- x -->", "&#123;", "\\*", "`x`", "~=", "正确", "<?x?>",
     f"![示意图](picture:{PICTURE.name})"]
)  # fmt: skip
LETTERS = st.text(alphabet="森林防火巡护支部党员学时abcXYZ019", min_size=1, max_size=4)


def _tidy(parts: list[str]) -> str:
    return "".join(parts).strip()


TEXT = st.lists(st.one_of(PIECES, LETTERS), min_size=1, max_size=8).map(_tidy).filter(bool)
STEM = st.tuples(TEXT, TEXT).map(lambda pair: f"{pair[0]}森林防火{pair[1]}")
LINE = TEXT.map(lambda text: " ".join(text.split())).filter(lambda text: text and "picture:" not in text)
ANSWER = LINE.filter(lambda text: "\\*" not in text)


def distinct(texts: Any, least: int, most: int) -> Any:
    """Return lists of texts that differ beyond spaces."""
    return st.lists(texts, min_size=least, max_size=most, unique_by=lambda text: "".join(text.split()).casefold())


@st.composite
def question(draw: st.DrawFn, kinds: tuple[str, ...], number: int = 1) -> ReadQuestion:
    """Return any question of these kinds."""
    kind = draw(st.sampled_from(sorted(kinds)))
    fields = dict(_MADE[kind](draw))
    fields.setdefault("stem", draw(STEM))
    found = ReadQuestion(
        number, kind, **fields, explanation=draw(st.one_of(st.just(""), TEXT)), topic=draw(st.sampled_from(["", "安全", "安全/防火 <一>", "党建&学习"])),
        source=draw(st.sampled_from(["", "《条例》第3条 <&>"])), difficulty=draw(st.sampled_from([None, 1, 2, 3])),
    )  # fmt: skip
    shown = any(PICTURE.name in text for text in _every_text(found))
    pictures = (*found.pictures, *([PICTURE] if shown and PICTURE not in found.pictures else []))
    return ReadQuestion(**{**{name: getattr(found, name) for name in found.__dataclass_fields__}, "pictures": pictures})


def _every_text(found: ReadQuestion) -> list[str]:
    return [
        found.stem,
        *found.options,
        found.explanation,
        str(found.key),
        *(text for part in found.parts for text in _every_text(part)),
    ]


def _choice(draw: st.DrawFn, least: int, most: int) -> dict[str, Any]:
    options = draw(
        distinct(TEXT, 2, 6).filter(
            lambda texts: not {text.strip(" 。.") for text in texts} <= {"正确", "x", "对", "错"}
        )
    )
    places = draw(st.sets(st.integers(0, len(options) - 1), min_size=least, max_size=min(most, len(options))))
    return {"options": tuple(options), "key": [chr(65 + place) for place in sorted(places)]}


def _single(draw: st.DrawFn) -> dict[str, Any]:
    made = _choice(draw, 1, 1)
    return {**made, "key": made["key"][0]}


def _fill(draw: st.DrawFn) -> dict[str, Any]:
    keys = draw(st.lists(distinct(ANSWER, 1, 3), min_size=1, max_size=3))
    stem = "学时" + "".join("____" + draw(LETTERS) for _key in keys)
    return {"stem": draw(TEXT.filter(lambda text: "_" not in text)) + stem, "key": keys}


def _numeric(draw: st.DrawFn) -> dict[str, Any]:
    number = st.sampled_from(["0", "32", "-5", "0.25", "100000", "3.14159"])
    return {
        "key": {
            "value": draw(number),
            "tolerance": draw(st.sampled_from(["0", "0.5", "10"])),
            "unit": draw(st.sampled_from(["", "学时", "m<3>"])),
        }
    }


def _matching(draw: st.DrawFn) -> dict[str, Any]:
    lefts, rights = draw(distinct(TEXT, 2, 4)), draw(distinct(ANSWER, 4, 6))
    pairs = [[left, right] for left, right in zip(lefts, rights, strict=False)]
    return {"key": pairs, "options": tuple(rights[len(lefts) :])}


def _classification(draw: st.DrawFn) -> dict[str, Any]:
    items, groups = draw(distinct(TEXT, 3, 5)), draw(distinct(ANSWER, 2, 2))
    pairs = [[item, groups[place % 2]] for place, item in enumerate(items)]
    return {"key": pairs, "options": tuple(groups)}


def _open(draw: st.DrawFn) -> dict[str, Any]:
    return {"key": draw(st.one_of(st.none(), TEXT))}


def _find_error(draw: st.DrawFn) -> dict[str, Any]:
    steps = draw(distinct(TEXT, 3, 5))
    return {"options": tuple(steps), "key": sorted(draw(st.sets(st.integers(1, len(steps)), min_size=1, max_size=2)))}


def _hotspot(draw: st.DrawFn) -> dict[str, Any]:
    spots = [{"id": "s1", "shape": "rect", "coords": [0.1, 0.1, 0.5, 0.5]}, {"id": "s2", "shape": "circle", "coords": [0.5, 0.5, 0.1]},
             {"id": "s3", "shape": "polygon", "coords": [0.0, 0.0, 0.5, 0.0, 0.5, 1.0]}]  # fmt: skip
    kept = spots[: draw(st.integers(1, 3))]
    key = [each["id"] for each in kept][: draw(st.integers(1, len(kept)))]
    body = {"picture": {"digest": PICTURE.name, "width": 40, "height": 20, "alt": "平面图"}, "spots": kept, "key": key}
    return {"key": key, "body": body, "pictures": (PICTURE,)}


def _material(draw: st.DrawFn) -> dict[str, Any]:
    parts = []
    for place in range(1, draw(st.integers(1, 3)) + 1):
        kind = draw(st.sampled_from(["single", "multiple", "true_false", "fill", "numeric", "essay", "matching"]))
        fields = dict(_MADE[kind](draw))
        fields.setdefault("stem", draw(STEM))
        parts.append(ReadQuestion(place, kind, **fields, explanation=draw(st.one_of(st.just(""), TEXT))))
    return {"parts": tuple(parts)}


_MADE = {
    "single": _single, "multiple": lambda draw: _choice(draw, 2, 6), "indefinite": lambda draw: _choice(draw, 1, 6),
    "true_false": lambda draw: {"key": draw(st.booleans())}, "fill": _fill, "numeric": _numeric, "short_answer": _open, "essay": _open,
    "matching": _matching, "ordering": lambda draw: {"key": draw(distinct(TEXT, 2, 5))}, "classification": _classification,
    "find_error": _find_error, "hotspot": _hotspot, "material": _material,
}  # fmt: skip
