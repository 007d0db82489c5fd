"""Entries → the files of the index.

`search/index.json` names the current index; the rest lies in a folder named by its content, so
that a cached file is never stale and a page open during publication can tell that it is:

- `postings/<n>.json`: token → entries, for the tokens whose hash falls on shard n;
- `cards/<n>.json`: what a result shows, `CARDS` entries a file, in the order of their ids;
- `texts/<n>.json`: the sections of entries, about `TEXT_BYTES` a file.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum

from portal.model.entry import Entry
from portal.model.language import LANGUAGES, Language
from portal.model.page import Artifact
from portal.search.files import index_artifacts, packed
from portal.search.normalise import fold
from portal.search.numbers import cited_numbers, numbers, shard_key
from portal.search.tokens import indexed_tokens

CARDS = 16
"""Entries in a file of cards."""

TEXT_BYTES = 6_000
"""Size from which a file of texts is full."""

POSTING_BYTES = 8_000
"""Size that a file of postings has on average, at most."""

MAX_SHARDS = 4096

OFTEN = 3
"""Occurrences in a text from which an entry is about the word."""


class Standing(IntEnum):
    """Where a token stands in an entry, the best place first; written into the postings."""

    TITLE = 0
    """In the title, or the number of the entry itself in full or as year and count."""
    MARKED = 1
    """In a heading, often in the text, or a part of the entry's own number."""
    TEXT = 2
    """In the text, or a number quoted there."""


def search_files(entries: Sequence[Entry]) -> list[Artifact]:
    """The index of these entries; the same bytes for the same entries in any order."""
    ordered = sorted(entries, key=_order)
    texts, places = packed(
        [[[s.anchor, s.heading, s.text] for s in entry.sections] for entry in ordered], TEXT_BYTES
    )
    cards = [[*_card(entry), *place] for entry, place in zip(ordered, places, strict=True)]
    shards = _shards(_postings(ordered))
    return index_artifacts(
        {
            "entries": len(ordered),
            "chinese": sum(entry.language is Language.ZH for entry in ordered),
            "cards": CARDS,
            "shards": len(shards),
        },
        {
            "postings": shards,
            "cards": [cards[i : i + CARDS] for i in range(0, len(cards), CARDS)],
            "texts": texts,
        },
    )


def _order(entry: Entry) -> tuple[int, str, str, str]:
    """Chinese before English (the ids tell the language), older first."""
    dated = entry.dated.isoformat() if entry.dated else ""
    return (LANGUAGES.index(entry.language), dated, entry.address, entry.title)


def _card(entry: Entry) -> list[object]:
    return [
        entry.address,
        entry.title,
        entry.kind,
        entry.number or "",
        entry.dated.isoformat() if entry.dated else "",
        entry.state or "",
        int(entry.is_sample),
    ]


def _standings(entry: Entry) -> dict[str, Standing]:
    """The best standing of every token of an entry."""
    found: dict[str, Standing] = {}

    def add(names: Iterable[str], standing: Standing) -> None:
        for name in names:
            found[name] = min(standing, found.get(name, standing))

    title, number = fold(entry.title), fold(entry.number or "")
    add(indexed_tokens(title, singles=True), Standing.TITLE)
    add(indexed_tokens(number, singles=True), Standing.TITLE)
    for variants in numbers(number):
        add((variants[0], variants[-1]), Standing.TITLE)
        add(variants, Standing.MARKED)
    add(cited_numbers(title), Standing.MARKED)
    add(indexed_tokens(fold(entry.kind)), Standing.TEXT)
    counts: Counter[str] = Counter()
    for section in entry.sections:
        heading, text = fold(section.heading), fold(section.text)
        add(indexed_tokens(heading), Standing.MARKED)
        counts.update(indexed_tokens(text))
        add(cited_numbers(heading), Standing.TEXT)
        add(cited_numbers(text), Standing.TEXT)
    for name, count in counts.items():
        add((name,), Standing.MARKED if count >= OFTEN else Standing.TEXT)
    return found


def _postings(entries: Sequence[Entry]) -> dict[str, list[int]]:
    """Token → for each entry that has it, ascending: step from the id before × 3 + standing."""
    postings: dict[str, list[int]] = {}
    scale = len(Standing)
    last: dict[str, int] = {}
    for id, entry in enumerate(entries):
        for token, standing in _standings(entry).items():
            step = id - last.get(token, 0)
            postings.setdefault(token, []).append(step * scale + standing)
            last[token] = id
    return postings


def _shards(postings: Mapping[str, list[int]]) -> list[dict[str, list[int]]]:
    """The postings cut by token into a power of two of shards of bearable size."""
    size = sum(
        len(token.encode()) + 6 + sum(len(str(step)) + 1 for step in steps)
        for token, steps in postings.items()
    )
    count = 1
    while count < MAX_SHARDS and size > count * POSTING_BYTES:
        count *= 2
    shards: list[dict[str, list[int]]] = [{} for _ in range(count)]
    for token in sorted(postings):
        shards[fnv1a(shard_key(token)) % count][token] = postings[token]
    return shards


def fnv1a(text: str) -> int:
    """The 32-bit FNV-1a hash over code points instead of bytes; `hash` in search.js."""
    value = 0x811C9DC5
    for character in text:
        value = (value ^ ord(character)) * 0x01000193 & 0xFFFFFFFF
    return value
