"""What each kind of question becomes in QTI: its declaration, its interaction, its rule of scoring."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from question_bank.formats.base import ReadQuestion
from question_bank.formats.finishing import BLANKS
from question_bank.formats.image_size import size_of
from question_bank.formats.markup import Node
from question_bank.formats.spots import pixels_of
from question_bank.writing.base import ending_of, picture_bytes, wrong_steps
from question_bank.writing.xhtml import FOLDER, blocks, inline

Children = list[Node | str]


@dataclass
class Written:
    """The pieces of one question; `template` is a standard rule of scoring, `rules` are for items of several parts."""

    declarations: list[Node] = field(default_factory=list)
    body: Children = field(default_factory=list)
    template: str = ""
    rules: list[Node] = field(default_factory=list)


def element(tag: str, attributes: dict[str, str] | None = None, *children: Node | str) -> Node:
    """An element with its attributes and content."""
    return Node(tag, dict(attributes or {}), list(children))


def written(question: ReadQuestion, name: str) -> Written:
    """The pieces of a question whose response is called `name`."""
    return _KINDS[question.kind](question, name)


def declared(name: str, cardinality: str, base: str, values: list[str], *more: Node) -> Node:
    """The declaration of a response with its right values."""
    correct = [element("correctResponse", {}, *(element("value", {}, value) for value in values))] if values else []
    return element(
        "responseDeclaration", {"identifier": name, "cardinality": cardinality, "baseType": base}, *correct, *more
    )


def _matches(name: str) -> list[Node]:
    """One point when the response is the right one."""
    test = element("match", {}, element("variable", {"identifier": name}), element("correct", {"identifier": name}))
    return [_if(test)]


def _if(test: Node) -> Node:
    total = element(
        "sum", {}, element("variable", {"identifier": "SCORE"}), element("baseValue", {"baseType": "float"}, "1")
    )
    return element(
        "responseCondition",
        {},
        element("responseIf", {}, test, element("setOutcomeValue", {"identifier": "SCORE"}, total)),
    )


def _choice_node(question: ReadQuestion, name: str, most: int, choices: list[Node]) -> Node:
    attributes = {
        "class": f"kind-{question.kind.replace('_', '-')}",
        "responseIdentifier": name,
        "shuffle": "false",
        "maxChoices": str(most),
    }
    return element("choiceInteraction", attributes, *choices)


def _choices(question: ReadQuestion, name: str, right: list[int], most: int) -> Written:
    choices = [
        element("simpleChoice", {"identifier": f"C{place}"}, *inline(text))
        for place, text in enumerate(question.options, start=1)
    ]
    cardinality = "single" if most == 1 else "multiple"
    declaration = declared(name, cardinality, "identifier", [f"C{place + 1}" for place in right])
    body = [*blocks(question.stem), _choice_node(question, name, most, choices)]
    return Written([declaration], body, "match_correct", _matches(name))


def _single(question: ReadQuestion, name: str) -> Written:
    return _choices(question, name, [ord(question.key) - ord("A")], 1)


def _several(question: ReadQuestion, name: str) -> Written:
    return _choices(question, name, [ord(letter) - ord("A") for letter in question.key], 0)


def _find_error(question: ReadQuestion, name: str) -> Written:
    return _choices(question, name, [step - 1 for step in wrong_steps(question.key)], 0)


def _truth(question: ReadQuestion, name: str) -> Written:
    choices = [
        element("simpleChoice", {"identifier": each}, word) for each, word in (("true", "正确"), ("false", "错误"))
    ]
    declaration = declared(name, "single", "identifier", [str(question.key).lower()])
    return Written(
        [declaration],
        [*blocks(question.stem), _choice_node(question, name, 1, choices)],
        "match_correct",
        _matches(name),
    )


def _fill(question: ReadQuestion, name: str) -> Written:
    count = len(question.key)
    names = [name] if count == 1 else [f"{name}_{place}" for place in range(1, count + 1)]
    entries = iter(
        element("textEntryInteraction", {"responseIdentifier": each, "expectedLength": "12"}) for each in names
    )
    body = _with_entries(blocks(question.stem), entries)
    scores = [element("mapResponse", {"identifier": each}) for each in names]
    total = element(
        "setOutcomeValue",
        {"identifier": "SCORE"},
        element("sum", {}, element("variable", {"identifier": "SCORE"}), *scores),
    )
    declarations = [
        declared(each, "single", "string", accepted[:1], _mapping(accepted))
        for each, accepted in zip(names, question.key, strict=True)
    ]
    return Written(declarations, body, "map_response" if count == 1 and name == "RESPONSE" else "", [total])


def _mapping(accepted: list[str]) -> Node:
    entries = [element("mapEntry", {"mapKey": text, "mappedValue": "1", "caseSensitive": "false"}) for text in accepted]
    return element("mapping", {"defaultValue": "0"}, *entries)


def _with_entries(nodes: Children, entries: Iterator[Node]) -> Children:
    """The same content with a place to write wherever a blank stood."""
    found: Children = []
    for each in nodes:
        if isinstance(each, Node):
            each.children = _with_entries(each.children, entries)
            found.append(each)
            continue
        end = 0
        for blank in BLANKS.finditer(each):
            found += [each[end : blank.start()], next(entries)]
            end = blank.end()
        found.append(each[end:])
    return found


def _numeric(question: ReadQuestion, name: str) -> Written:
    key = question.key
    entry = element("textEntryInteraction", {"responseIdentifier": name, "expectedLength": "12"})
    unit = [element("span", {"class": "unit"}, key["unit"])] if key["unit"] else []
    width = {"toleranceMode": "absolute", "tolerance": f"{key['tolerance']} {key['tolerance']}"}
    test = element("equal", width, element("variable", {"identifier": name}), element("correct", {"identifier": name}))
    body = [*blocks(question.stem), element("p", {}, entry, *unit)]
    return Written([declared(name, "single", "float", [key["value"]])], body, "", [_if(test)])


def _open(question: ReadQuestion, name: str) -> Written:
    attributes = {"class": f"kind-{question.kind.replace('_', '-')}", "responseIdentifier": name, "expectedLines": "8"}
    marking: Children = []
    if question.key:
        marking.append(_for_markers("reference", *blocks(question.key)))
    if rows := _rubric(question.body or {}):
        marking.append(_for_markers("rubric", element("table", {}, element("tbody", {}, *rows))))
    return Written(
        [declared(name, "single", "string", [])],
        [*blocks(question.stem), *marking, element("extendedTextInteraction", attributes)],
    )


def _for_markers(name: str, *content: Node | str) -> Node:
    return element("rubricBlock", {"class": name, "view": "scorer", "use": "scoring"}, *content)


def _rubric(body: dict[str, Any]) -> list[Node]:
    rows = [[row["text"], str(row["points"])] for row in body.get("rubric", [])]
    rows += [[row["text"], str(row.get("weight", 1)), *row.get("accepted", [])] for row in body.get("points", [])]
    return [element("tr", {}, *(element("td", {}, *inline(text)) for text in row)) for row in rows]


def _match(question: ReadQuestion, name: str) -> Written:
    lefts, used = [pair[0] for pair in question.key], [pair[1] for pair in question.key]
    rights = list(dict.fromkeys([*used, *question.options]))
    grouped = question.kind == "classification"
    left = [_associable(f"L{place}", text, 1) for place, text in enumerate(lefts, start=1)]
    right = [_associable(f"R{place}", text, 0 if grouped else 1) for place, text in enumerate(rights, start=1)]
    values = [f"L{place} R{rights.index(text) + 1}" for place, text in enumerate(used, start=1)]
    attributes = {
        "class": f"kind-{question.kind}",
        "responseIdentifier": name,
        "shuffle": "true",
        "maxAssociations": str(len(lefts)),
    }
    node = element(
        "matchInteraction", attributes, element("simpleMatchSet", {}, *left), element("simpleMatchSet", {}, *right)
    )
    return Written(
        [declared(name, "multiple", "directedPair", values)],
        [*blocks(question.stem), node],
        "match_correct",
        _matches(name),
    )


def _associable(name: str, text: str, most: int) -> Node:
    return element("simpleAssociableChoice", {"identifier": name, "matchMax": str(most)}, *inline(text))


def _ordering(question: ReadQuestion, name: str) -> Written:
    shown = sorted(
        range(len(question.key)), key=lambda place: question.key[place]
    )  # by their text, so that the order gives nothing away
    choices = [
        element("simpleChoice", {"identifier": f"C{place + 1}"}, *inline(question.key[place])) for place in shown
    ]
    node = element("orderInteraction", {"responseIdentifier": name, "shuffle": "true"}, *choices)
    values = [f"C{place}" for place in range(1, len(question.key) + 1)]
    return Written(
        [declared(name, "ordered", "identifier", values)],
        [*blocks(question.stem), node],
        "match_correct",
        _matches(name),
    )


def _hotspot(question: ReadQuestion, name: str) -> Written:
    body = question.body or {}
    picture = body["picture"]
    content = picture_bytes(question)[picture["digest"]]
    ending, media = ending_of(content)
    size = size_of(content) or (picture["width"], picture["height"])
    image = element(
        "object",
        {"type": media, "data": f"{FOLDER}{picture['digest']}.{ending}", "width": str(size[0]), "height": str(size[1])},
        picture.get("alt", ""),
    )
    spots = [
        element(
            "hotspotChoice",
            {
                "identifier": area["id"],
                "shape": {"polygon": "poly"}.get(area["shape"], area["shape"]),
                "coords": ",".join(map(str, pixels_of(area, size))),
            },
        )
        for area in body["spots"]
    ]
    attributes = {"responseIdentifier": name, "maxChoices": str(len(body["key"]))}
    node = element("hotspotInteraction", attributes, image, *spots)
    return Written(
        [declared(name, "multiple", "identifier", list(body["key"]))],
        [*blocks(question.stem), node],
        "match_correct",
        _matches(name),
    )


def _material(question: ReadQuestion, name: str) -> Written:
    made = Written(body=[element("div", {"class": "material"}, *blocks(question.stem))])
    for place, part in enumerate(question.parts, start=1):
        inner = written(part, f"{name}_{place}")
        said = [_feedback("feedbackBlock", part.explanation)] if part.explanation else []
        made.declarations += inner.declarations
        made.body.append(element("div", {"class": "part"}, *inner.body, *said))
        made.rules += inner.rules
    return made


def _feedback(tag: str, text: str) -> Node:
    return element(
        tag, {"outcomeIdentifier": "FEEDBACK", "identifier": "EXPLANATION", "showHide": "show"}, *blocks(text)
    )


def explanation(text: str) -> list[Node]:
    """The explanation as feedback to the whole item."""
    return [_feedback("modalFeedback", text)] if text else []


_KINDS: dict[str, Callable[[ReadQuestion, str], Written]] = {
    "single": _single, "multiple": _several, "indefinite": _several, "true_false": _truth, "fill": _fill, "numeric": _numeric,
    "short_answer": _open, "essay": _open, "matching": _match, "ordering": _ordering, "classification": _match,
    "material": _material, "hotspot": _hotspot, "find_error": _find_error,
}  # fmt: skip
KINDS = frozenset(_KINDS)
