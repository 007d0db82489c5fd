"""Document numbers as tokens of their own; `numbers` in search.js reads queries the same way.

嘉发改〔2020〕12号 in any spelling is `#嘉发改2020-12`, in part `#发改2020-12` … `#2020-12`;
第12号建议 and 提案12号 are `#建议12` and `#提案12`.
"""

import re
from collections.abc import Iterator

from portal.search.normalise import HAN

_YEAR = "((?:19|20)[0-9]{2})"
_COUNT = "0*([1-9][0-9]{0,5})"
_SUBJECT = "(建议|提案)"

_WRITTEN = re.compile(
    f"([{HAN}]{{0,12}})([ (]*){_YEAR}([ )年第-]+)(?:no[. ]*)?{_COUNT}"
    "(?![0-9]|[.-][0-9]| *月)( *号)?"
)
_REPLY = re.compile(
    f"{_COUNT} *号 *(?:人大|政协|代表|委员|重点)?{_SUBJECT}"
    f"|{_SUBJECT} *第? *{_COUNT}(?![0-9]| *[件条个项份])"
)
_CITED = re.compile(rf"\( *{_YEAR} *\) *(?:第|no[. ]*)? *{_COUNT}(?![0-9])")
_CITED_REPLY = re.compile(
    f"{_COUNT} *号 *(?:人大|政协|代表|委员|重点)?{_SUBJECT}|{_SUBJECT} *第? *{_COUNT} *号"
)


def numbers(folded: str) -> list[list[str]]:
    """Each number a query or a number field names: its tokens from the fullest to the barest.

    Lenient, as citizens type: brackets, hyphen or a space; 号 may be missing (but not after 年).
    """
    found: list[list[str]] = []
    for match in _WRITTEN.finditer(folded):
        before = match.start(3) - 1
        if before >= 0 and folded[before] in "0123456789":
            continue
        if "年" in match[4] and not match[6]:
            continue
        bare = f"{match[3]}-{match[5]}"
        prefix = match[1]
        found.append([f"#{prefix[i:]}{bare}" for i in range(len(prefix) + 1)])
    return found + [[token] for token in _replies(_REPLY, folded)]


def cited_numbers(folded: str) -> list[str]:
    """The bare tokens of numbers quoted in running text, where only the usual spelling counts."""
    found = [f"#{match[1]}-{match[2]}" for match in _CITED.finditer(folded)]
    return found + list(_replies(_CITED_REPLY, folded))


def _replies(pattern: re.Pattern[str], folded: str) -> Iterator[str]:
    if "建议" not in folded and "提案" not in folded:
        return
    for match in pattern.finditer(folded):
        yield f"#{match[2] or match[3]}{match[1] or match[4]}"


def shard_key(token: str) -> str:
    """What decides the shard of a token: all tokens of one number lie together."""
    return re.sub(f"^#[{HAN}]+(?=[0-9]+-)", "#", token)
