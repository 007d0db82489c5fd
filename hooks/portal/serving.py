"""The live preview: MkDocs serves, and is started anew when the engine itself changes.

MkDocs watches content, data and templates but never reloads a hook, and a first build with a
problem ends it; so it runs as a child that is started again.
"""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from threading import Event

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

DAY = "PORTAL_AS_OF"
"""The environment variable by which a plain MkDocs run is given the day."""

_WATCHED = ("content", "data", "hooks", "overrides")
_CHANGES = frozenset({"created", "deleted", "modified", "moved"})
_TICK = 0.2


class _Changes(FileSystemEventHandler):
    """Notes that the engine changed, and that anything changed."""

    def __init__(self) -> None:
        self.engine = Event()
        self.any = Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.is_directory or event.event_type not in _CHANGES:
            return
        self.any.set()
        if str(event.src_path).endswith(".py"):
            self.engine.set()


def serve(root: Path, as_of: date, address: str) -> None:
    """Serve until interrupted."""
    changes = _Changes()
    observer = Observer()
    for folder in _WATCHED:
        if (root / folder).is_dir():
            observer.schedule(changes, str(root / folder), recursive=True)
    observer.start()
    try:
        while True:
            changes.engine.clear()
            changes.any.clear()
            child = _start(root, as_of, address)
            try:
                _attend(child, changes)
            finally:
                child.terminate()
                child.wait()
    except KeyboardInterrupt:
        return
    finally:
        observer.stop()
        observer.join()


def _start(root: Path, as_of: date, address: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    command += ["--config-file", str(root / "mkdocs.yml")]
    environment = {**os.environ, DAY: as_of.isoformat(), "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.Popen(command, cwd=root, env=environment)  # noqa: S603


def _attend(child: "subprocess.Popen[bytes]", changes: _Changes) -> None:
    """Wait until the engine changes, or until an edit may have mended what ended the child."""
    while not changes.engine.wait(_TICK):
        if child.poll() is not None:
            changes.any.wait()
            return
