"""Searching 100,000 questions for those that say the same; prints the seconds, and how many planted ones were found."""

from __future__ import annotations

import time
from random import Random

from benchmarks import measure
from question_bank import duplicates, rules
from question_bank.duplicates import Text

QUESTIONS = 100_000
PLANTED = 1_000
SYLLABLES = "森林防火巡护党员学习安全生产矿山设备检修管护职工报告应急预案隐患排查制度条例规定区域记录时间地点事项责任监督岗位培训考核电源通风支护爆破运输提升排水瓦斯粉尘"
ENDINGS = ("应当（  ）。", "的是（  ）。", "包括（  ）。", "由（  ）负责。")


def main() -> None:
    """Measure and print."""
    texts, planted = _bank(Random(7))
    started = time.perf_counter()
    found = duplicates.pairs(texts)
    seconds = time.perf_counter() - started
    pairs = {(pair.one, pair.other) for pair in found}
    hit = sum(pair in pairs for pair in planted)
    detail = (
        f"{len(texts)} questions in {seconds:.1f} s; {hit} of {len(planted)} planted pairs found, {len(found)} in all"
    )
    measure.report("duplicates_seconds", seconds, detail)


def _bank(random: Random) -> tuple[list[Text], list[tuple[int, int]]]:
    texts = [_text(n, _phrase(random, 18) + random.choice(ENDINGS), _options(random)) for n in range(QUESTIONS)]
    planted = []
    for n in random.sample(range(QUESTIONS - PLANTED), PLANTED):
        ref = len(texts)
        stem = "按照规定，" + texts[n].stem
        texts.append(_text(ref, stem, random.sample(texts[n].parts, 4)))
        planted.append((n, ref))
    return texts, planted


def _text(ref: int, stem: str, options: list[str]) -> Text:
    return Text(ref, stem, tuple(options), rules.digest_of(stem, options), options[0])


def _options(random: Random) -> list[str]:
    return [_phrase(random, 6) for _option in range(4)]


def _phrase(random: Random, length: int) -> str:
    return "".join(random.choice(SYLLABLES) for _character in range(length))


if __name__ == "__main__":
    main()
