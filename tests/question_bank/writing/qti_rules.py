"""The rules of QTI 2.1 and 3.0 and of content packages for what we write: which element holds what, with which attributes.

Derived from the published specifications and stricter than their schemas: what is not listed here is refused. While it was
written, every kind of question was checked against the official schemas too.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from lxml import etree

NAME = r"[A-Za-z_][\w.-]*"
TRUTH, WHOLE, NUMBER, ANY = r"true|false", r"\d+", r"-?\d+(\.\d+)?", r"(?s).*"
INLINE = "text br img strong em sub sup span object textEntryInteraction"
STATIC = "p div table ul ol"
BLOCK = f"{STATIC} choiceInteraction orderInteraction matchInteraction extendedTextInteraction hotspotInteraction rubricBlock feedbackBlock"


@dataclass(frozen=True)
class Rule:
    """What an element needs: its content as a pattern over the names of its children, its attributes with their patterns."""

    content: str = ""
    needs: tuple[tuple[str, str], ...] = ()
    may: tuple[tuple[str, str], ...] = ()


def _any(names: str) -> str:
    return f"(({'|'.join(names.split())}) )*"


def _some(names: str) -> str:
    return f"(({'|'.join(names.split())}) )+"


def _rule(content: str = "", may: dict[str, str] | None = None, **needs: str) -> Rule:
    return Rule(content, tuple(needs.items()), tuple((may or {}).items()))


_INLINE, _FLOW = _any(INLINE), _any(f"text {INLINE} {STATIC}")
_SHOWN = {"outcomeIdentifier": NAME, "identifier": NAME, "showHide": "show|hide"}
RULES = {
    "assessmentItem": _rule("(responseDeclaration )*(outcomeDeclaration )*(itemBody )(responseProcessing )?(modalFeedback )*",
                            identifier=NAME, title=ANY, adaptive=TRUTH, timeDependent=TRUTH),
    "responseDeclaration": _rule("(correctResponse )?(mapping )?", identifier=NAME, cardinality="single|multiple|ordered",
                                 baseType="identifier|string|float|directedPair"),
    "outcomeDeclaration": _rule("(defaultValue )?", identifier=NAME, cardinality="single", baseType="float|identifier"),
    "correctResponse": _rule("(value )+"), "defaultValue": _rule("(value )+"), "value": _rule("(text )?"),
    "mapping": _rule("(mapEntry )+", defaultValue=NUMBER),
    "mapEntry": _rule(mapKey=ANY, mappedValue=NUMBER, may={"caseSensitive": TRUTH}),
    "itemBody": _rule(_some(BLOCK)),
    "p": _rule(_INLINE), "br": _rule(), "strong": _rule(_INLINE), "em": _rule(_INLINE), "sub": _rule(_INLINE), "sup": _rule(_INLINE),
    "span": _rule(_INLINE, may={"class": ANY}), "div": _rule(_any(f"text {INLINE} {BLOCK}"), may={"class": ANY}),
    "img": _rule(src=r"\S+", alt=ANY), "object": _rule("(text )?", data=r"\S+", type=r"image/\w+", may={"width": WHOLE, "height": WHOLE}),
    "table": _rule("(tbody )+"), "tbody": _rule("(tr )+"), "tr": _rule("(td )+"), "td": _rule(_FLOW),
    "choiceInteraction": _rule("(simpleChoice )+", responseIdentifier=NAME, shuffle=TRUTH, maxChoices=WHOLE, may={"class": ANY}),
    "orderInteraction": _rule("(simpleChoice )+", responseIdentifier=NAME, shuffle=TRUTH),
    "simpleChoice": _rule(_FLOW, identifier=NAME),
    "matchInteraction": _rule("(simpleMatchSet ){2}", responseIdentifier=NAME, shuffle=TRUTH, maxAssociations=WHOLE, may={"class": ANY}),
    "simpleMatchSet": _rule("(simpleAssociableChoice )+"), "simpleAssociableChoice": _rule(_FLOW, identifier=NAME, matchMax=WHOLE),
    "textEntryInteraction": _rule(responseIdentifier=NAME, may={"expectedLength": WHOLE}),
    "extendedTextInteraction": _rule(responseIdentifier=NAME, may={"class": ANY, "expectedLines": WHOLE}),
    "hotspotInteraction": _rule("(object )(hotspotChoice )+", responseIdentifier=NAME, maxChoices=WHOLE),
    "hotspotChoice": _rule(identifier=NAME, shape="rect|circle|poly", coords=r"\d+(,\d+){2,}"),
    "rubricBlock": _rule(_some(STATIC), view="scorer", use="scoring", may={"class": ANY}),
    "feedbackBlock": Rule(_some(STATIC), tuple(_SHOWN.items())), "modalFeedback": Rule(_some(STATIC), tuple(_SHOWN.items())),
    "contentBody": _rule(_some(STATIC)),
    "responseProcessing": _rule("(responseCondition |setOutcomeValue )*", may={"template": r"https?://\S+"}),
    "responseCondition": _rule("(responseIf )"), "responseIf": _rule("((match|equal) )(setOutcomeValue )+"),
    "match": _rule("(variable )(correct )"),
    "equal": _rule("(variable )(correct )", toleranceMode="absolute", tolerance=f"{NUMBER} {NUMBER}"),
    "variable": _rule(identifier=NAME), "correct": _rule(identifier=NAME), "mapResponse": _rule(identifier=NAME),
    "setOutcomeValue": _rule("(sum )", identifier=NAME), "sum": _rule("((variable|mapResponse|baseValue) )+"),
    "baseValue": _rule("(text )", baseType="float"),
    "assessmentTest": _rule("(testPart )+", identifier=NAME, title=ANY),
    "testPart": _rule("(assessmentSection )+", identifier=NAME, navigationMode="linear|nonlinear", submissionMode="individual|simultaneous"),
    "assessmentSection": _rule("(assessmentItemRef )*", identifier=NAME, title=ANY, visible=TRUTH),
    "assessmentItemRef": _rule(identifier=NAME, href=r"\S+"),
    # content package and learning-object metadata, in the order of their schemas
    "manifest": _rule("(metadata )(organizations )(resources )", identifier=NAME), "organizations": _rule(), "resources": _rule("(resource )+"),
    "resource": _rule("(metadata )?(file )+(dependency )*", identifier=NAME, type=r"imsqti_(item|test)_xmlv(2p1|3p0)", href=r"\S+"),
    "file": _rule(href=r"\S+"), "dependency": _rule(identifierref=NAME),
    "metadata": _rule("(schema )(schemaversion )|(lom )"), "schema": _rule("(text )"), "schemaversion": _rule("(text )"),
    "lom": _rule("(educational )?(relation )*(classification )*"), "educational": _rule("(difficulty )"), "difficulty": _rule("(source )(value )"),
    "source": _rule("(text )"), "relation": _rule("(resource )"), "classification": _rule("(purpose )(taxonPath )+"),
    "purpose": _rule("(source )(value )"), "taxonPath": _rule("(taxon )+"), "taxon": _rule("(entry )"), "entry": _rule("(string )"),
    "description": _rule("(string )"), "string": _rule("(text )", language=r"[a-z]{2}-[A-Z]{2}"),
}  # fmt: skip
_IN_RELATION = _rule("(description )")
_FRAMED = ("rubricBlock", "feedbackBlock", "modalFeedback")


def faults(root: Any, *, is_third: bool = False) -> list[str]:
    """Everything in a document that the rules refuse, in words."""
    found = [fault for each in root.iter(etree.Element) for fault in _element_faults(each, is_third)]
    return found + (_item_faults(root) if plain(root) == "assessmentItem" else [])


def plain(element: Any) -> str:
    """The name of an element in the spelling of QTI 2, without its namespace."""
    name = etree.QName(element).localname
    return _joined(name.removeprefix("qti-")) if name.startswith("qti-") else name


def _joined(name: str) -> str:
    first, *others = name.split("-")
    return first + "".join(each.capitalize() for each in others)


def _element_faults(element: Any, is_third: bool) -> list[str]:
    name = plain(element)
    rule = _IN_RELATION if name == "resource" and plain(element.getparent()) == "relation" else RULES.get(name)
    if rule is None:
        return [f"{name}: not an element we write"]
    content = rule.content if not (is_third and name in _FRAMED) else "(contentBody )"
    held = _held(element)
    found = [] if re.fullmatch(content, held) else [f"{name}: holds {held!r}"]
    attributes = {
        _joined(etree.QName(key).localname): value for key, value in element.attrib.items() if "XMLSchema" not in key
    }
    needs, may = dict(rule.needs), dict(rule.may)
    found += [f"{name}: lacks {each}" for each in needs if each not in attributes]
    for key, value in attributes.items():
        pattern = {**needs, **may}.get(key)
        if pattern is None or not re.fullmatch(pattern, value):
            found.append(f"{name}: {key}={value!r}")
    return found


def _held(element: Any) -> str:
    names = ["text"] if (element.text or "").strip() else []
    for child in element:
        names += [plain(child), *(["text"] if (child.tail or "").strip() else [])]
    return "".join(f"{name} " for name in names)


def _item_faults(root: Any) -> list[str]:
    """What no schema says: names that must be there, once, and agree."""
    found = []
    declared = {each.get("identifier", ""): each for each in root.iter() if plain(each) == "responseDeclaration"}
    asked = {
        key: each for each in root.iter() if (key := each.get("responseIdentifier") or each.get("response-identifier"))
    }
    if set(declared) != set(asked):
        found.append(f"declared {sorted(declared)}, asked {sorted(asked)}")
    for name in set(declared) & set(asked):
        found += _response_faults(declared[name], asked[name])
    outcomes = {each.get("identifier", "") for each in root.iter() if plain(each) == "outcomeDeclaration"}
    used = {each.get("outcomeIdentifier") or each.get("outcome-identifier") for each in root.iter()} - {None}
    used |= {each.get("identifier", "") for each in root.iter() if plain(each) == "setOutcomeValue"}
    found += [f"outcome {each} is not declared" for each in sorted(used - outcomes)]
    for each in root.iter():
        if plain(each) == "responseProcessing" and each.get("template") and set(declared) != {"RESPONSE"}:
            found.append("a template marks RESPONSE only")
    return found


def _response_faults(declaration: Any, interaction: Any) -> list[str]:
    choices = [each.get("identifier") for each in interaction.iter() if each.get("identifier")]
    values = [each.text for each in declaration.iter() if plain(each) == "value"]
    cardinality = declaration.get("cardinality")
    repeated = [name for name, count in Counter(choices).items() if count > 1]
    found = [f"{name} names two choices" for name in repeated]
    if choices:
        found += [f"{value} is no choice" for value in " ".join(map(str, values)).split() if value not in choices]
    if cardinality == "single" and len(values) > 1:
        found.append("one response with several right values")
    if cardinality == "ordered" and sorted(values) != sorted(choices):
        found.append("an order that leaves something out")
    return found
