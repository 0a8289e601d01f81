"""What each QTI interaction asks: kind, options and key, one function each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from question_bank.formats.base import Issue, Key, doubt, error
from question_bank.formats.finishing import FILL, letters, number, numeric_key, truth_of, weighed
from question_bank.formats.gift_answers import matched
from question_bank.formats.image_size import size_of
from question_bank.formats.markup import Node, markdown
from question_bank.formats.normalise import BLANK
from question_bank.formats.pictures import Pictures
from question_bank.formats.qti_keys import Response, Scoring
from question_bank.formats.qti_nodes import child, children, classes, identifier, words
from question_bank.formats.spots import hotspot_body, spot

INLINE = ("textEntryInteraction", "inlineChoiceInteraction", "endAttemptInteraction")
FEEDBACK = (
    "feedbackInline",
    "feedbackBlock",
    "rubricBlock",
    "templateInline",
    "templateBlock",
    "stylesheet",
    "printedVariable",
)


@dataclass
class Asked:
    """One place of answer."""

    kind: str
    options: tuple[str, ...] = ()
    key: Key = None
    feedback: str = ""
    issues: list[Issue] = field(default_factory=list)
    body: dict[str, Any] | None = None
    stem_tail: str = ""


@dataclass(frozen=True)
class Place:
    """An interaction with its response and the scoring of its item."""

    node: Node
    response: Response
    scoring: Scoring
    pictures: Pictures

    def text(self, node: Node) -> str:
        """The Markdown of an element without feedback in it."""
        return markdown(node, self._own)

    def _own(self, node: Node) -> str | None:
        return "" if node.tag in FEEDBACK else self.pictures.own(node)

    @property
    def correct(self) -> tuple[str, ...]:
        """The right identifiers or values, by declaration or written in the rules."""
        return self.response.correct or tuple(self.scoring.texts.get(self.response.identifier, ()))


def _feedback(place: Place, choices: list[Node], names: list[str]) -> str:
    said = []
    for name, choice in zip(names, choices, strict=True):
        text = "\n".join(markdown(each, place.pictures.own) for each in choice.every("feedbackInline", "feedbackBlock"))
        said += [f"{name}：{text}"] if text else []
    return "\n".join(said)


def _chosen(place: Place, choices: list[Node]) -> tuple[Key, list[Issue]]:
    """The letters of the right choices; a map that says otherwise than the right response is an error."""
    names = [identifier(choice) for choice in choices]
    right = [spot for spot, name in enumerate(names) if name in place.correct]
    lost = [name for name in place.correct if name not in names]
    single = place.response.cardinality == "single"
    issues = [error("key_unreadable", text=name, mark=name) for name in lost]
    if place.scoring.maps and place.response.mapped:
        key, odd = _by_map(place, names, right, single)
        return key, [*issues, *odd]
    if not right or len(choices) > 26:
        return None, issues
    found = letters(right)
    return ("".join(found) if single else found), issues


def _by_map(place: Place, names: list[str], right: list[int], single: bool) -> tuple[Key, list[Issue]]:
    mapped = [place.response.mapped.get(name, Decimal(0)) for name in names]
    best = max(mapped, default=Decimal(0)) if single else sum((each for each in mapped if each > 0), Decimal(0))
    if best <= 0:
        return None, []
    key, issues = weighed([each * 100 / best for each in mapped], single=single)
    said = letters(right)
    if right and key is not None and list(key) != said:
        issues.append(
            error("key_conflict", first=f"correctResponse（{''.join(said)}）", second=f"mapping（{''.join(key)}）")
        )
        return None, issues
    return key, issues


def choice(place: Place) -> Asked:
    """Options of which one or several are right."""
    choices = [*children(place.node, "simpleChoice"), *place.node.every("hottext")]
    options = tuple(place.text(each) for each in choices)
    key, issues = _chosen(place, choices)
    feedback, marks = _feedback(place, choices, letters(range(len(choices)))), classes(place.node)
    truth = truth_of(options)
    if truth is not None and isinstance(key, str) and "kind-single" not in marks:
        told = _feedback(place, choices, ["正确" if each else "错误" for each in truth])
        return Asked("true_false", (), truth[ord(key) - ord("A")], told, issues)
    if "kind-find-error" in marks:
        return Asked("find_error", options, [ord(each) - ord("A") + 1 for each in key or ""] or None, feedback, issues)
    single = place.response.cardinality == "single"
    kind = "indefinite" if "kind-indefinite" in marks else "single" if single else "multiple"
    return Asked(kind, options, list(key) if kind == "indefinite" and key else key, feedback, issues)


def inline_choice(place: Place) -> Asked:
    """Words to choose from inside a sentence."""
    choices = children(place.node, "inlineChoice")
    key, issues = _chosen(place, choices)
    return Asked("single", tuple(place.text(each) for each in choices), key, "", issues)


def text_entry(place: Place) -> Asked:
    """A word or number to write."""
    response = place.response
    full = max(response.mapped.values(), default=Decimal(0))
    right = [text for text, value in response.mapped.items() if value == full and full > 0]
    part = [f"{text}={value}" for text, value in response.mapped.items() if 0 < value < full]
    accepted = list(dict.fromkeys(text for text in (*place.correct, *right) if text))
    issues: list[Issue] = [doubt("weights_partial", text="、".join(part))] if part else []
    if response.base in ("float", "integer"):
        return _number(place, accepted, issues)
    if response.is_case_sensitive and any(re.search(r"[A-Za-z]", text) for text in accepted):
        issues.append(doubt("case_matters"))
    return Asked("fill", (), [accepted] if accepted else None, "", issues)


def _number(place: Place, accepted: list[str], issues: list[Issue]) -> Asked:
    values = list(dict.fromkeys(number(text) for text in accepted))
    mode, _space, written = place.scoring.tolerances.get(place.response.identifier, "absolute 0").partition(" ")
    widths = [number(each) for each in written.split()] or [Decimal(0)]
    if mode != "absolute" or len(set(widths)) > 1 or widths[0] is None:
        issues.append(doubt("scoring_foreign", text=f"{mode} {written}"))
        widths = [Decimal(0)]
    if len(values) > 1:
        issues.append(doubt("number_ranges", text="、".join(accepted)))
    unit = place.node.attributes.get("-unit", "")
    sound = bool(values) and values[0] is not None
    return Asked("numeric", (), numeric_key(values[0], widths[0] or Decimal(0), unit) if sound else None, "", issues)  # type: ignore[arg-type]


def extended_text(place: Place) -> Asked:
    """A longer text, marked by people."""
    kind = "short_answer" if "kind-short-answer" in classes(place.node) else "essay"
    return Asked(kind, (), "\n".join(place.correct) or None)


def match(place: Place) -> Asked:
    """Two sets whose members belong together."""
    sets = [children(each, "simpleAssociableChoice") for each in children(place.node, "simpleMatchSet")]
    if len(sets) != 2:
        return Asked("matching", issues=[error("key_missing")])
    left, right = ({identifier(each): place.text(each) for each in one} for one in sets)
    pairs = [tuple(value.split()) for value in (place.correct or tuple(place.response.mapped))]
    sound = [pair for pair in pairs if len(pair) == 2 and pair[0] in left and pair[1] in right]
    found = [[left[one], right[other]] for one, other in sorted(sound, key=lambda pair: list(left).index(pair[0]))]
    return _paired(place, found, list(left.values()), list(right.values()), len(sound) < len(pairs))


def _paired(place: Place, pairs: list[list[str]], left: list[str], right: list[str], is_odd: bool) -> Asked:
    once = [pair[0] for pair in pairs]
    groups = "kind-classification" in classes(place.node) or len({pair[1] for pair in pairs}) < len(pairs)
    issues = [error("key_unreadable", text="、".join(place.correct))] if is_odd else []
    if len(set(once)) < len(once) or set(once) != set(left) or len(set(left)) < len(left):
        shown = "、".join(f"{one}→{other}" for one, other in pairs)[:120]
        return Asked("matching", (), None, "", [*issues, error("kind_foreign", text=f"matchInteraction：{shown}")])
    if groups:
        used = [pair[1] for pair in pairs]
        return Asked("classification", tuple(dict.fromkeys([*used, *right])), pairs, "", issues)
    spare = [each for each in right if each not in {pair[1] for pair in pairs}]
    found = matched([*pairs, *(["", each] for each in spare)])
    return Asked("matching", found.options, found.key, "", [*issues, *found.issues])


def associate(place: Place) -> Asked:
    """Pairs within one set; the first of each pair stands left."""
    names = {identifier(each): place.text(each) for each in children(place.node, "simpleAssociableChoice")}
    pairs = [value.split() for value in place.correct]
    found = [[names[pair[0]], names[pair[1]]] for pair in pairs if len(pair) == 2 and set(pair) <= set(names)]
    answers = matched(found)
    return Asked(
        "matching", (), found or None, "", [*answers.issues, doubt("scoring_foreign", text="associateInteraction")]
    )


def gap_match(place: Place) -> Asked:
    """Words to put into the gaps of a text."""
    words_of = {identifier(each): place.text(each) for each in children(place.node, "gapText", "gapImg")}
    order = [identifier(each) for each in place.node.every("gap")]
    pairs = {pair[1]: pair[0] for value in place.correct if len(pair := value.split()) == 2}
    texts = [
        markdown_with_gaps(place, each, order)
        for each in place.node.children
        if isinstance(each, Node) and each.tag not in ("gapText", "gapImg", "prompt")
    ]
    sound = [gap for gap in order if pairs.get(gap) in words_of]
    found = [[f"（{order.index(gap) + 1}）", words_of[pairs[gap]]] for gap in sound]
    used = {right for _left, right in found}
    answers = matched([*found, *(["", text] for text in dict.fromkeys(words_of.values()) if text not in used)])
    issues = answers.issues if len(sound) == len(order) else [error("key_missing")]
    if len(order) == 1 and sound:
        options = tuple(words_of.values())
        key = letters([list(words_of).index(pairs[order[0]])])[0]
        text = "\n\n".join(texts).replace(f"（1）{FILL}", BLANK)
        return Asked("single", options, key, stem_tail=text)
    return Asked("matching", answers.options, found or None, "", issues, stem_tail="\n\n".join(texts))


def markdown_with_gaps(place: Place, node: Node, order: list[str]) -> str:
    """A text with its gaps numbered."""

    def own(each: Node) -> str | None:
        return f"（{order.index(identifier(each)) + 1}）{FILL}" if each.tag == "gap" else place.pictures.own(each)

    return markdown(node, own)


def order(place: Place) -> Asked:
    """Items to put in order."""
    texts = {identifier(each): place.text(each) for each in children(place.node, "simpleChoice")}
    key = [texts[name] for name in place.correct if name in texts]
    issues = [doubt("order_partly")] if key and len(key) < len(texts) else []
    return Asked("ordering", (), key or None, "", issues)


def hotspot(place: Place) -> Asked:
    """Places on a picture to point at."""
    image = child(place.node, "object") or child(place.node, "img")
    content = place.pictures.content(image.attributes.get("data") or image.attributes.get("src", "")) if image else None
    size = size_of(content) if content else None
    if content is None or size is None:
        return Asked("hotspot", issues=[error("spots_unclear")])
    alt = (image.attributes.get("alt", "") or words(image)) if image else ""
    digest = place.pictures.keep(content, alt)
    declared = [
        (identifier(each), each.attributes.get("shape", ""), each.attributes.get("coords", ""))
        for each in children(place.node, "hotspotChoice")
    ]
    right = set(place.correct)
    if place.response.areas:
        declared = [
            (f"s{count}", shape, coords) for count, (shape, coords, _value) in enumerate(place.response.areas, start=1)
        ]
        right = {
            f"s{count}" for count, (_shape, _coords, value) in enumerate(place.response.areas, start=1) if value > 0
        }
    spots = [_area(*each, size) for each in declared]
    sound = [each for each in spots if each]
    if len(sound) < len(spots) or not right & {each["id"] for each in sound}:
        return Asked("hotspot", issues=[error("spots_unclear")])
    body = hotspot_body(digest, size, alt, sound)
    key = [each["id"] for each in sound if each["id"] in right]
    return Asked("hotspot", (), key, body={**body, "key": key})


def _area(name: str, shape: str, coords: str, size: tuple[int, int]) -> dict[str, Any] | None:
    numbers = [float(each) for each in re.findall(r"-?\d+(?:\.\d+)?", coords)[:80]]
    return spot(name, {"poly": "polygon"}.get(shape, shape), numbers, size)


def upload(place: Place) -> Asked:
    """A file or drawing to hand in, which the bank asks as a text at most."""
    return Asked("essay", issues=[error("kind_foreign", text=place.node.tag)])


ALL: dict[str, Callable[[Place], Asked]] = {
    "choiceInteraction": choice, "hottextInteraction": choice, "inlineChoiceInteraction": inline_choice,
    "textEntryInteraction": text_entry, "extendedTextInteraction": extended_text, "matchInteraction": match,
    "associateInteraction": associate, "gapMatchInteraction": gap_match, "orderInteraction": order,
    "hotspotInteraction": hotspot, "selectPointInteraction": hotspot,
}  # fmt: skip
FOREIGN = ("uploadInteraction", "drawingInteraction", "sliderInteraction", "mediaInteraction", "customInteraction", "portableCustomInteraction",
           "graphicGapMatchInteraction", "graphicOrderInteraction", "graphicAssociateInteraction", "positionObjectInteraction")  # fmt: skip
