"""Response processing of QTI 1.2: which answers bring how many points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from question_bank.formats.finishing import number
from question_bank.formats.markup import Node
from question_bank.formats.qti_nodes import children, words

_COMPARING = ("varequal", "vargte", "vargt", "varlte", "varlt", "varsubset", "varsubstring", "varinside")


@dataclass(frozen=True)
class Test:
    """One comparison: of which response, with what, and whether it is turned round."""

    response: str
    value: str
    sign: str
    negated: bool = False
    case: bool = False
    either: bool = False


@dataclass(frozen=True)
class Rule:
    """Comparisons that bring points when all (or one of those marked `either`) hold."""

    tests: tuple[Test, ...]
    points: Decimal
    action: str
    feedback: tuple[str, ...]

    def of(self, response: str) -> list[Test]:
        """The comparisons of one response that are not turned round."""
        return [test for test in self.tests if test.response == response and not test.negated]


def rules_of(item: Node) -> list[Rule]:
    """All rules of an item in order."""
    most = next((number(each.attributes.get("maxvalue", "")) for each in item.every("decvar")), None)
    return [_rule(each, most or Decimal(1)) for each in item.every("respcondition")]


def _rule(node: Node, most: Decimal) -> Rule:
    tests = tuple(test for var in children(node, "conditionvar") for test in _tests(var, False, False))
    set_ = children(node, "setvar")
    points = sum((_signed(each, most) for each in set_), Decimal(0))
    if not set_ and any(each.attributes.get("linkrefid") == "correct" for each in children(node, "displayfeedback")):
        points = Decimal(1)  # Blackboard gives the points of an answer that it only calls right
    action = set_[0].attributes.get("action", "Set") if set_ else ""
    return Rule(
        tests, points, action, tuple(each.attributes.get("linkrefid", "") for each in children(node, "displayfeedback"))
    )


def _signed(setting: Node, most: Decimal) -> Decimal:
    """The points a rule sets or adds; those it takes away count below nothing."""
    said = words(setting)
    value = most if said.casefold() == "score.max" else number(said) or Decimal(0)
    return -value if setting.attributes.get("action") == "Subtract" else value


def _tests(node: Node, negated: bool, either: bool) -> Iterable[Test]:
    for each in node.children:
        if not isinstance(each, Node):
            continue
        if each.tag == "not":
            yield from _tests(each, not negated, either)
        elif each.tag in ("and", "or"):
            yield from _tests(each, negated, either or each.tag == "or")
        elif each.tag in _COMPARING:
            attributes = each.attributes
            yield Test(
                attributes.get("respident", ""),
                words(each),
                each.tag,
                negated,
                attributes.get("case", "").casefold() == "yes",
                either,
            )


def shares(rules: list[Rule], response: str, names: list[str]) -> dict[str, Decimal]:
    """The share of full points in hundredths that each choice of a response brings."""
    scoring = [rule for rule in rules if rule.points and rule.of(response)]
    together = [
        rule
        for rule in scoring
        if rule.points > 0 and len(rule.of(response)) > 1 and not any(t.either for t in rule.of(response))
    ]
    if together:
        best = max(together, key=lambda rule: rule.points)
        right = {test.value for test in best.of(response)}
        share = Decimal(100) / len(right)
        return {name: share if name in right else Decimal(0) for name in names}
    found = dict.fromkeys(names, Decimal(0))
    for rule in scoring:
        for test in rule.of(response):
            if test.value in found:
                found[test.value] = rule.points if rule.action == "Set" else found[test.value] + rule.points
    return found


def texts(rules: list[Rule], response: str) -> list[tuple[str, Decimal]]:
    """The texts that bring points for a written response, with their points; the best counts 100."""
    found: dict[str, Decimal] = {}
    for rule in rules:
        for test in rule.of(response):
            if rule.points > 0 and test.sign == "varequal":
                found[test.value] = max(found.get(test.value, Decimal(0)), rule.points)
    best = max(found.values(), default=Decimal(1))
    return [(text, points * 100 / best) for text, points in found.items()]


def ranges(rules: list[Rule], response: str) -> list[tuple[Decimal, Decimal]]:
    """Lower and upper bounds of the numbers that bring points."""
    found = []
    for rule in rules:
        tests = rule.of(response)
        low = next((number(test.value) for test in tests if test.sign in ("vargte", "vargt")), None)
        high = next((number(test.value) for test in tests if test.sign in ("varlte", "varlt")), None)
        exact = next((number(test.value) for test in tests if test.sign == "varequal"), None)
        if rule.points > 0 and low is not None and high is not None:
            found.append((low, high))
        elif rule.points > 0 and exact is not None:
            found.append((exact, exact))
    return found


def astray(rules: list[Rule], response: str, names: list[str]) -> list[str]:
    """What rules that bring points compare a choice with although no choice is called so."""
    tests = [test for rule in rules if rule.points > 0 for test in rule.of(response) if test.sign == "varequal"]
    return sorted({test.value for test in tests} - set(names))


def foreign(rules: list[Rule]) -> list[str]:
    """What points hang on that our marking cannot say: parts of a text, subsets, areas, multiplied points."""
    scoring = [rule for rule in rules if rule.points]
    signs = {test.sign for rule in scoring for test in rule.tests if test.sign.startswith(("vars", "vari"))}
    return sorted(signs | {rule.action for rule in scoring if rule.action in ("Multiply", "Divide")})
