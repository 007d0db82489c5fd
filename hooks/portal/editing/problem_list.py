"""`docs/problems.md`: every problem code with its severity and its sentences."""

import re
from collections.abc import Iterator, Mapping

from portal.editing.dictionary import both, words
from portal.model.language import Localised
from portal.model.messages import Message
from portal.model.problem import Severity

_SPECIAL = re.compile(r"([\\`*_<>\[\]])")


def problems_text(messages: Mapping[str, Message], severities: Mapping[str, Severity]) -> str:
    """The whole page as Markdown; a code's anchor is the code in lower case."""
    told = words()["problems"]
    title = Localised(**told["title"])
    lines = [f"# {both(title)}", "", told["intro"]["zh"], "", told["intro"]["en"], ""]
    area = ""
    for code, message in messages.items():
        if (prefix := code.split("-")[0]) != area:
            area = prefix
            lines += [f"## {area} {both(Localised(**told['areas'][area]))}", ""]
        lines += _entry(code, message, severities.get(code, Severity.ERROR))
    return "\n".join(lines)


def _entry(code: str, message: Message, severity: Severity) -> Iterator[str]:
    told = words()["problems"]
    yield from (f"### {code}", "", f"**{told['severity'][severity.value]}**", "")
    yield from (_plain(message.zh), "", _plain(message.en), "")
    yield from (f"{told['mend']}: {_plain(message.fix)}", "")


def _plain(template: str) -> str:
    """The template as a reader of Markdown sees it: its braces single, nothing taken for markup."""
    return _SPECIAL.sub(r"\\\1", template.replace("{{", "{").replace("}}", "}")).strip()
