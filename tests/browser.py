"""The browser that the browser tests drive: found, else installed, else asked for.

`python -m tests.browser` does so ahead of the tests and prints which browser it is.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Playwright

_NAMES = (
    "google-chrome",
    "google-chrome-stable",
    "chromium",
    "chromium-browser",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)

# No request leaves this machine: what a page asks of anybody else fails at once, and the browser's
# own services keep still. The proxy is bypassed, because it would resolve names for us.
_OFFLINE = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    "--no-first-run",
    "--no-proxy-server",
)

_MISSING_BROWSER = """\
浏览器测试需要 Chrome 或 Chromium，本机没有找到。请安装其中一个：
  Debian：apt-get install chromium；其他系统：Google Chrome 或 Chromium（snap 版不能用于测试）
已装在别处的，请指明：PORTAL_BROWSER=/路径/chrome make test
The browser tests need Chrome or Chromium, and none was found. Install one of them:
  Debian: apt-get install chromium; elsewhere Google Chrome or Chromium (a snap will not do)
If it is in another place, name it: PORTAL_BROWSER=/path/to/chrome make test"""

_NOT_A_BROWSER = """\
PORTAL_BROWSER 指向的不是能运行的 Chrome 或 Chromium：{path}
PORTAL_BROWSER does not name a Chrome or Chromium that runs: {path}"""

_MISSING_FONT = """\
浏览器测试需要中文字体，本机没有找到。请安装 fontconfig 和一种中文字体：
  Debian、Ubuntu：apt-get install fontconfig fonts-noto-cjk
  Fedora：dnf install fontconfig google-noto-sans-cjk-fonts
The browser tests need a Chinese font, and none was found. Install fontconfig and one such font:
  Debian, Ubuntu: apt-get install fontconfig fonts-noto-cjk
  Fedora: dnf install fontconfig google-noto-sans-cjk-fonts"""


class MissingError(Exception):
    """Something the browser tests need is not here; the text says what to install."""


def browser_path() -> Path:
    """Return the Chrome or Chromium to drive: `PORTAL_BROWSER`, an installed one, or Debian's.

    Raises `MissingError` where there is none and none may be installed.
    """
    if named := os.environ.get("PORTAL_BROWSER"):
        path = Path(named)
        if not _runs(path):
            raise MissingError(_NOT_A_BROWSER.format(path=path))
        return path
    # Ubuntu's package of that name only leads to the snap, which cannot read a test's folders.
    if found := _installed() or (_system() == "debian" and _install("chromium") and _installed()):
        return found
    raise MissingError(_MISSING_BROWSER)


def require_chinese_font() -> None:
    """Return if a font for Chinese is there or could be installed; raise `MissingError` if not."""
    if _has_chinese_font():
        return
    if not (_install("fontconfig", "fonts-noto-cjk") and _has_chinese_font()):
        raise MissingError(_MISSING_FONT)


def launch(playwright: Playwright) -> Browser:
    """Start the browser headless and cut off from every other machine. The caller closes it.

    Playwright leaves Chromium's sandbox off, which root and most containers need; the tests load
    no page but their own.
    """
    return playwright.chromium.launch(executable_path=browser_path(), args=_OFFLINE)


def _installed() -> Path | None:
    found = (Path(path) for name in _NAMES if (path := shutil.which(name)))
    return next((path for path in found if _runs(path)), None)


def _runs(path: Path) -> bool:
    """Whether the file is a Chrome or Chromium that answers, and no way into a snap."""
    try:
        with path.open("rb") as file:
            if b"/snap/" in bytes(path.resolve()) or b"/snap/" in file.read(4096):
                return False
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and b"Chrom" in answer.stdout


def _has_chinese_font() -> bool:
    if sys.platform == "darwin":  # ships PingFang, and no fc-list
        return True
    if not (program := shutil.which("fc-list")):
        return False
    return bool(subprocess.run([program, ":lang=zh-cn"], capture_output=True, check=False).stdout)


def _system() -> str | None:
    """The `ID` of /etc/os-release: debian, ubuntu, …"""
    try:
        lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    return next((line[3:].strip("\"'") for line in lines if line.startswith("ID=")), None)


def _install(*packages: str) -> bool:
    """Install packages with apt where that takes no password. False where it cannot be done."""
    if not shutil.which("apt-get"):
        return False
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if root and (not shutil.which("sudo") or _fails([*root, "true"])):
        return False
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    return not (
        _fails([*apt, "update"])
        or _fails([*apt, "install", "--yes", "--no-install-recommends", *packages])
    )


def _fails(command: list[str]) -> bool:
    # What apt says belongs to the person who waits, not to the output of this program.
    return subprocess.run(command, stdout=sys.stderr, check=False).returncode != 0


def main() -> None:
    """Make sure that the browser tests can run; exit with what is missing if they cannot."""
    try:
        path = browser_path()
        require_chinese_font()
    except MissingError as missing:
        sys.exit(str(missing))
    sys.stdout.write(f"浏览器 / browser: {path}\n")


if __name__ == "__main__":
    main()
