"""Publishing: the live site is one complete release at every moment, whatever happens."""

import errno
import io
import os
import random
import signal
import sys
import tarfile
import time
import warnings
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from portal.model.messages import messages, sentence
from portal.model.problem import Location, Problem, problem
from portal.model.release import Stamp
from portal.publishing.archive import archive
from portal.publishing.exchange import (
    Exchange,
    exchange,
    exchange_at_once,
    exchange_by_renaming,
)
from portal.publishing.failure import Failure, PublishingError, Refused
from portal.publishing.manifest import is_intact, read_release, release_name
from portal.publishing.publication import Draw, kept_releases, publish, rollback
from portal.publishing.workplace import Workplace

STAMP = Stamp("0.1.0", date(2021, 1, 31), True, "https://example.gov.cn/open/")
PAGE = (
    '<!doctype html><html lang="zh-CN"><head><title>{0}</title></head>'
    "<body><h1>{0}</h1></body></html>\n"
)
EXCHANGES = pytest.mark.parametrize("swap", [exchange, exchange_by_renaming])


def drawing(name: str, files: int = 3, size: int = 10) -> Draw:
    """A way of drawing a small site, another one for each name."""

    def draw(staging: Path) -> Sequence[Problem]:
        (staging / "index.html").write_text(PAGE.format(name), encoding="utf-8")
        for number in range(files):
            path = staging / f"文件/{number % 5}/{number}.bin"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(f"{name} {number}\n".encode() * size)
        return []

    return draw


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, to the byte."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def shown(folder: Path) -> str:
    """Which of the sites drawn here a folder shows."""
    return (folder / "index.html").read_text(encoding="utf-8").split("<h1>")[1].split("<")[0]


def in_child(action: Callable[[], object]) -> int:
    """Runs the action in a process of its own and returns the id of that process."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child:
        return child
    code = 70
    try:
        action()
        code = 0
    finally:
        os._exit(code)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A source tree."""
    for folder in ("content/zh", "data", "hooks", "docs"):
        (tmp_path / "root" / folder).mkdir(parents=True)
    return tmp_path / "root"


@pytest.fixture
def out(root: Path) -> Path:
    """Where the site of the source tree is published."""
    return root / "site"


# One publication


def test_publishes_into_a_missing_folder(root: Path, out: Path) -> None:
    assert publish(out, root, STAMP, drawing("一")) == []
    assert out.is_dir()
    assert not out.is_symlink()
    assert shown(out) == "一"
    assert is_intact(out)


def test_publishes_into_an_empty_folder_and_below_missing_ones(root: Path, out: Path) -> None:
    out.mkdir()
    assert publish(out, root, STAMP, drawing("一")) == []
    assert publish(root / "build/public/site", root, STAMP, drawing("一")) == []
    assert contents(out) == contents(root / "build/public/site")


def test_release_names_every_file_and_the_stamp(root: Path, out: Path) -> None:
    publish(out, root, STAMP, drawing("一"))
    release = read_release(out)
    assert release is not None
    assert release.stamp == STAMP
    assert [file.path for file in release.files] == [
        "index.html",
        "文件/0/0.bin",
        "文件/1/1.bin",
        "文件/2/2.bin",
    ]
    assert release.files[1].size == 60
    # printf '一 0\n%.0s' 1 2 3 4 5 6 7 8 9 10 | sha256sum
    assert release.files[1].sha256 == (
        "b57f5f1dcf95b5290b1d32bf90b4d9d4c1e4dd435a964c8970254b24e388b0f6"
    )


def test_same_site_gives_the_same_bytes(root: Path, out: Path, tmp_path: Path) -> None:
    publish(out, root, STAMP, drawing("一"))
    publish(tmp_path / "elsewhere", root, STAMP, drawing("一"))
    assert contents(out) == contents(tmp_path / "elsewhere")


def test_problems_of_drawing_stop_publication(root: Path, out: Path) -> None:
    publish(out, root, STAMP, drawing("一"))
    before = contents(out)
    wrong = [problem("DRAW-001", Location("content/zh/x.md", 3))]
    assert publish(out, root, STAMP, lambda _: wrong) == wrong
    assert contents(out) == before
    assert not Workplace(out).staging.exists()


def test_problems_of_verification_stop_publication(root: Path, out: Path) -> None:
    def draw(staging: Path) -> Sequence[Problem]:
        (staging / "index.html").write_text(PAGE.format("二") + "<a href='no/'>", encoding="utf-8")
        return []

    publish(out, root, STAMP, drawing("一"))
    before = contents(out)
    assert [found.code for found in publish(out, root, STAMP, draw)] == ["PUBLISH-101"]
    assert contents(out) == before


def test_an_unforeseen_error_passes_and_leaves_the_site(root: Path, out: Path) -> None:
    def draw(staging: Path) -> Sequence[Problem]:
        drawing("二")(staging)
        raise RecursionError

    publish(out, root, STAMP, drawing("一"))
    before = contents(out)
    with pytest.raises(RecursionError):
        publish(out, root, STAMP, draw)
    assert contents(out) == before
    assert not Workplace(out).staging.exists()


def test_publishing_again_mends_a_damaged_live_site(root: Path, out: Path) -> None:
    publish(out, root, STAMP, drawing("一"))
    (out / "文件/0/0.bin").unlink()
    assert not is_intact(out)
    publish(out, root, STAMP, drawing("一"))
    assert is_intact(out)
    assert len(kept_releases(out)) == 1


# Releases side by side


@EXCHANGES
def test_rollback_goes_back_step_by_step(root: Path, out: Path, swap: Exchange) -> None:
    sites = []
    for name in "一二三":
        publish(out, root, STAMP, drawing(name), swap)
        sites.append(contents(out))
    rollback(out, exchange=swap)
    assert contents(out) == sites[1]
    rollback(out, exchange=swap)
    assert contents(out) == sites[0]
    with pytest.raises(Failure) as failure:
        rollback(out, exchange=swap)
    assert failure.value.problem.code == "PUBLISH-016"
    assert contents(out) == sites[0]


@EXCHANGES
def test_a_release_that_was_left_is_still_at_hand(root: Path, out: Path, swap: Exchange) -> None:
    for name in "一二":
        publish(out, root, STAMP, drawing(name), swap)
    newest = release_name(out)
    assert newest is not None
    rollback(out, exchange=swap)
    assert rollback(out, newest[:8], swap) == newest
    assert shown(out) == "二"


def test_the_release_before_is_the_one_that_was_live_before(root: Path, out: Path) -> None:
    for name in "一二":
        publish(out, root, STAMP, drawing(name))
    rollback(out)
    publish(out, root, STAMP, drawing("三"))
    rollback(out)
    assert shown(out) == "一"


def test_the_last_three_are_kept(root: Path, out: Path) -> None:
    for name in "一二三四五六":
        publish(out, root, STAMP, drawing(name))
    previous = Workplace(out).previous
    assert sorted(shown(folder) for folder in previous.iterdir()) == sorted("三四五")
    assert all(release_name(folder) == folder.name for folder in previous.iterdir())
    assert len(kept_releases(out)) == 4


def test_publishing_an_earlier_site_again_makes_it_the_newest(root: Path, out: Path) -> None:
    for name in "一二一":
        publish(out, root, STAMP, drawing(name))
    assert len(kept_releases(out)) == 2
    assert [shown(folder) for folder in Workplace(out).previous.iterdir()] == ["二"]
    rollback(out)
    assert shown(out) == "二"


def test_a_changed_earlier_release_is_not_brought_back(root: Path, out: Path) -> None:
    for name in "一二":
        publish(out, root, STAMP, drawing(name))
    (earlier,) = Workplace(out).previous.iterdir()
    (earlier / "index.html").write_text("changed", encoding="utf-8")
    with pytest.raises(Failure) as failure:
        rollback(out)
    assert failure.value.problem.code == "PUBLISH-017"
    assert shown(out) == "二"


def test_nothing_to_roll_back(out: Path) -> None:
    with pytest.raises(Failure) as failure:
        rollback(out)
    assert failure.value.problem.code == "PUBLISH-016"
    assert kept_releases(out) == ()


def test_a_lost_journal_is_found_again_from_the_folders(root: Path, out: Path) -> None:
    for name in "一二":
        publish(out, root, STAMP, drawing(name))
    Workplace(out).journal.write_bytes(b"{")
    rollback(out)
    assert shown(out) == "一"


def test_a_live_site_that_was_deleted_is_published_anew(root: Path, out: Path) -> None:
    for name in "一二":
        publish(out, root, STAMP, drawing(name))
    (out).rename(root / "gone")
    publish(out, root, STAMP, drawing("三"))
    rollback(out)
    assert shown(out) == "一"


# Kills


def kill_at_step(step: int, action: Callable[[], object]) -> int:
    """Runs the action in a process that dies before its n-th change of the file system."""

    def counted() -> None:
        left = step

        def hook(event: str, args: tuple[object, ...]) -> None:
            nonlocal left
            if event == "open" or event.startswith(("os.", "fcntl.", "ctypes.dlsym")):
                left -= 1
                # At -1 alone: sending the signal is a step, too.
                if left == -1:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        action()

    _, status = os.waitpid(in_child(counted), 0)
    return status


@EXCHANGES
@pytest.mark.parametrize("command", ["publish", "rollback"])
def test_killed_at_every_step(root: Path, out: Path, swap: Exchange, command: str) -> None:
    for name in "一二三":
        publish(out, root, STAMP, drawing(name, 1), swap)
    after = "二" if command == "rollback" else "四"
    step = 0
    while True:

        def action() -> None:
            if command == "rollback":
                rollback(out, exchange=swap)
            else:
                publish(out, root, STAMP, drawing("四", 1), swap)

        status = kill_at_step(step, action)
        assert status in (0, signal.SIGKILL)
        if swap is exchange:
            assert is_intact(out), step
            assert shown(out) in ("三", after), step
        releases = kept_releases(out)
        assert is_intact(out), step
        # What was live, or could have been gone back to, is never lost on the way.
        kept = {shown(out)} | {shown(folder) for folder in Workplace(out).previous.iterdir()}
        assert kept - {"四"} == {"一", "二", "三"}, step
        assert len(releases) == len(kept), step
        assert not Workplace(out).staging.exists(), step
        assert not Workplace(out).aside.exists(), step
        if shown(out) != "三":
            (name,) = (n for n in releases if shown_release(out, n) == "三")
            rollback(out, name, swap)
        if status == 0:
            break
        step += 1
    assert step > 20


def shown_release(out: Path, name: str) -> str:
    """Which of the sites drawn here a release at hand shows."""
    return shown(out if release_name(out) == name else Workplace(out).previous / name)


@EXCHANGES
def test_killed_at_random_moments(root: Path, out: Path, swap: Exchange) -> None:
    moments = random.Random(2020)  # noqa: S311 - a repeatable choice, no secret
    publish(out, root, STAMP, drawing("0", 60, 2000), swap)

    def publish_for_ever() -> None:
        number = 0
        while True:
            number += 1
            publish(out, root, STAMP, drawing(str(number), 60, 2000), swap)

    for _ in range(40 if swap is exchange else 20):
        child = in_child(publish_for_ever)
        time.sleep(moments.uniform(0.0, 0.12))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert status == signal.SIGKILL
        if swap is exchange_by_renaming:
            kept_releases(out)
        assert is_intact(out)
    assert publish(out, root, STAMP, drawing("last"), swap) == []
    assert shown(out) == "last"
    assert all(is_intact(folder) for folder in Workplace(out).previous.iterdir())


def test_a_switch_by_renaming_that_fails_is_taken_back(root: Path, out: Path) -> None:
    def draw(staging: Path) -> Sequence[Problem]:
        return drawing("二")(staging)

    def swap(incoming: Path, live: Path, aside: Path) -> None:
        exchange_by_renaming(incoming.with_name("missing"), live, aside)

    publish(out, root, STAMP, drawing("一"))
    before = contents(out)
    with pytest.raises(Failure):
        publish(out, root, STAMP, draw, swap)
    assert contents(out) == before
    assert publish(out, root, STAMP, draw) == []


def test_renaming_that_fails_midway_leaves_the_live_folder(tmp_path: Path) -> None:
    (tmp_path / "live").mkdir()
    with pytest.raises(FileNotFoundError):
        exchange_by_renaming(tmp_path / "missing", tmp_path / "live", tmp_path / "aside")
    assert [path.name for path in tmp_path.iterdir()] == ["live"]


def test_the_switch_at_once_works_here(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    exchange_at_once(tmp_path / "a", tmp_path / "b", tmp_path / "c")
    assert (tmp_path / "a/b").exists()
    assert (tmp_path / "b/a").exists()
    with pytest.raises(FileNotFoundError):
        exchange_at_once(tmp_path / "none", tmp_path / "b", tmp_path / "c")


# Failures outside the sources


def test_a_second_build_is_refused_at_once(root: Path, out: Path) -> None:
    codes: list[str] = []

    def draw(staging: Path) -> Sequence[Problem]:
        for attempt in (lambda: publish(out, root, STAMP, drawing("二")), lambda: rollback(out)):
            with pytest.raises(Failure) as failure:
                attempt()
            codes.append(failure.value.problem.code)
        return drawing("一")(staging)

    assert publish(out, root, STAMP, draw) == []
    assert codes == ["PUBLISH-010", "PUBLISH-010"]
    assert shown(out) == "一"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "PUBLISH-011"),
        (errno.EDQUOT, "PUBLISH-011"),
        (errno.EACCES, "PUBLISH-012"),
        (errno.EROFS, "PUBLISH-012"),
        (errno.EIO, "PUBLISH-013"),
        (errno.EBUSY, "PUBLISH-014"),
    ],
)
def test_a_failing_disk_leaves_the_site(root: Path, out: Path, number: int, code: str) -> None:
    def draw(staging: Path) -> Sequence[Problem]:
        drawing("二")(staging)
        raise OSError(number, os.strerror(number), str(staging / "index.html"))

    publish(out, root, STAMP, drawing("一"))
    before = contents(out)
    with pytest.raises(Failure) as failure:
        publish(out, root, STAMP, draw)
    assert failure.value.problem.code == code
    assert failure.value.exit_code == 3
    assert contents(out) == before
    assert publish(out, root, STAMP, drawing("三")) == []


def test_a_file_that_cannot_be_written_whole(root: Path, out: Path) -> None:
    def limited() -> None:
        import resource

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        try:
            publish(out, root, STAMP, drawing("二", 1, 10_000))
        except Failure as failure:
            os._exit(failure.exit_code if failure.problem.code == "PUBLISH-011" else 71)

    publish(out, root, STAMP, drawing("一"))
    before = contents(out)
    _, status = os.waitpid(in_child(limited), 0)
    assert os.waitstatus_to_exitcode(status) == 3
    assert contents(out) == before
    assert not Workplace(out).staging.exists()


@pytest.mark.parametrize("name", ["", "previous", "lock", "staging", "journal.new"])
def test_something_in_the_way_of_the_work_folder(root: Path, out: Path, name: str) -> None:
    publish(out, root, STAMP, drawing("一"))
    before = contents(out)
    place = Workplace(out).folder / name
    if place.exists():
        place.rename(root / "moved")
    if name in ("lock", "journal.new"):
        place.mkdir()
    else:
        place.write_bytes(b"")
    if name == "staging":
        assert publish(out, root, STAMP, drawing("二")) == []
        return
    with pytest.raises(Failure) as failure:
        publish(out, root, STAMP, drawing("二"))
    assert failure.value.problem.code in ("PUBLISH-013", "PUBLISH-015")
    assert contents(out) == before


# Refused folders


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (".", "PUBLISH-003"),
        ("..", "PUBLISH-003"),
        ("/", "PUBLISH-003"),
        ("content", "PUBLISH-004"),
        ("content/zh/site", "PUBLISH-004"),
        ("Data", "PUBLISH-004"),
        ("hooks/portal", "PUBLISH-004"),
        ("overrides", "PUBLISH-004"),
        ("tests", "PUBLISH-004"),
        ("docs", "PUBLISH-004"),
        (".git/site", "PUBLISH-004"),
        (".github", "PUBLISH-004"),
        ("build/../data/site", "PUBLISH-004"),
        ("file", "PUBLISH-001"),
        ("link", "PUBLISH-002"),
        ("dangling", "PUBLISH-002"),
        ("full", "PUBLISH-005"),
        ("foreign", "PUBLISH-005"),
    ],
)
def test_folders_that_are_refused(root: Path, place: str, code: str) -> None:
    (root / "build").mkdir()
    (root / "file").touch()
    (root / "link").symlink_to("build")
    (root / "dangling").symlink_to("nowhere")
    for folder in ("full", "foreign"):
        (root / folder).mkdir()
    (root / "full/letter.docx").touch()
    (root / "foreign/release.json").write_text('{"version": 1}', encoding="utf-8")
    before = sorted(root.parent.rglob("*"))
    with pytest.raises(Refused) as refused:
        publish(root / place, root, STAMP, drawing("一"))
    assert refused.value.problem.code == code
    assert refused.value.exit_code == 2
    assert sorted(root.parent.rglob("*")) == before


def test_a_folder_below_a_linked_one_is_accepted(root: Path, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (root / "public").symlink_to(tmp_path / "www")
    assert publish(root / "public/site", root, STAMP, drawing("一")) == []
    assert shown(tmp_path / "www/site") == "一"


# The archive


def test_archive_is_the_same_for_the_same_release(root: Path, out: Path, tmp_path: Path) -> None:
    publish(out, root, STAMP, drawing("一"))
    name = archive(out, tmp_path / "a.tar.gz")
    for path in out.rglob("*"):
        os.utime(path, (1, 1))
    archive(out, tmp_path / "b.tar.gz")
    assert (tmp_path / "a.tar.gz").read_bytes() == (tmp_path / "b.tar.gz").read_bytes()
    # Bytes 4 to 7 of a gzip file are its time.
    assert (tmp_path / "a.tar.gz").read_bytes()[4:8] == bytes(4)
    with tarfile.open(tmp_path / "a.tar.gz") as tar:
        members = tar.getmembers()
        assert {member.name.split("/")[0] for member in members} == {name}
        assert [m.name for m in members] == sorted(m.name for m in members)
        assert {(m.mtime, m.uid, m.gid, m.uname) for m in members} == {(0, 0, 0, "")}
        read = {
            member.name.removeprefix(f"{name}/"): (tar.extractfile(member) or io.BytesIO()).read()
            for member in members
            if member.isfile()
        }
    assert read == contents(out)


def test_what_cannot_be_archived(root: Path, out: Path, tmp_path: Path) -> None:
    codes: list[str] = []

    def attempt(target: Path) -> None:
        with pytest.raises(PublishingError) as error:
            archive(out, target)
        codes.append(error.value.problem.code)

    attempt(tmp_path / "site.tar.gz")
    publish(out, root, STAMP, drawing("一"))
    attempt(out / "site.tar.gz")
    attempt(tmp_path / "missing/site.tar.gz")
    (out / "added.html").touch()
    attempt(tmp_path / "site.tar.gz")
    assert codes == ["PUBLISH-018", "PUBLISH-006", "PUBLISH-013", "PUBLISH-017"]
    assert not (tmp_path / "site.tar.gz").exists()


# Messages


@pytest.mark.parametrize("code", [code for code in messages() if code.startswith("PUBLISH-")])
def test_every_message_can_be_filled(code: str) -> None:
    names = "path folder reason release url anchor element id count site slot what kind".split()
    filled = problem(code, Location("site"), **dict.fromkeys(names, "…"))
    text = messages()[code]
    for template in (text.zh, text.en, text.fix):
        assert "{" not in sentence(template, filled)
    assert text.fix.count(" / ") == 1
