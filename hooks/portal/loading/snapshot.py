"""The sources as they were in one commit, beside those of the working tree."""

import hashlib
from pathlib import Path

from portal.loading.git import GitError, ask_git

_MAIN = (
    "refs/remotes/origin/main",
    "refs/heads/main",
    "refs/remotes/origin/master",
    "refs/heads/master",
)
"""Where the main branch may stand; what the server has goes before what is here."""
_SHA1_LENGTH = 40


def commit_of(root: Path, name: str) -> str | None:
    """The commit that a branch, tag or other name means; None where it means none."""
    if not name or name.startswith("-"):
        return None
    try:
        answer = ask_git(root, "rev-parse", "--quiet", "--verify", f"{name}^{{commit}}")
    except GitError as error:
        if str(error).startswith("git: "):
            return None
        raise
    return answer.decode().strip()


def fork_point(root: Path) -> str:
    """Where the working tree left the main branch; its own commit where there is none."""
    known = ask_git(root, "for-each-ref", "--format=%(refname)", *_MAIN).decode().split()
    for branch in _MAIN:
        if branch in known:
            try:
                return ask_git(root, "merge-base", "HEAD", branch).decode().strip()
            except GitError as error:
                # Histories that share nothing, or whose common part a shallow clone lacks.
                if not str(error).startswith("git: "):
                    raise
    return ask_git(root, "rev-parse", "--verify", "HEAD").decode().strip()


def files_of(root: Path, commit: str, folders: tuple[str, ...]) -> dict[str, str]:
    """The blob of every regular file below those folders of the root, by path."""
    listed = ask_git(root, "ls-tree", "-r", "-z", commit, "--", *(f"{name}/" for name in folders))
    found: dict[str, str] = {}
    for entry in listed.decode(errors="replace").split("\0"):
        head, _, path = entry.partition("\t")
        if path and head.split()[0] in ("100644", "100755"):
            found[path] = head.split()[2]
    return found


def is_blob(content: bytes, id: str) -> bool:
    """Whether a file of the working tree is that blob, whatever line ends Git checks out here."""
    algorithm = hashlib.sha1 if len(id) == _SHA1_LENGTH else hashlib.sha256
    forms = (content, content.replace(b"\r\n", b"\n"))
    return id in {algorithm(b"blob %d\0" % len(form) + form).hexdigest() for form in forms}
