"""One QTI 2 or 3 item to one question, a material where it has several places of answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from question_bank.formats import qti_interactions as interactions
from question_bank.formats.base import Issue, ReadQuestion, doubt, error
from question_bank.formats.finishing import FILL, finished
from question_bank.formats.gift_answers import matched
from question_bank.formats.markup import Node, markdown
from question_bank.formats.normalise import BLANK
from question_bank.formats.pictures import Pictures
from question_bank.formats.qti_interactions import Asked, Place
from question_bank.formats.qti_keys import Response, Scoring, as_plain, body_node, responses, scoring
from question_bank.formats.qti_nodes import child, children, classes, identifier, line, words

EVERY = (*interactions.ALL, *interactions.FOREIGN)
Own = Callable[[Node], str | None]


def understood(item: Node, files: dict[str, bytes]) -> ReadQuestion:
    """The question an item asks, with every reason against it."""
    pictures, rules = Pictures(files), scoring(item)
    declared = responses(item)
    nodes = list(body_node(item).every(*EVERY))
    parts = _part_boxes(item)
    if parts:
        question = _material(item, parts, declared, rules, pictures)
    elif len(nodes) == 1:
        question = _one(item, nodes[0], declared, rules, pictures)
    elif nodes:
        question = _several(item, nodes, declared, rules, pictures)
    else:
        question = ReadQuestion(0, "essay", _stem(body_node(item), pictures)).with_issues(
            error("kind_foreign", text="assessmentItem")
        )
    placed = replace(
        question, line=line(item), last_line=line(item), raw=words(body_node(item))[:5000], points=_points(item)
    )
    explained = "\n".join(text for text in (_explanation(item, pictures), question.explanation) if text)
    issues = [*_variables(item), *rules.issues(), *pictures.issues]
    return finished(replace(placed, explanation=explained), issues, pictures.found.values())


def _variables(item: Node) -> list[Issue]:
    """An item whose figures are drawn anew for each candidate cannot be asked as it stands."""
    names = [identifier(each) for each in children(item, "templateDeclaration")]
    names += [identifier(each) for each in body_node(item).every("printedVariable")]
    return [error("formula", text="、".join(dict.fromkeys(names[:4])))] if names else []


def _asked(node: Node, declared: dict[str, Response], rules: Scoring, pictures: Pictures) -> Asked:
    name = node.attributes.get("responseIdentifier", "")
    place = Place(node, declared.get(name, Response(name)), rules, pictures)
    reader = interactions.ALL.get(node.tag, interactions.upload)
    return reader(place)


def _one(item: Node, node: Node, declared: dict[str, Response], rules: Scoring, pictures: Pictures) -> ReadQuestion:
    _note_unit(item, node)
    asked = _asked(node, declared, rules, pictures)
    mark = BLANK if asked.kind == "numeric" and _is_inside_words(body_node(item), node) else _mark(node, asked)
    stem = _stem(body_node(item), pictures, {id(node): mark})
    stem = "\n\n".join(part for part in (stem, asked.stem_tail) if part) or item.attributes.get("title", "")
    key, body = asked.key, asked.body
    if asked.kind in ("essay", "short_answer"):
        key = asked.key or _reference(item, pictures)
        body = _rubric(item, asked.kind, key or "", pictures)
    return _question(asked, stem, key, body)


def _question(asked: Asked, stem: str, key: object, body: dict[str, object] | None) -> ReadQuestion:
    found = ReadQuestion(0, asked.kind, stem, asked.options, key, asked.feedback, body=body)
    return found.with_issues(*asked.issues)


def _mark(node: Node, asked: Asked) -> str:
    """What shows in the stem at the place of an interaction."""
    if node.tag == "textEntryInteraction":
        return FILL if asked.kind == "fill" else ""
    return BLANK if node.tag == "inlineChoiceInteraction" else ""


def _is_inside_words(root: Node, node: Node) -> bool:
    """Whether words stand beside a place of answer in its own paragraph, its unit aside."""
    home = next(
        (each for each in (root, *root.every("p", "div", "span", "td", "li")) if node in children(each, node.tag)), root
    )
    beside = [
        each for each in home.children if each is not node and not (isinstance(each, Node) and "unit" in classes(each))
    ]
    return any(each.strip() if isinstance(each, str) else words(each) for each in beside) and home is not root


def _note_unit(item: Node, node: Node) -> None:
    for span in body_node(item).every("span"):
        if "unit" in classes(span):
            node.attributes["-unit"] = words(span)


def _stem(
    root: Node, pictures: Pictures, marks: dict[int, str] | None = None, left: frozenset[int] = frozenset()
) -> str:
    """The words of a body, with marks at the places of answer and without what only markers see."""

    def own(node: Node) -> str | None:
        if id(node) in left or (node.tag == "span" and "unit" in classes(node)):
            return ""
        if node.tag in EVERY or node.tag == "endAttemptInteraction":
            return _place_text(node, marks or {}, own)
        if node.tag == "rubricBlock" and "candidate" in node.attributes.get("view", "candidate"):
            return None
        return "" if node.tag in interactions.FEEDBACK else pictures.own(node)

    return markdown(root, own)


def _place_text(node: Node, marks: dict[int, str], own: Own) -> str:
    prompt = child(node, "prompt")
    if node.tag == "hottextInteraction":
        bare = Node("div", {}, [each for each in node.children if each is not prompt])
        texts = [markdown(prompt, own) if prompt else "", markdown(bare, own)]
        return "\n\n".join(text for text in texts if text)
    return (markdown(prompt, own) if prompt else "") + marks.get(id(node), "")


def _explanation(item: Node, pictures: Pictures) -> str:
    said = [markdown(each, pictures.own) for each in children(item, "modalFeedback")]
    said += [
        markdown(each, pictures.own) for each in body_node(item).every("feedbackBlock") if not _is_inside(item, each)
    ]
    return "\n".join(dict.fromkeys(text for text in said if text))


def _is_inside(item: Node, wanted: Node) -> bool:
    """Whether a feedback belongs to a choice or to a part, which tell it themselves."""
    homes = [*body_node(item).every("simpleChoice"), *_part_boxes(item)]
    return any(each is wanted for home in homes for each in home.every("feedbackBlock"))


def _reference(root: Node, pictures: Pictures) -> str | None:
    """The model answer that only markers see."""
    blocks = [each for each in _for_markers(root) if "rubric" not in classes(each)]
    return "\n\n".join(text for each in blocks if (text := markdown(each, pictures.own))) or None


def _for_markers(root: Node) -> list[Node]:
    return [each for each in root.every("rubricBlock") if "candidate" not in each.attributes.get("view", "candidate")]


def _rubric(root: Node, kind: str, reference: str, pictures: Pictures) -> dict[str, object] | None:
    """Scoring points from a table of our own; None when there is none."""
    rows = [row for block in _for_markers(root) if "rubric" in classes(block) for row in block.every("tr")]
    cells = [[markdown(cell, pictures.own) for cell in children(row, "td")] for row in rows]
    sound = [row for row in cells if len(row) >= 2]
    if not sound:
        return None
    if kind == "essay":
        return {
            "reference": reference,
            "rubric": [
                {"id": f"r{place}", "text": row[0], "points": row[1]} for place, row in enumerate(sound, start=1)
            ],
        }
    points = [
        {"id": f"p{place}", "text": row[0], "accepted": row[2:], "weight": _weight(row[1])}
        for place, row in enumerate(sound, start=1)
    ]
    return {"reference": reference, "points": points}


def _weight(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else 1


def _points(item: Node) -> float | None:
    for outcome in children(item, "outcomeDeclaration"):
        if identifier(outcome) == "MAXSCORE":
            default = child(outcome, "defaultValue")
            text = words(default) if default else ""
            return float(text) if text.replace(".", "", 1).isdigit() and len(text) < 8 else None
    return None


def _several(
    item: Node, nodes: list[Node], declared: dict[str, Response], rules: Scoring, pictures: Pictures
) -> ReadQuestion:
    asked = [_asked(node, declared, rules, pictures) for node in nodes]
    marks = {id(node): _mark(node, each) for node, each in zip(nodes, asked, strict=True)}
    if all(each.kind == "fill" for each in asked):
        keys = [each.key[0] if each.key else [] for each in asked]
        issues = [issue for each in asked for issue in each.issues]
        stem = _stem(body_node(item), pictures, marks)
        return ReadQuestion(0, "fill", stem, (), keys if all(keys) else None).with_issues(*issues)
    same = len({each.options for each in asked}) == 1
    if same and all(node.tag == "inlineChoiceInteraction" for node in nodes):
        return _gaps(item, nodes, asked, pictures)
    return _joined(item, nodes, asked, pictures)


def _gaps(item: Node, nodes: list[Node], asked: list[Asked], pictures: Pictures) -> ReadQuestion:
    """Several places to choose one word of the same list each."""
    marks = {id(node): f"（{count}）{FILL}" for count, node in enumerate(nodes, start=1)}
    options = asked[0].options
    pairs = [
        [f"（{count}）", options[ord(each.key) - ord("A")]] for count, each in enumerate(asked, start=1) if each.key
    ]
    found = matched([*pairs, *(["", text] for text in options if text not in {right for _left, right in pairs})])
    issues: list[Issue] = [issue for each in asked for issue in each.issues] + found.issues
    issues += [error("key_missing")] if len(pairs) < len(asked) else []
    return ReadQuestion(
        0, "matching", _stem(body_node(item), pictures, marks), found.options, pairs or None
    ).with_issues(*issues)


def _joined(item: Node, nodes: list[Node], asked: list[Asked], pictures: Pictures) -> ReadQuestion:
    """Several places of answer without a plain frame: the text is the material, each place a part; always in doubt."""
    marks = {id(node): f"（{count}）{FILL}" for count, node in enumerate(nodes, start=1)}
    blocks = {
        id(node): f"（{count}）" for count, node in enumerate(nodes, start=1) if node.tag not in interactions.INLINE
    }
    shared = _stem(body_node(item), pictures, {**marks, **blocks})
    parts = []
    for count, (node, each) in enumerate(zip(nodes, asked, strict=True), start=1):
        prompt = child(node, "prompt")
        stem = markdown(prompt, pictures.own) if prompt else f"第（{count}）处的答案"
        stem = stem + FILL if each.kind == "fill" else stem
        stem = "\n\n".join(text for text in (stem, each.stem_tail) if text)
        part = replace(_question(each, stem, each.key, each.body), number=count)
        parts.append(finished(part))
    whole = ReadQuestion(0, "material", shared or item.attributes.get("title", ""), parts=tuple(parts))
    return whole.with_issues(doubt("parts_joined"))


def _part_boxes(item: Node) -> list[Node]:
    return [each for each in body_node(item).every("div") if "part" in classes(each)]


def _material(
    item: Node, boxes: list[Node], declared: dict[str, Response], rules: Scoring, pictures: Pictures
) -> ReadQuestion:
    """A material whose parts stand in frames of their own."""
    shared = _stem(body_node(item), pictures, left=frozenset(map(id, boxes)))
    parts = [_part(box, count, declared, rules, pictures) for count, box in enumerate(boxes, start=1)]
    return ReadQuestion(0, "material", shared, parts=tuple(parts)).with_issues()


def _part(box: Node, count: int, declared: dict[str, Response], rules: Scoring, pictures: Pictures) -> ReadQuestion:
    inner = Node("assessmentItem", {}, [Node("itemBody", {}, box.children)])
    nodes = list(box.every(*EVERY))
    if len(nodes) == 1:
        part = _one(inner, nodes[0], declared, rules, pictures)
    elif nodes:
        part = _several(inner, nodes, declared, rules, pictures)
    else:
        part = ReadQuestion(0, "essay", _stem(box, pictures)).with_issues(error("kind_foreign", text="div"))
    explained = "\n".join(markdown(each, pictures.own) for each in box.every("feedbackBlock"))
    if part.kind in ("essay", "short_answer") and part.body is not None:
        part = part.with_issues(doubt("rubric_in_part"))
    return finished(replace(part, number=count, explanation=part.explanation or explained, points=None))


__all__ = ["as_plain", "understood"]
