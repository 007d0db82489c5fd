"""The text of generated documents: seeded, in both languages, block by block."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import yaml

from portal.model.language import LANGUAGES, Language

_WORDS = Path(__file__).with_name("words.yml")
_CHINESE = "一二三四五六七八九十"
SECTIONS = 5
"""Headings of the second level in a document."""
PARAGRAPHS = 2
"""Paragraphs under each heading."""


@dataclass(frozen=True)
class Text:
    """A text in both languages."""

    zh: str
    en: str

    def in_(self, language: Language) -> str:
        """The text in that language."""
        return self.zh if language is Language.ZH else self.en


@cache
def words() -> Mapping[str, tuple[Text, ...]]:
    """The vocabulary: lists of pairs by name."""
    written = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return {name: tuple(Text(**pair) for pair in pairs) for name, pairs in written.items()}


def drawn(random: Random, name: str) -> Text:
    """One pair of that list."""
    return random.choice(words()[name])


def blocks(random: Random, links: Sequence[Text]) -> list[Text]:
    """A document's blocks: paragraphs under headings, a list, a table; a link in each of the first
    sections, as Markdown ready for the file.
    """
    found = [_paragraph(random)]
    for at, heading in enumerate(random.sample(words()["headings"], SECTIONS)):
        found.append(Text(f"## {_CHINESE[at]}、{heading.zh}", f"## {at + 1}. {heading.en}"))
        found += [_paragraph(random) for _ in range(PARAGRAPHS)]
        if at < len(links):
            link = links[at]
            found.append(Text(f"有关规定见{link.zh}。", f"See {link.en}."))
        if at == 1:
            found.append(_list(random))
        if at == 2:
            found.append(_table(random))
    return found


def _sentence(random: Random) -> Text:
    chosen = {
        name.removesuffix("s"): drawn(random, name)
        for name in ("actors", "actions", "objects", "purposes")
    }
    n, m = random.randint(2, 60), random.randint(2, 9)
    pattern = drawn(random, "sentences")
    zh, en = (
        pattern.in_(language).format(
            n=n, m=m, **{name: text.in_(language) for name, text in chosen.items()}
        )
        for language in LANGUAGES
    )
    return Text(zh, en[0].upper() + en[1:])


def _paragraph(random: Random) -> Text:
    sentences = [_sentence(random) for _ in range(random.randint(1, 2))]
    return Text("".join(s.zh for s in sentences), " ".join(s.en for s in sentences))


def _list(random: Random) -> Text:
    items = [drawn(random, "objects") for _ in range(4)]
    return Text(
        "\n".join(f"{n}. {item.zh}；" for n, item in enumerate(items, 1)),
        "\n".join(f"{n}. {item.en};" for n, item in enumerate(items, 1)),
    )


def _table(random: Random) -> Text:
    rows = [
        (drawn(random, "objects"), drawn(random, "actors"), random.randint(2, 60)) for _ in range(5)
    ]
    return Text(
        "\n".join(_rows(["事项", "承办单位", "工作日"], ((a.zh, b.zh, n) for a, b, n in rows))),
        "\n".join(
            _rows(["Matter", "Done by", "Working days"], ((a.en, b.en, n) for a, b, n in rows))
        ),
    )


def _rows(head: Sequence[str], rows: Iterator[tuple[str, str, int]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for first, second, number in rows:
        yield f"| {first} | {second} | {number} |"
