"""Asking Git: a hardened process that obeys no configuration of the user and runs no hook."""

import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

_TIMEOUT = 120
_SETTINGS = (
    "safe.directory=*",
    "core.quotePath=off",
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.pager=cat",
    "log.showRoot=true",
    "log.showSignature=false",
    "protocol.allow=never",
)
_ENVIRONMENT = {
    "LC_ALL": "C",
    "TZ": "UTC",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
}
_KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
"""What a process needs of the machine; a hook's GIT_DIR would name another repository."""


class GitError(Exception):
    """Git could not answer; the text is what it said."""


def is_in_repository(root: Path) -> bool:
    """Whether the folder or one above it is a working tree of Git."""
    at = root.resolve()
    return any((folder / ".git").exists() for folder in (at, *at.parents))


def ask_git(root: Path, *words: str, given: bytes = b"") -> bytes:
    """What `git <words>` answers in that folder."""
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 (no shell; words are ours or checked by the caller)
            ["git", "--no-pager", *settings, *words],  # noqa: S607 (the machine's own git)
            cwd=root,
            env=kept | _ENVIRONMENT,
            input=given,
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitError(str(error)) from error
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip()
        raise GitError(said or f"git: {done.returncode}")
    return done.stdout


def read_blobs(root: Path, ids: Iterable[str]) -> Mapping[str, bytes]:
    """The contents of the blobs that the repository holds, by id."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    answer = ask_git(
        root, "cat-file", "--batch", given="".join(f"{id}\n" for id in wanted).encode()
    )
    found: dict[str, bytes] = {}
    at = 0
    for id in wanted:
        end = answer.index(b"\n", at)
        words = answer[at:end].split()
        at = end + 1
        if len(words) == 3:
            size = int(words[2])
            found[id] = answer[at : at + size]
            at += size + 1
    return found
