"""Zip packages and XML from strangers give up nothing but their own content."""

from __future__ import annotations

import io
import zipfile

import pytest

from core import xml_tree
from core.errors import Invalid
from core.zips import open_package


def packed(*entries: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return buffer.getvalue()


def test_an_entry_is_read_by_its_name() -> None:
    package = open_package(packed(("a/b.xml", b"<a/>")))

    assert package.names == ("a/b.xml",)
    assert package.read("a/b.xml") == b"<a/>"


@pytest.mark.parametrize("name", ["../etc/passwd", "/etc/passwd", "c:\\windows\\x", "a/../../b"])
def test_an_entry_that_reaches_outside_is_refused(name: str) -> None:
    with pytest.raises(Invalid, match="结构异常"):
        open_package(packed((name, b"x")))


def test_a_bomb_is_refused() -> None:
    with pytest.raises(Invalid, match="压缩比异常"):
        open_package(packed(("a", bytes(40 * 2**20))))


def test_overlapping_entries_are_refused() -> None:
    raw = bytearray(packed(("a", b"x" * 50), ("b", b"y" * 50)))
    second = raw.rindex(b"PK\x01\x02")
    raw[second + 42 : second + 46] = (0).to_bytes(4, "little")

    with pytest.raises(Invalid, match="结构异常"):
        open_package(bytes(raw))


def test_an_entry_larger_than_wanted_is_refused() -> None:
    with pytest.raises(Invalid, match="超过"):
        open_package(packed(("a", b"x" * 2000))).read("a", most=1000)


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>',
        '<!DOCTYPE a [<!ENTITY b "xxxxxxxx"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>',
        "<a><b></a>",
        "",
    ],
)
def test_xml_with_entities_or_damage_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        xml_tree.parse(text.encode(), name="题库.xml")


def test_sound_xml_is_parsed() -> None:
    assert xml_tree.parse("<题><!-- x --><a>1</a></题>".encode()).findtext("a") == "1"
