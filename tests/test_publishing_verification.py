"""The last check of a drawn site: every fault is found, at its file and line, and nothing else."""

from pathlib import Path

import pytest

from portal.publishing.verification import verify

SITE = "https://example.gov.cn/open/"
HEAD = '<html lang="zh-CN"><head><title>题</title></head><body><h1 id="题">题</h1>'

FILES: dict[str, str | bytes] = {
    "index.html": f"{HEAD}",
    "search/index.html": f'{HEAD}<p id="how">',
    "files/表.csv": "\ufeff项目,件数\n",
    "style.css": "a{color:red}",
    "picture.svg": '<svg xmlns="http://www.w3.org/2000/svg"><g id="g"/></svg>',
}

FAULTS: dict[str, list[str]] = {
    # Links
    '<a href="no/">': ["PUBLISH-101"],
    '<a href="../outside/">': ["PUBLISH-101"],
    '<a href="/elsewhere/">': ["PUBLISH-101"],
    '<a href="/search/">': ["PUBLISH-101"],
    '<a href="https://example.gov.cn/open/no/">': ["PUBLISH-101"],
    '<a href="http://[">': ["PUBLISH-101"],
    '<a href="style.css/">': ["PUBLISH-101"],
    '<a href="files/">': ["PUBLISH-101"],
    '<img src="no.png">': ["PUBLISH-101"],
    '<img src="picture.svg" srcset="no.png 1x, picture.svg 2x">': ["PUBLISH-101"],
    '<form action="no/">': ["PUBLISH-101"],
    '<meta http-equiv="refresh" content="0; url=no/">': ["PUBLISH-101"],
    '<a href="#no">': ["PUBLISH-102"],
    '<a href="search/#no">': ["PUBLISH-102"],
    '<a href="search/?q=x#no">': ["PUBLISH-102"],
    # Requests to other sites
    '<script src="https://example.com/x.js"></script>': ["PUBLISH-103"],
    '<script src="//example.com/x.js"></script>': ["PUBLISH-103"],
    '<link rel="stylesheet" href="https://example.com/x.css">': ["PUBLISH-103"],
    '<link rel="preconnect" href="https://example.com">': ["PUBLISH-103"],
    '<link rel="shortcut icon" href="https://example.com/x.ico">': ["PUBLISH-103"],
    '<img src="http://example.gov.cn/open/picture.svg">': ["PUBLISH-103"],
    '<img src="https://example.gov.cn/other/x.png">': ["PUBLISH-103"],
    '<img srcset="picture.svg 1x, https://example.com/x.png 2x">': ["PUBLISH-103"],
    '<iframe src="https://example.com/"></iframe>': ["PUBLISH-103"],
    '<form action="https://example.com/">': ["PUBLISH-103"],
    '<button formaction="https://example.com/">': ["PUBLISH-103"],
    '<object data="https://example.com/"></object>': ["PUBLISH-103"],
    '<video poster="https://example.com/x.png"></video>': ["PUBLISH-103"],
    '<svg><use href="https://example.com/x.svg#a"/></svg>': ["PUBLISH-103"],
    # The page itself
    '<p id="a"><p id="a"><p id="a">': ["PUBLISH-104"],
    "<h1>二</h1>": ["PUBLISH-106"],
    "<title>二</title>": ["PUBLISH-107"],
    '<link rel="canonical" href="./">': ["PUBLISH-108"],
    '<link rel="canonical" href="https://example.com/open/">': ["PUBLISH-108"],
    '<link rel="alternate" hreflang="en" href="search/">': ["PUBLISH-108"],
    '<link rel="canonical" href="https://example.gov.cn/open/no/">': ["PUBLISH-101"],
    "<p>@@PORTAL:content</p>": ["PUBLISH-109"],
    "<script>alert(1)</script>": ["PUBLISH-110"],
    '<script type="module">alert(1)</script>': ["PUBLISH-110"],
    '<p style="color:red">': ["PUBLISH-110"],
    '<p onclick="x()">': ["PUBLISH-110"],
    "<style>a{}</style>": ["PUBLISH-110"],
    '<a href="JavaScript:x()">': ["PUBLISH-110"],
    '<base href="/">': ["PUBLISH-110"],
    # Nothing wrong
    '<a href="">': [],
    '<a href="#">': [],
    '<a href="#top">': [],
    '<a href="#题">': [],
    '<a href="#%E9%A2%98">': [],
    '<a href="search">': [],
    '<a href="search/">': [],
    '<a href="./search/?q=%E8%A1%A8#how">': [],
    '<a href="/open/search/index.html#how">': [],
    '<a href="/open">': [],
    '<a href="/open/">': [],
    '<a href="https://example.gov.cn/open/search/#how">': [],
    '<a href="https://example.gov.cn/another/">': [],
    '<a href="https://example.com/">': [],
    '<a href="mailto:someone"><a href="tel:0">': [],
    '<a href="search/#:~:text=x">': [],
    '<a href="files/%E8%A1%A8.csv" download>': [],
    '<a href="files/表.csv#row=2">': [],
    '<img src="data:image/gif;base64,AA==">': [],
    '<img src="picture.svg" srcset="picture.svg, picture.svg 2x">': [],
    '<svg><title>图</title><use href="picture.svg#g"/></svg>': [],
    '<script src="style.css"></script>': [],
    '<script type="application/json">{"a": "<b href=no/>"}</script>': [],
    '<script type="application/ld+json">{}</script>': [],
    '<link rel="canonical" href="https://example.gov.cn/open/">': [],
    '<link rel="license" href="https://example.com/">': [],
    '<link rel="alternate" hreflang="en" href="https://example.gov.cn/open/search/">': [],
    '<link rel="alternate" type="application/atom+xml" href="search/">': [],
    "<!-- <a href='no/'> -->": [],
}

OTHER_FILES: dict[str, tuple[str | bytes, list[str]]] = {
    "x.json": ('{"a": 1,}', ["PUBLISH-111"]),
    "nan.json": ('{"a": NaN}', ["PUBLISH-111"]),
    "bom.json": ("\ufeff{}", ["PUBLISH-111"]),
    "good.json": ('{"a": "一"}', []),
    "x.xml": ("<feed><entry></feed>", ["PUBLISH-111"]),
    "good.xml": ("<feed><entry/></feed>", []),
    "x.svg": ("<svg>", ["PUBLISH-111"]),
    "gbk.csv": ("项目".encode("gbk"), ["PUBLISH-111"]),
    "x.csv": ("项目,件数\n", ["PUBLISH-112"]),
    "release.json": ("{}", ["PUBLISH-113"]),
    "slot.js": ("const a = '@@PORTAL:depth';", ["PUBLISH-109"]),
    "import.css": ('@import "https://example.com/x.css";', ["PUBLISH-103"]),
    "outside.css": ("a{b:url( //example.com/x.png )}", ["PUBLISH-103"]),
    "dead.css": ("a{b:url('no.png')}", ["PUBLISH-101"]),
    "good.css": (
        "/* url(no.png) */ @import 'style.css'; a{b:url(picture.svg#g) url(data:x);"
        'c:url("data:image/svg+xml,<svg fill=\'url(#a)\'/>");content:"url(no.png)"}',
        [],
    ),
    "bare.html": ("<p>", ["PUBLISH-105", "PUBLISH-106", "PUBLISH-107"]),
}


@pytest.fixture
def staging(tmp_path: Path) -> Path:
    """A site without a fault."""
    for path, content in FILES.items():
        write(tmp_path / path, content)
    return tmp_path


def write(path: Path, content: str | bytes) -> None:
    """Writes a file of the site."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def test_a_site_without_a_fault(staging: Path) -> None:
    assert verify(staging, SITE) == []


@pytest.mark.parametrize("markup", FAULTS)
def test_markup(staging: Path, markup: str) -> None:
    write(staging / "index.html", f"{HEAD}\n{markup}")
    assert [found.code for found in verify(staging, SITE)] == FAULTS[markup]


@pytest.mark.parametrize("path", OTHER_FILES)
def test_files(staging: Path, path: str) -> None:
    content, codes = OTHER_FILES[path]
    write(staging / path, content)
    found = verify(staging, SITE)
    assert [problem.code for problem in found] == codes
    assert {problem.location.file for problem in found} <= {path}


def test_places_are_named_with_their_line(staging: Path) -> None:
    write(staging / "search/index.html", f'{HEAD}\n\n<a\nhref="no/">\n<p style="x">')
    write(staging / "style.css", "\n\na{b:url(no.png)}")
    write(staging / "a/x.json", "{\n1}")
    assert [str(found.location) for found in verify(staging, SITE)] == [
        "a/x.json:2",
        "search/index.html:3",
        "search/index.html:5",
        "style.css:3",
    ]


def test_links_are_relative_to_their_page(staging: Path) -> None:
    write(staging / "en/a/index.html", f'{HEAD}<a href="../../search/"><a href="search/">')
    (found,) = verify(staging, SITE)
    assert found.values["url"] == "search/"


def test_a_site_at_the_root_of_its_host(staging: Path) -> None:
    write(staging / "index.html", f'{HEAD}<a href="/search/"><a href="/open/search/">')
    (found,) = verify(staging, "https://example.gov.cn/")
    assert found.values["url"] == "/open/search/"


def test_a_site_without_a_home_page(staging: Path) -> None:
    (staging / "index.html").unlink()
    assert [found.code for found in verify(staging, SITE)] == ["PUBLISH-114"]


def test_links_and_devices_are_not_published(staging: Path) -> None:
    (staging / "link.html").symlink_to("index.html")
    (staging / "folder").symlink_to("search")
    assert [found.code for found in verify(staging, SITE)] == ["PUBLISH-113"] * 2
