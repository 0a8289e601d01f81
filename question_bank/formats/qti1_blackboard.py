"""What Blackboard and Brightspace write in QTI 1.2 in ways of their own: blocks, names of kinds, rules."""

from __future__ import annotations

import re

from question_bank.formats.markup import Node
from question_bank.formats.qti_nodes import child, children, words

FOREIGN = ("hot spot", "file upload", "quiz bowl", "jumbled sentence", "opinion scale", "opinion scale/likert", "likert",
           "multi-short answer", "arithmetic", "significant figures")  # fmt: skip
"""Kinds that rules and texts alone do not show as what they are."""
_EITHER = re.compile(r"(?:true_false|yes_no|right_wrong|agree_disagree)\.(true|false)")


def kind_of(item: Node) -> str:
    """The kind an item names in the metadata of these two, in small letters."""
    for each in item.every("bbmd_questiontype"):
        return words(each).casefold()
    for each in item.every("qti_metadatafield"):
        if words(child(each, "fieldlabel")) == "qmd_questiontype":
            return words(child(each, "fieldentry")).casefold()
    return ""


def block(presentation: Node, name: str) -> Node | None:
    """The block of a presentation with a class such as QUESTION_BLOCK."""
    return next((each for each in presentation.every("flow") if each.attributes.get("class") == name), None)


def either(texts: tuple[str, ...]) -> list[bool] | None:
    """What two labels of an either-or question say."""
    found = [_EITHER.fullmatch(text.strip()) for text in texts]
    said = [match[1] == "true" for match in found if match]
    return said if len(texts) == 2 and set(said) == {True, False} else None


def match_rows(presentation: Node) -> list[tuple[Node, Node]]:
    """The rows of a matching question, each with the flow that holds its left text and its place of answer."""
    rows = []
    for flow in presentation.every("flow"):
        places = children(flow, "response_lid")
        if len(places) == 1 and block(presentation, "RIGHT_MATCH_BLOCK"):
            rows.append((flow, places[0]))
    return rows


def rights(presentation: Node) -> list[Node]:
    """The right sides of a matching question, in the order in which labels count them."""
    found = block(presentation, "RIGHT_MATCH_BLOCK")
    return children(found, "flow") if found else []


def solution(item: Node) -> Node | None:
    """The model answer to an essay."""
    return next((each for each in children(item, "itemfeedback") if each.attributes.get("ident") == "solution"), None)
