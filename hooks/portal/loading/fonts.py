"""The Chinese fonts of the PDF files: installed with the packages, checked byte by byte."""

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from portal.model.fonts import PaperFonts
from portal.model.problem import Location, Problem, problem

_PACKAGE = "pylopdf_fonts_zh_cn"
_FACES = {
    "NotoSansSC-Regular.otf": "faa6c9df652116dde789d351359f3d7e5d2285a2b2a1f04a2d7244df706d5ea9",
    "NotoSerifSC-Regular.otf": "e8f396decc1f0963a016a989c3d8852e863d1350996f573860a80767c83a1cd3",
}
"""The SHA-256 of each face, as its project published it: another font draws other pages."""


def installed_fonts() -> Path:
    """The folder in which the installation keeps the fonts, whether it is there or not."""
    found = find_spec(_PACKAGE)
    return Path(found.origin).parent if found and found.origin else Path(_PACKAGE)


@cache
def read_fonts(folder: Path) -> tuple[PaperFonts | None, tuple[Problem, ...]]:
    """The fonts in that folder, or what is wrong with them; both faces must be the known ones."""
    found: list[Problem] = []
    characters: list[frozenset[int]] = []
    for name, checksum in _FACES.items():
        path = folder / name
        if not path.is_file():
            found.append(problem("PAPER-001", Location(name), font=name))
        elif hashlib.sha256(path.read_bytes()).hexdigest() != checksum:
            found.append(problem("PAPER-002", Location(name), font=name))
        else:
            with TTFont(path, lazy=True) as font:
                characters.append(frozenset(font.getBestCmap()))
    if found:
        return None, tuple(found)
    return PaperFonts(folder, frozenset.intersection(*characters)), ()
