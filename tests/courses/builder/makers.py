"""Articles for the builder, from plain text in the way documents are read."""

from __future__ import annotations

from pathlib import Path

from courses.builder.material import SourceArticle, SourceParagraph, SourceSection
from documents.reading import read_file

PATROL = Path("installation/demonstration/documents/patrol.txt")


def articles_of(path: Path) -> list[SourceArticle]:
    """The articles of a file as the builder takes them."""
    found = read_file(path.name, path.read_bytes())
    return [
        SourceArticle(
            number,
            article.title,
            "、".join(article.authors),
            tuple(
                SourceSection(
                    section.level,
                    section.number,
                    section.heading,
                    tuple(SourceParagraph(number, each.anchor, each.text) for each in section.paragraphs),
                )
                for section in article.sections
            ),
        )
        for number, article in enumerate(found, start=1)
    ]


def article(*parts: tuple[str, str], title: str = "巡护规定") -> SourceArticle:
    """An article of sections, each a heading (empty for the opening) and one paragraph."""
    return SourceArticle(
        1,
        title,
        "孟林生",
        tuple(
            SourceSection(
                1 if heading else 0, f"{place}、" if heading else "", heading, (SourceParagraph(1, f"p{place}", text),)
            )
            for place, (heading, text) in enumerate(parts)
        ),
    )
