"""What must hold of a question once read, whatever file it came from."""

from __future__ import annotations

import re
from dataclasses import replace

from question_bank.formats import stems
from question_bank.formats.base import Issue, ReadQuestion, doubt, error
from question_bank.formats.kinds import CHOICES
from question_bank.formats.normalise import folded
from question_bank.formats.wording import LABELS

LEAST_STEM = 4
MOST_CHARACTERS = 8000
_PICTURE = re.compile(r"如(?:下|上|左|右)?图|下图|见图|图中|图示")
_SWOLLEN = re.compile(
    r"(?:参考|正确)?答案\s*[:：]|[（(]\s*[)）]|解析\s*[:：]|[○●□■☐☑]|[-—–]\s*\d{1,3}\s*[-—–]\s*$|"
    r"[（(]?[一二三四五六七八九十]{1,2}[)）]?\s*[、.．]?\s*(?:单选|多选|判断|填空|简答|论述|案例分析|单项选择|多项选择|不定项)"
)


_STEM_SWOLLEN = re.compile(
    r"^\s*\d{1,3}\s*(?:[、.．](?!\d)|[,，](?!\d{3}(?![\d年])))|(?<![“\"‘《『])(?:参考|标准)答案|^题\s*号\s*\d|(?<![A-Za-z])[A-H]\s*[.、．]\s*$|^(?:[\s\d.、．]|正确|错误|[√×对错A-HＡ-Ｈ０-９])+$"
)


def checked(question: ReadQuestion, *, in_material: bool = False) -> ReadQuestion:
    """The question with every reason that follows from its own content; under a material a stem may be short."""
    issues = [each for each in _stem_issues(question) if not (in_material and each.code == "stem_short")]
    issues += [*_kind_issues(question), *_explanation_issues(question), *_size_issues(question)]
    return question.with_issues(*(replace(issue, line=issue.line or question.line) for issue in issues))


def _stem_issues(question: ReadQuestion) -> list[Issue]:
    bare = folded(question.stem) + "空" * (question.stem.count("____") if question.kind == "fill" else 0)
    if not re.search(r"\w", question.stem):
        return [error("stem_missing")]
    least = 2 if question.kind == "short_answer" and question.key else LEAST_STEM  # a term to explain
    issues = [doubt("stem_short", length=len(bare))] if len(bare) < least else []
    issues += [doubt("ocr", text=text, mark=text) for text in stems.ocr_suspects(question.stem)[:1]]
    if any(
        text.count("(") + text.count("（") > text.count(")") + text.count("）")
        for text in (question.stem, *question.options)
    ):
        issues.append(doubt("bracket_open"))
    if _STEM_SWOLLEN.search(question.stem):
        issues.append(doubt("stem_swollen"))
    if _PICTURE.search(question.stem):
        issues.append(doubt("picture"))
    return issues


_EXPLANATION_SWOLLEN = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,2}(?:部分)?\s*[、.．)）\]】]|[。；\s】])\s*(?:单选|多选|判断|填空|简答|论述|单项选择|多项选择|不定项选择)题\s*(?:[(（:：]|$)"
)


def _explanation_issues(question: ReadQuestion) -> list[Issue]:
    found = _EXPLANATION_SWOLLEN.search(question.explanation)
    return [doubt("explanation_swollen", mark=found[0])] if found else []


def _size_issues(question: ReadQuestion) -> list[Issue]:
    longest = max(map(len, (question.stem, question.explanation, *question.options)))
    return [error("too_long", most=MOST_CHARACTERS)] if longest > MOST_CHARACTERS else []


def _kind_issues(question: ReadQuestion) -> list[Issue]:
    if question.kind in CHOICES:
        return [*_option_issues(question), *_letter_issues(question)]
    if question.kind == "true_false":
        return _truth_issues(question)
    if (
        question.kind in ("fill", "numeric", "matching", "ordering", "classification", "find_error")
        and question.key is None
    ):
        return _missing_key(question)
    if question.kind in ("essay", "short_answer") and question.key is None:
        return [doubt("key_missing")]
    return []


def _missing_key(question: ReadQuestion) -> list[Issue]:
    """No key is worth a reason of its own only where no graver one already explains it."""
    told = any(
        issue.code.startswith(("key_", "kind_conflict", "list_slip", "steps_missing")) and issue.status == "rejected"
        for issue in question.issues
    )
    return [] if told else [error("key_missing")]


def _truth_issues(question: ReadQuestion) -> list[Issue]:
    issues = [error("options_in_true_false")] if question.options else []
    return issues + (_missing_key(question) if not isinstance(question.key, bool) else [])


def _option_issues(question: ReadQuestion) -> list[Issue]:
    texts = question.options
    if len(texts) < 2:
        return [error("options_missing")]
    issues = [error("option_empty", letter=_letter(place)) for place, text in enumerate(texts) if not text.strip()]
    seen: dict[str, int] = {}
    for place, text in enumerate(texts):
        same = seen.setdefault(_exact(text), place)
        if same != place and text.strip():
            issues.append(error("option_same", first=_letter(same), second=_letter(place), mark=text))
        if (len(text) > 1 and _SWOLLEN.search(text)) or _holds_another(text, len(texts)):
            issues.append(doubt("option_swollen", letter=_letter(place), mark=text[:30]))
        issues += [doubt("ocr", text=odd, mark=odd) for odd in stems.ocr_suspects(text)[:1]]
    return issues


def _holds_another(text: str, count: int) -> bool:
    """Whether an option holds the letter that would come behind the last, as in 1.0mC.不适用."""
    letter = _letter(count)
    return letter in text and bool(re.search(rf"{letter}\s*[.、．](?=\S)(?!\d)", text))


def _exact(text: str) -> str:
    """Options may differ by a sign alone, such as <5 and >5, so punctuation counts here."""
    return re.sub(r"\s+", "", text).casefold()


def _letter_issues(question: ReadQuestion) -> list[Issue]:
    if not question.key:
        return _missing_key(question)
    letters = "".join(question.key)
    last = _letter(max(len(question.options), 1) - 1)
    if question.options and max(letters) > last:
        return [error("key_outside", letters=letters, last=last, mark=letters)]
    if question.kind == "single" and len(letters) > 1:
        return [error("key_several", count=len(letters), letters=letters, mark=letters)]
    if question.kind == "multiple" and len(letters) == 1:
        return [doubt("key_single", letters=letters, mark=letters)]
    return []


def _letter(place: int) -> str:
    return chr(ord("A") + place)


def without_duplicates_unseen(questions: list[ReadQuestion]) -> list[ReadQuestion]:
    """Every question that repeats an earlier one says so; two that disagree on the key are both rejected."""
    first: dict[tuple[str, frozenset[str]], int] = {}
    found = list(questions)
    for place, question in enumerate(questions):
        identity = (folded(question.stem), frozenset(map(_exact, question.options)))
        earlier = first.setdefault(identity, place)
        if earlier == place or not re.search(r"\w", question.stem) or question.kind == "material":
            continue
        _compare(found, earlier, place)
    return found


def _compare(found: list[ReadQuestion], earlier: int, later: int) -> None:
    one, other = found[earlier], found[later]
    if _meaning(one) == _meaning(other):
        found[later] = other.with_issues(
            doubt("duplicate", line=other.line, number=one.number, ordinal=earlier + 1).with_value("line", one.line)
        )
    else:
        for place, against, this, that in ((earlier, later, one, other), (later, earlier, other, one)):
            found[place] = this.with_issues(
                error("duplicate_conflict", line=this.line, number=that.number, ordinal=against + 1).with_value(
                    "line", that.line
                )
            )


def _meaning(question: ReadQuestion) -> object:
    """The key as option texts, so that another order of options does not count."""
    if question.kind in CHOICES and question.key and max("".join(question.key)) <= _letter(len(question.options) - 1):
        return frozenset(_exact(question.options[ord(letter) - ord("A")]) for letter in "".join(question.key))
    return str(question.key)


def limited(question: ReadQuestion, storable: frozenset[str]) -> ReadQuestion:
    """A question of a kind the bank cannot hold is refused with the plain reason, not lost."""
    if question.parts:
        question = replace(question, parts=tuple(limited(part, storable) for part in question.parts)).with_issues()
    if question.kind not in storable:
        return question.with_issues(error("kind_not_storable", line=question.line, label=LABELS[question.kind]))
    return question
