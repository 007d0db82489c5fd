"""YAML → values as written: text with places, without implicit types, anchors or tags.

PyYAML's events are read one by one, so that an alias or a tag is refused where it stands and
nothing is ever expanded or constructed.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.resolver import Resolver

from portal.model.problem import Location, Problem, problem
from portal.model.written import Written, WrittenList, WrittenMap, WrittenText

_DEEPEST = 30
_FULL_WIDTH_COLON = re.compile(r"^\s*(?:- )?([^\s:：#'\"]{1,40})：")
_RESOLVER: Any = Resolver()
_PREFIX = "tag:yaml.org,2002:"


@dataclass
class _Reader:
    events: Any
    file: str
    first_line: int
    problems: list[Problem] = field(default_factory=list)

    def location(self, mark: Any) -> Location:
        return Location(self.file, mark.line + self.first_line, mark.column + 1)

    def value(self, event: Any, depth: int) -> Written:
        here = self.location(event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            self.problems.append(problem("YAML-002", here, name=event.anchor))
            return WrittenText("", here, looks_like="null")
        if event.anchor is not None:
            self.problems.append(problem("YAML-002", here, name=event.anchor))
        if event.tag is not None:
            self.problems.append(problem("YAML-003", here, tag=event.tag))
        if depth == _DEEPEST + 1:
            self.problems.append(problem("YAML-006", here, deepest=_DEEPEST))
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, here)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(item := next(self.events), yaml.SequenceEndEvent):
                items.append(self.value(item, depth + 1))
            return WrittenList(tuple(items), here)
        return self.mapping(here, depth)

    def scalar(self, event: Any, here: Location) -> WrittenText:
        quoted = event.style in ("'", '"', "|", ">")
        looks_like = "str"
        if not quoted:
            resolved: str = _RESOLVER.resolve(yaml.ScalarNode, event.value, (True, False))
            looks_like = resolved.removeprefix(_PREFIX)
        return WrittenText(event.value, here, quoted, looks_like)

    def mapping(self, here: Location, depth: int) -> WrittenMap:
        pairs: list[tuple[WrittenText, Written]] = []
        seen: dict[str, Location] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.value(event, depth + 1)
            value = self.value(next(self.events), depth + 1)
            if isinstance(key, WrittenText) and _is_swallowed(key, value):
                name = key.text.partition("：")[0]
                right = key.text.replace("：", ": ", 1)
                self.problems.append(problem("YAML-010", key.location, key=name, right=right))
            elif not isinstance(key, WrittenText):
                self.problems.append(problem("YAML-005", key.location))
            elif key.text in seen:
                self.problems.append(
                    problem("YAML-004", key.location, key=key.text, first=seen[key.text].line)
                )
            else:
                seen[key.text] = key.location
                pairs.append((key, value))
        return WrittenMap(tuple(pairs), here)


def _is_swallowed(key: WrittenText, value: Written) -> bool:
    """Whether a full-width colon has made name and value one key: `{made：2}`."""
    is_blank = isinstance(value, WrittenText) and value.is_blank
    return is_blank and not key.quoted and "：" in key.text


def read_yaml(text: str, file: str, first_line: int = 1) -> tuple[Written | None, list[Problem]]:
    """The one document of a YAML text; None where it cannot be read or is empty.

    `first_line` is the line of the file on which the text starts (front matter starts on 2).
    """
    reader = _Reader(iter(()), file, first_line)
    try:
        reader.events = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
        next(reader.events)
        start = next(reader.events)
        if isinstance(start, yaml.StreamEndEvent):
            return None, [problem("YAML-007", Location(file))]
        value = reader.value(next(reader.events), 0)
        next(reader.events)
        if not isinstance(following := next(reader.events), yaml.StreamEndEvent):
            here = reader.location(following.start_mark)
            reader.problems.append(problem("YAML-008", here))
        if isinstance(value, WrittenText) and (found := _FULL_WIDTH_COLON.match(value.text)):
            right = value.text.split("\n")[0].replace("：", ": ", 1)
            reader.problems.append(problem("YAML-010", value.location, key=found[1], right=right))
            return None, reader.problems
        if isinstance(value, WrittenText) and value.is_blank:
            reader.problems.append(problem("YAML-007", Location(file)))
            return None, reader.problems
    except RecursionError:
        return None, [problem("YAML-006", Location(file), deepest=_DEEPEST)]
    except yaml.MarkedYAMLError as error:
        return None, [*reader.problems, _syntax(error, text, file, first_line)]
    except yaml.YAMLError:
        return None, [*reader.problems, problem("YAML-001", Location(file), line="")]
    return value, reader.problems


def _syntax(error: yaml.MarkedYAMLError, text: str, file: str, first_line: int) -> Problem:
    """What an editor most likely did, judged by the line the parser stopped at."""
    mark = error.problem_mark or error.context_mark
    lines = text.split("\n")
    at = min(mark.line, len(lines) - 1) if mark else 0
    column = mark.column + 1 if mark else 0
    for index in (at, at - 1):
        if index < 0:
            continue
        line = lines[index]
        here = Location(file, index + first_line, column if index == at else 0)
        if "\t" in line[: len(line) - len(line.lstrip())]:
            return problem("YAML-011", here, line=line.strip())
        if "\u3000" in line:
            return problem("YAML-012", here, line=line.strip())
        if found := _FULL_WIDTH_COLON.match(line):
            right = line.strip().replace("：", ": ", 1)
            return problem("YAML-010", here, key=found[1], right=right)
        if "mapping values are not allowed" in (error.problem or "") and ": " in line:
            key, _, value = line.strip().partition(": ")
            return problem("YAML-009", here, line=line.strip(), right=f'{key}: "{value}"')
    here = Location(file, at + first_line, column)
    if re.search(r":\s+[&*!%@`\[\]{}|>]", lines[at]):
        key, _, value = lines[at].strip().partition(": ")
        return problem("YAML-009", here, line=lines[at].strip(), right=f'{key}: "{value}"')
    return problem("YAML-001", here, line=lines[at].strip())
