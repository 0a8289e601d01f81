"""One QTI 1.2 item to one question."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from question_bank.formats import qti1_blackboard as blackboard
from question_bank.formats import qti1_scoring as scoring
from question_bank.formats.base import Issue, Key, ReadQuestion, doubt, error
from question_bank.formats.finishing import FILL, accepted, finished, letters, numeric_key, truth_of, weighed
from question_bank.formats.gift_answers import matched
from question_bank.formats.markup import Node, from_html, markdown
from question_bank.formats.pictures import Pictures
from question_bank.formats.qti1_scoring import Rule
from question_bank.formats.qti_nodes import child, children, line, words

RESPONSES = ("response_lid", "response_str", "response_num", "response_xy", "response_grp")
_GAP = re.compile(r"\[([^\[\]\s]+)\]")


@dataclass(frozen=True)
class Item:
    """An item with what is needed to understand it."""

    node: Node
    rules: list[Rule]
    pictures: Pictures
    kind: str

    @property
    def responses(self) -> list[Node]:
        """The places of answer in order."""
        presentation = child(self.node, "presentation")
        return list(presentation.every(*RESPONSES)) if presentation else []

    def text(self, node: Node, marks: dict[int, str] | None = None) -> str:
        """The text of a material or flow, with marks at places of answer."""
        return _text(node, self.pictures, marks or {})


def field_of(item: Node, label: str) -> str:
    """What an item's metadata says under a label."""
    for each in item.every("qtimetadatafield"):
        if words(child(each, "fieldlabel")) == label:
            return words(child(each, "fieldentry"))
    return ""


def stem_alone(item: Node, files: dict[str, bytes]) -> str:
    """The words of an item that asks nothing."""
    presentation = child(item, "presentation")
    return _text(presentation, Pictures(files), {}) if presentation else ""


def _text(node: Node, pictures: Pictures, marks: dict[int, str]) -> str:
    def own(each: Node) -> str | None:
        if each.tag in RESPONSES:
            return marks.get(id(each), "")
        if each.tag in ("mattext", "mat_formattedtext"):
            return _mattext(each, pictures)
        if each.tag == "matimage":
            return pictures.shown(
                each.attributes.get("uri", "") or each.attributes.get("embedded", ""), each.attributes.get("label", "")
            )
        if each.tag == "matbreak":
            return "\n"
        if each.tag.endswith("_extension") and each.tag not in ("mat_extension", "render_extension"):
            return ""
        return pictures.own(each)

    return markdown(node, own)


def _mattext(node: Node, pictures: Pictures) -> str:
    bare = not any(isinstance(each, Node) for each in node.children)
    text = _edges_folded("".join(map(str, node.children))) if bare else markdown(node, pictures.own)
    style = node.attributes.get("texttype", "") or node.attributes.get("type", "")
    if "html" in style.casefold() or re.search(r"</\w+>|<br\s*/?>|<img\s", text):
        return markdown(from_html(text), pictures.own)
    return text


def _edges_folded(text: str) -> str:
    """A text with one space for all white space at either end: a blank may stand beside it."""
    before, after = (" " if edge.isspace() else "" for edge in (text[:1], text[-1:]))
    return f"{before}{text.strip()}{after}" if text.strip() else before


def understood(node: Node, files: dict[str, bytes]) -> ReadQuestion:
    """The question an item asks, with every reason against it."""
    named = (field_of(node, name) for name in ("question_type", "cc_profile", "qmd_itemtype"))
    kind = blackboard.kind_of(node) or next((name.casefold() for name in named if name), "")
    item = Item(node, scoring.rules_of(node), Pictures(files), kind)
    question = _question(item)
    points = field_of(node, "points_possible") or field_of(node, "cc_weighting")
    points = points or next((words(each) for each in node.every("qmd_absolutescore_max")), "")
    said = "\n".join(text for text in (question.explanation, _feedback(item, question)) if text)
    placed = replace(question, line=line(node), last_line=line(node), raw=words(child(node, "presentation"))[:5000], explanation=said,
                     points=float(points) if re.fullmatch(r"\d{1,4}(?:\.\d+)?", points) else None)  # fmt: skip
    foreign = scoring.foreign(item.rules)
    issues = [doubt("scoring_foreign", text="、".join(foreign))] if foreign else []
    return finished(placed, [*issues, *item.pictures.issues], item.pictures.found.values())


def _question(item: Item) -> ReadQuestion:
    places = item.responses
    if item.kind in blackboard.FOREIGN:
        return _made(item, "essay", (), None, [error("kind_foreign", text=item.kind)])
    if not places:
        known = "essay" in item.kind
        return _made(item, "essay", (), None, [] if known else [error("kind_foreign", text=item.kind or "item")])
    if "calculated" in item.kind or "formula" in item.kind:
        return _made(
            item,
            "numeric",
            (),
            None,
            [error("formula", text=", ".join(_GAP.findall(item.text(_presentation(item)))[:3]) or item.kind)],
        )
    if any(
        place.tag in ("response_xy", "response_grp")
        or any(True for _each in place.every("render_hotspot", "render_slider"))
        for place in places
    ):
        return _made(item, "essay", (), None, [error("kind_foreign", text=places[0].tag)])
    if len(places) > 1:
        return _several(item, places)
    if places[0].tag == "response_lid":
        return _choice(item, places[0])
    return _written(item, places[0])


def _presentation(item: Item) -> Node:
    return child(item.node, "presentation") or Node("presentation")


def _asking(item: Item) -> Node:
    """The part of a presentation that asks, where it is set off from the places of answer."""
    return blackboard.block(_presentation(item), "QUESTION_BLOCK") or _presentation(item)


def _made(
    item: Item, kind: str, options: tuple[str, ...], key: Key, issues: list[Issue], marks: dict[int, str] | None = None
) -> ReadQuestion:
    stem = item.text(_asking(item), marks) or item.node.attributes.get("title", "")
    return ReadQuestion(0, kind, stem, options, key).with_issues(*issues)


def _labels(place: Node) -> list[Node]:
    return list(place.every("response_label"))


def _choice(item: Item, place: Node) -> ReadQuestion:
    labels = _labels(place)
    names = [label.attributes.get("ident", "") for label in labels]
    options = tuple(item.text(label) for label in labels)
    cardinality = place.attributes.get("rcardinality", "Single").casefold()
    cardinality = "multiple" if item.kind == "multiple answer" else cardinality
    name = place.attributes.get("ident", "")
    if cardinality == "ordered":
        return _ordering(item, name, dict(zip(names, options, strict=True)))
    shares = scoring.shares(item.rules, name, names)
    single = cardinality == "single"
    best = (
        max(shares.values(), default=Decimal(0))
        if single
        else sum((each for each in shares.values() if each > 0), Decimal(0))
    )
    key, issues = weighed([shares[each] * 100 / best for each in names], single=single) if best > 0 else (None, [])
    issues += [error("key_unreadable", text=each, mark=each) for each in scoring.astray(item.rules, name, names)[:3]]
    truth = (truth_of(options) or blackboard.either(options)) if single and isinstance(key, str) else None
    if truth is not None:
        return _made(item, "true_false", (), truth["AB".index(str(key))], issues)
    return _made(item, "single" if single else "multiple", options, key, issues)


def _ordering(item: Item, name: str, texts: dict[str, str]) -> ReadQuestion:
    best = max((rule for rule in item.rules if rule.points > 0), key=lambda rule: len(rule.of(name)), default=None)
    key = [texts[test.value] for test in best.of(name) if test.value in texts] if best else []
    issues: list[Issue] = [doubt("order_partly")] if key and len(key) < len(texts) else []
    return _made(item, "ordering", (), key or None, issues)


def _written(item: Item, place: Node) -> ReadQuestion:
    name = place.attributes.get("ident", "")
    number_like = place.tag == "response_num" or "numerical" in item.kind
    bounds = scoring.ranges(item.rules, name) if number_like else []
    if number_like:
        issues: list[Issue] = []
        widest = [(low, high) for low, high in bounds if low < high] or bounds
        if (
            len(
                {
                    bound
                    for bound in bounds
                    if bound not in widest and not any(low <= bound[0] <= high for low, high in widest)
                }
                | set(widest)
            )
            > 1
        ):
            issues.append(doubt("number_ranges", text="；".join(f"{low}..{high}" for low, high in bounds)))
        key = numeric_key((widest[0][0] + widest[0][1]) / 2, (widest[0][1] - widest[0][0]) / 2) if widest else None
        return _made(item, "numeric", (), key, issues)
    said = [text for each in (name, *_inner_names(place)) for text in scoring.texts(item.rules, each)]
    if not said:
        return _made(item, "essay", (), _solution(item), [])
    found, issues = accepted(said)
    issues += _case(item.rules, found)
    if re.search(r"_{4,}", item.text(_asking(item))):
        return _made(item, "fill", (), [found] if all(found) else None, issues)
    filled = _made(item, "fill", (), [found] if all(found) else None, issues, {id(place): FILL})
    return filled if FILL in filled.stem else replace(filled, stem=filled.stem + FILL)


def _inner_names(place: Node) -> list[str]:
    """Names that rules call the place by besides its own: Brightspace uses that of its label."""
    return [label.attributes.get("ident", "") for label in _labels(place)]


def _case(rules: list[Rule], found: list[str]) -> list[Issue]:
    strict = any(test.case for rule in rules for test in rule.tests if rule.points > 0)
    return [doubt("case_matters")] if strict and any(re.search(r"[A-Za-z]", text) for text in found) else []


def _solution(item: Item) -> str | None:
    said = [item.text(each) for each in item.node.every("solution")]
    return "\n".join(text for text in said if text) or None


def _several(item: Item, places: list[Node]) -> ReadQuestion:
    if rows := blackboard.match_rows(_presentation(item)):
        return _rows(item, rows)
    if all(place.tag in ("response_str", "response_num") for place in places):
        return _blanks(item, places)
    if "fill_in_multiple" in item.kind or "multiple_dropdowns" in item.kind:
        return _named_gaps(item, places)
    lefts = [item.text(child(place, "material") or Node("material")) for place in places]
    if all(place.tag == "response_lid" for place in places) and all(lefts):
        return _matching(item, places, lefts)
    return _made(item, "essay", (), None, [error("kind_foreign", text="、".join(place.tag for place in places)[:80])])


def _rows(item: Item, rows: list[tuple[Node, Node]]) -> ReadQuestion:
    """A matching question whose right sides stand apart: labels only count them."""
    texts = [item.text(each) for each in blackboard.rights(_presentation(item))]
    places = [place for _flow, place in rows]
    if any(len(_labels(place)) != len(texts) for place in places):
        return _made(item, "matching", (), None, [error("key_missing")])
    for place in places:
        for label, text in zip(_labels(place), texts, strict=True):
            label.children = [text]
    lefts = [item.text(Node("flow", {}, [each for each in flow.children if each is not place])) for flow, place in rows]
    return _matching(item, places, lefts)


def _blanks(item: Item, places: list[Node]) -> ReadQuestion:
    keys, issues = [], []
    names = _GAP.findall(item.text(_asking(item)))
    by_name = {place.attributes.get("ident", ""): place for place in places}
    is_named = sorted(names) == sorted(by_name)
    for place in [by_name[name] for name in names] if is_named else places:
        inner = (place.attributes.get("ident", ""), *_inner_names(place))
        found, odd = accepted([text for each in inner for text in scoring.texts(item.rules, each)])
        keys.append(found)
        issues += [*odd, *_case(item.rules, found)]
    key = keys if all(each and all(each) for each in keys) else None
    made = _made(item, "fill", (), key, issues, {id(place): FILL for place in places})
    return replace(made, stem=_GAP.sub(FILL, made.stem)) if is_named else made


def _named_gaps(item: Item, places: list[Node]) -> ReadQuestion:
    """Gaps such as [year] in the text, each with a response named after it."""
    stem = item.text(_presentation(item))
    by_gap = {
        words(child(place, "material") or Node("x"))
        or place.attributes.get("ident", "").removeprefix("response_"): place
        for place in places
    }
    order = [name for name in _GAP.findall(stem) if name in by_gap]
    known = set(order) == set(by_gap) and len(order) == len(by_gap)
    issues: list[Issue] = [] if known else [error("blanks_uncounted", blanks=len(order), answers=len(by_gap))]
    if "dropdown" in item.kind:
        return _dropdowns(item, stem, {name: by_gap[name] for name in order}, issues)
    keys = []
    for name in order:
        labels = {label.attributes.get("ident", ""): item.text(label) for label in _labels(by_gap[name])}
        keys.append(list(dict.fromkeys(labels.values())))  # every label is a right answer, whatever the rules repeat
    marked = _GAP.sub(lambda found: FILL if found[1] in by_gap else found[0], stem)
    return ReadQuestion(0, "fill", marked, (), keys if keys and all(keys) else None).with_issues(*issues)


def _dropdowns(item: Item, stem: str, gaps: dict[str, Node], issues: list[Issue]) -> ReadQuestion:
    pairs, pool = [], []
    for count, place in enumerate(gaps.values(), start=1):
        labels = {label.attributes.get("ident", ""): item.text(label) for label in _labels(place)}
        said = scoring.shares(item.rules, place.attributes.get("ident", ""), list(labels))
        right = [labels[name] for name in labels if said[name] > 0]
        pairs += [[f"（{count}）", right[0]]] if len(right) == 1 else []
        pool.append(tuple(labels.values()))
    order = list(gaps)
    marked = _GAP.sub(lambda found: f"（{order.index(found[1]) + 1}）{FILL}" if found[1] in gaps else found[0], stem)
    every = list(dict.fromkeys(text for texts in pool for text in texts))
    found = matched([*pairs, *(["", text] for text in every if text not in {right for _left, right in pairs})])
    issues = [*issues, *found.issues, *([doubt("gap_groups")] if len(set(pool)) > 1 else [])]
    issues += [error("key_missing")] if len(pairs) < len(gaps) else []
    return ReadQuestion(0, "matching", marked, found.options, pairs or None).with_issues(*issues)


def _matching(item: Item, places: list[Node], lefts: list[str]) -> ReadQuestion:
    pairs, rights = [], []
    for place, left in zip(places, lefts, strict=True):
        labels = {label.attributes.get("ident", ""): item.text(label) for label in _labels(place)}
        said = scoring.shares(item.rules, place.attributes.get("ident", ""), list(labels))
        right = [labels[name] for name in labels if said[name] > 0]
        pairs += [[left, right[0]]] if len(right) == 1 else []
        rights.append(tuple(labels.values()))
    spare = [
        text
        for text in dict.fromkeys(text for texts in rights for text in texts)
        if text not in {right for _left, right in pairs}
    ]
    if len(pairs) < len(places):
        return _made(item, "matching", (), None, [error("key_missing")])
    if len({right for _left, right in pairs}) < len(pairs):
        groups = dict.fromkeys([*(right for _left, right in pairs), *spare])
        return _made(item, "classification", tuple(groups), pairs, [])
    found = matched([*pairs, *(["", text] for text in spare)])
    return _made(item, "matching", found.options, found.key, found.issues)


def _feedback(item: Item, question: ReadQuestion) -> str:
    """General feedback first, then what is said of single options."""
    own = [
        each
        for each in children(item.node, "itemfeedback")
        if question.kind != "essay" or not list(each.every("solution"))
    ]
    texts = {each.attributes.get("ident", ""): item.text(each) for each in own}
    options = {
        label.attributes.get("ident", ""): letter
        for place in item.responses[:1]
        for letter, label in zip(letters(range(26)), _labels(place), strict=False)
    }
    said, told = [], set()
    for rule in item.rules:
        values = {test.value for test in rule.tests if not test.negated} & set(options)
        for name in rule.feedback:
            if texts.get(name) and len(values) == 1 and question.options and not rule.points and name not in told:
                told.add(name)
                said.append(f"{options[next(iter(values))]}：{texts[name]}")
    if question.options:
        said += [
            f"{options[name]}：{text}" for name, text in texts.items() if name in options and text and name not in told
        ]
        told |= set(options)
    general = dict.fromkeys(text for name, text in texts.items() if text and name not in told)
    return "\n".join([*general, *said])
