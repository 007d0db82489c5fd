"""A generated portal: as many documents as wanted in two languages, in the portal's own layout.

Everything follows from the number of documents and the seed; the same two give the same bytes on
every machine. The documents are invented, say so in title, number and agency, and are marked as
samples unless that is switched off.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from random import Random

from portal.loading.blocks import read_blocks
from portal.model.document import Prose
from portal.model.language import LANGUAGES, Language
from tests.benchmark.text import Text, blocks, drawn, words

AS_OF = date(2026, 12, 1)
"""The day of the builds; every date of the corpus that may not lie in the future is before it."""

_YEARS = range(2016, 2026)
_COPIED = (
    "data",
    "overrides",
    "mkdocs.yml",
    "hooks/main.py",
    "content/zh/reports",
    "content/en/reports",
)
_CYCLE = ("policies",) * 7 + ("interpretations",) + ("replies",) * 2
"""Ten documents: seven policy documents, one interpretation, two replies."""


@dataclass(frozen=True)
class Planned:
    """A document before its text: what other documents may say of it."""

    collection: str
    order: int
    """Its place among those of its collection, from 0; also its place in time."""
    title: Text
    dated: date

    @property
    def slug(self) -> str:
        """The last part of its address."""
        return f"{self.collection[0]}-{self.order + 1:06}"

    @property
    def id(self) -> str:
        """Path below `content/zh/` without the suffix."""
        return f"{self.collection}/{self.dated.year}/{self.slug}"

    @property
    def number(self) -> str:
        """发文字号; no real agency is called 例."""
        agency = "例建" if self.collection == "replies" else "例"
        return f"{agency}〔{self.dated.year}〕{self.order + 1}号"


@dataclass(frozen=True)
class Corpus:
    """`count` documents in two languages."""

    count: int
    seed: int = 1
    is_sample: bool = True
    """Whether the documents are marked as samples; samples stay out of feeds and sitemap."""

    def write(self, repository: Path, tree: Path) -> None:
        """Write the tree: declarations, templates and ordinary pages of `repository`, and the
        generated documents in place of its own. `tree` must not exist.
        """
        tree.mkdir(parents=True)
        pages = (
            page.relative_to(repository).as_posix()
            for language in ("zh", "en")
            for page in sorted((repository / "content" / language).glob("*.md"))
        )
        for name in (*_COPIED, *pages):
            source, target = repository / name, tree / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target)
            else:
                shutil.copyfile(source, target)
        for path, text in self.files():
            (tree / path).parent.mkdir(parents=True, exist_ok=True)
            (tree / path).write_text(text, encoding="utf-8", newline="\n")

    def files(self) -> Iterator[tuple[str, str]]:
        """Path and text of each generated file."""
        for document in self.documents():
            random = self._random("text", document)
            front, links = self._relations(document, random)
            body = blocks(random, [_link(document, to) for to in links])
            front = [*self._facts(document, random), *front]
            yield from _files(document, front, body)

    def documents(self) -> Iterator[Planned]:
        """Every document, the kinds mixed as in `_CYCLE`."""
        orders = {collection: count() for collection in _CYCLE}
        for at in range(self.count):
            collection = _CYCLE[at % len(_CYCLE)]
            yield self._planned(collection, next(orders[collection]))

    def edited(self) -> str:
        """The Chinese file that an editor changes between two builds."""
        document = next(islice(self.documents(), self.count // 2, None))
        return f"zh/{document.id}.md"

    def _size(self, collection: str) -> int:
        whole, rest = divmod(self.count, len(_CYCLE))
        return whole * _CYCLE.count(collection) + _CYCLE[:rest].count(collection)

    def _planned(self, collection: str, order: int) -> Planned:
        random = Random(f"{self.seed} {collection} {order}")
        days = (date(_YEARS.stop, 1, 1) - date(_YEARS.start, 1, 1)).days
        dated = date(_YEARS.start, 1, 1) + timedelta(days * order // self._size(collection))
        subject, form = drawn(random, "subjects"), drawn(random, "forms")
        number = order + 1
        match collection:
            case "policies":
                title = Text(
                    f"（示例）{subject.zh}{form.zh}（第{number}件）",
                    f"(Sample) {form.en} on the {subject.en} (No. {number})",
                )
            case "interpretations":
                title = Text(
                    f"（示例）《{subject.zh}》政策解读（第{number}件）",
                    f"(Sample) Interpretation of the rules on the {subject.en} (No. {number})",
                )
            case _:
                title = Text(
                    f"（示例）对第{number}号建议的答复",
                    f"(Sample) Reply to Suggestion No. {number}",
                )
        return Planned(collection, order, title, dated)

    def _random(self, use: str, document: Planned) -> Random:
        return Random(f"{self.seed} {use} {document.id}")

    def _relations(self, document: Planned, random: Random) -> tuple[list[str], list[Planned]]:
        """Front matter that names other documents, and the documents that the text links to."""
        of_kind = self._size("policies")
        if document.collection == "policies":
            earlier = [
                self._planned("policies", random.randrange(document.order))
                for _ in range(min(2, document.order))
            ]
            relation = {3: "amends", 5: "repeals"}.get(document.order % 8)
            front = [f"{relation}: [{earlier[0].id}]"] if relation else []
            return front, earlier
        linked = [self._planned("policies", random.randrange(of_kind))]
        if document.collection == "interpretations":
            return [f"interprets: [{linked[0].id}]"], linked
        return [], linked

    def _facts(self, document: Planned, random: Random) -> list[str]:
        topics = (
            "planning",
            "investment",
            "energy",
            "price",
            "business_environment",
            "credit",
            "industry",
            "tendering",
            "regional",
        )
        # An interpretation is dated by its publication, the others appear after their date.
        later = 0 if document.collection == "interpretations" else 2
        place = len(_CYCLE) * document.order + _CYCLE.index(document.collection)
        lines = [
            f"index_number: 000000000/{document.dated.year}-{place % 1_000_000:06}",
            "issuer: {zh: 示例机关, en: Sample agency}",
            f"published_on: {document.dated + timedelta(later)}",
            f"topic: {random.choice(topics)}",
        ]
        match document.collection:
            case "policies":
                lines += [
                    f"document_number: {document.number}",
                    f"issued_on: {document.dated}",
                    "openness: proactive",
                    f"effective_on: {document.dated + timedelta(30)}",
                ]
                if document.order % 3 == 0:
                    lines.append(f"expires_on: {document.dated + timedelta(365 * 5)}")
            case "interpretations":
                lines.append(f"form: {random.choice(('text', 'chart', 'questions'))}")
            case _:
                lines += [
                    f"document_number: {document.number}",
                    f"kind: {random.choice(('suggestion', 'proposal'))}",
                    "session: {zh: 示例届第一次会议, en: Sample term first session}",
                    f"number: 示例第{document.order + 1}号",
                    f"role: {random.choice(('hosted', 'hosted', 'co_handled'))}",
                    f"replied_on: {document.dated}",
                    *(
                        f"{flag}: {random.choice(('true', 'true', 'false'))}"
                        for flag in ("on_time", "met", "satisfied")
                    ),
                    f"result: {random.choice(('class_a', 'class_b', 'class_c'))}",
                ]
        return [*(["sample: true"] if self.is_sample else []), *lines]


def _link(here: Planned, to: Planned) -> Text:
    """A Markdown link from one source file to the other, the same path in both languages."""
    path = f"../../{to.id}.md"
    return Text(f"[《{to.title.zh}》（{to.number}）]({path})", f"[{to.title.en}]({path})")


def _files(document: Planned, front: list[str], body: list[Text]) -> Iterator[tuple[str, str]]:
    """The Chinese file, and the English one with the fingerprints of what it translates."""
    subject = words()["purposes"][document.order % len(words()["purposes"])]
    summary = Text(f"示例：{subject.zh}。", f"Sample document {subject.en}.")
    for language in LANGUAGES:
        lines = [f"title: {document.title.in_(language)}", f"summary: {summary.in_(language)}"]
        lines += front if language is Language.ZH else _fingerprints(document, summary, body)
        text = "\n\n".join(block.in_(language) for block in body)
        path = f"content/{language.value}/{document.id}.md"
        yield path, "\n".join(["---", *lines, "---", "", text, ""])


def _fingerprints(document: Planned, summary: Text, body: list[Text]) -> list[str]:
    text = "\n\n".join(block.zh for block in body)
    parsed = read_blocks(text.split("\n"), 1)
    marks = Prose("", document.title.zh, summary.zh, parsed).fingerprints
    return [
        "translation_of:",
        f'  title: "{marks.title}"',
        f'  summary: "{marks.summary}"',
        "  body:",
        *(f'    - "{mark}"' for mark in marks.body),
    ]
