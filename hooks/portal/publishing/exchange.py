"""Two folders change places, in one step where the file system can do that."""

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

Exchange = Callable[[Path, Path, Path], None]
"""Makes `incoming` the `live` folder; the old one is then at `incoming` or at `aside`."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
# EPERM: sandboxes older than the call answer so instead of ENOSYS.
_UNSUPPORTED = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}


def exchange(incoming: Path, live: Path, aside: Path) -> None:
    """Exchanges the folders in one step, or by renaming where the file system refuses that."""
    try:
        exchange_at_once(incoming, live, aside)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
        exchange_by_renaming(incoming, live, aside)


def exchange_at_once(incoming: Path, live: Path, aside: Path) -> None:
    """Exchanges the folders in one step: at no moment is `live` missing or mixed."""
    del aside
    library = ctypes.CDLL(None, use_errno=True)
    try:
        if sys.platform == "darwin":
            result = library.renamex_np(os.fsencode(incoming), os.fsencode(live), _RENAME_SWAP)
        else:
            result = library.renameat2(
                _AT_FDCWD,
                os.fsencode(incoming),
                _AT_FDCWD,
                os.fsencode(live),
                ctypes.c_uint(_RENAME_EXCHANGE),
            )
    except AttributeError as missing:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from missing
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(live))


def exchange_by_renaming(incoming: Path, live: Path, aside: Path) -> None:
    """Puts `live` aside and renames `incoming`; `settle` heals a kill between the two."""
    live.rename(aside)
    try:
        incoming.rename(live)
    except OSError:
        aside.rename(live)
        raise


def sync_file_system(folder: Path) -> None:
    """Returns when everything written to the folder's file system is on the disk."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if call is None:
        os.sync()
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if call(descriptor) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Returns when the names in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
