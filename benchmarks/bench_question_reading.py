"""Reading a workbook of 10,000 questions, against bare openpyxl over the same cells; the ratio is ours to bare."""

from __future__ import annotations

import io
import resource
import statistics
import time
from collections.abc import Callable
from random import Random

import openpyxl

from benchmarks import measure
from question_bank.formats.excel import Excel

QUESTIONS = 10_000
ROUNDS = 5
HEADINGS = ["题型", "题干", "选项A", "选项B", "选项C", "选项D", "正确答案", "解析", "难度", "知识点"]


def main() -> None:
    """Measure and print."""
    raw = _workbook()
    ours, bare = [], []
    for _round in range(ROUNDS):
        bare.append(_seconds(lambda: _bare(raw)))
        ours.append(_seconds(lambda: _ours(raw)))
    ratio = statistics.median(mine / base for mine, base in zip(ours, bare, strict=True))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    detail = (
        f"{statistics.median(ours):.2f} s against {statistics.median(bare):.2f} s, {QUESTIONS} questions, {most} MB"
    )
    measure.report("question_reading", ratio, detail)


def _workbook() -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("题库")
    sheet.append(HEADINGS)
    random = Random(1)
    for number in range(QUESTIONS):
        sheet.append(_row(number, random))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _row(number: int, random: Random) -> list[str | None]:
    if number % 3 == 0:
        options = ["立即报告", "独自扑救", "离开现场", "拍照发群"]
        return ["单选题", f"巡护第{number}号林班时发现烟点，应当首先（  ）。", *options, random.choice("ABCD"), "先报告。", "易", "防火/报告"]  # fmt: skip
    if number % 3 == 1:
        key = "".join(sorted(random.sample("ABCD", 3)))
        return ["多选题", f"第{number}号作业点开工前应当检查（  ）。", "通风", "支护", "照明", "通信", key, "见规程。", "中", "矿山安全"]  # fmt: skip
    return ["判断题", f"第{number}号林班在防火期内可以野外用火。", None, None, None, None, random.choice(["正确", "错误"]), "", "难", "防火"]  # fmt: skip


def _seconds(work: Callable[[], int]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _bare(raw: bytes) -> int:
    book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    return sum(len(row) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))


def _ours(raw: bytes) -> int:
    reading = Excel().read("题库.xlsx", raw)
    if reading.counts["ready"] != QUESTIONS:
        raise SystemExit(f"read {reading.counts}")
    return len(reading.questions)


if __name__ == "__main__":
    main()
