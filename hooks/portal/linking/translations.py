"""How each translation stands to its Chinese text, block by block."""

from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from portal.model.document import Block, Document, Translation, fingerprint
from portal.model.problem import Location, Problem, problem


def link_translation(document: Document) -> tuple[Document, list[Problem]]:
    """The document with its translation compared, and what the translator has to do."""
    if document.en is None:
        return document, []
    translation = _compare(document)
    return replace(document, translation=translation), list(_problems(document, translation))


def _compare(document: Document) -> Translation:
    english, recorded = document.en, document.recorded
    if english is None or recorded is None:
        return Translation()
    current = [block.fingerprint for block in document.zh.blocks]
    stale = set(range(len(recorded.body), len(english.blocks)))
    missing: list[tuple[int, Block]] = []
    steps = SequenceMatcher(None, recorded.body, current, autojunk=False).get_opcodes()
    for step, old, old_end, new, new_end in steps:
        if step == "equal":
            continue
        stale |= set(range(old, old_end))
        # A changed block is gone and new at once: only what is new beyond that is missing.
        for index in range(new + (old_end - old), new_end):
            missing.append((old_end, document.zh.blocks[index]))
    summary = document.zh.summary
    return Translation(
        stale=frozenset(index for index in stale if index < len(english.blocks)),
        missing=tuple(missing),
        title_is_stale=fingerprint(document.zh.title) != recorded.title,
        summary_is_stale=(None if summary is None else fingerprint(summary)) != recorded.summary,
    )


def _problems(document: Document, translation: Translation) -> Iterator[Problem]:
    english, recorded = document.en, document.recorded
    if english is None:
        return
    file = english.file
    if recorded is None:
        yield problem("TRANSLATE-004", Location(file, 1), file=file)
        return
    if len(recorded.body) != len(english.blocks):
        yield problem(
            "TRANSLATE-006",
            Location(file, 1),
            count=len(english.blocks),
            expected=len(recorded.body),
            file=file,
        )
    if translation.title_is_stale or translation.summary_is_stale:
        yield problem("TRANSLATE-003", Location(file, 2), file=file)
    for index in sorted(translation.stale):
        line = english.blocks[index].line
        yield problem("TRANSLATE-001", Location(file, line), line=line, file=file)
    for _, block in translation.missing:
        here = Location(document.zh.file, block.line)
        yield problem("TRANSLATE-002", here, line=block.line, file=file)
