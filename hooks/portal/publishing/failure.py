"""Why nothing was published although no source is wrong; each carries a `Problem` to print."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.model.problem import Location, Problem, problem

_CODES = {
    errno.ENOSPC: "PUBLISH-011",
    errno.EDQUOT: "PUBLISH-011",
    errno.EFBIG: "PUBLISH-011",
    errno.EACCES: "PUBLISH-012",
    errno.EPERM: "PUBLISH-012",
    errno.EROFS: "PUBLISH-012",
    errno.EXDEV: "PUBLISH-014",
    errno.EBUSY: "PUBLISH-014",
    errno.ENOTDIR: "PUBLISH-015",
    errno.EEXIST: "PUBLISH-015",
}
_ANY_OTHER = "PUBLISH-013"


class PublishingError(Exception):
    """Publication stopped for a reason that is in no source."""

    exit_code: int

    def __init__(self, code: str, path: Path, **values: object) -> None:
        self.problem: Problem = problem(code, Location(str(path)), path=path, **values)
        super().__init__(f"{code} {path}")


class Refused(PublishingError):  # noqa: N818 - a verdict on the command line
    """The output folder must not be used: wrong usage, nothing was touched."""

    exit_code = 2


class Failure(PublishingError):  # noqa: N818 - a state of the machine
    """Something outside the sources failed (disk, rights, lock): nothing was published."""

    exit_code = 3


@contextmanager
def failing_at(path: Path) -> Iterator[None]:
    """Turns every `OSError` inside into a `Failure` at that path."""
    try:
        yield
    except OSError as error:
        code = _CODES.get(error.errno or 0, _ANY_OTHER)
        place = Path(str(error.filename)) if error.filename else path
        raise Failure(code, place, reason=error.strerror or str(error)) from error
