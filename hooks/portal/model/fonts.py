"""The fonts that reports are printed with."""

from dataclasses import dataclass
from pathlib import Path

_BLANK = frozenset("\n\r\t \u00a0\u3000")


@dataclass(frozen=True)
class PaperFonts:
    """A folder that holds exactly the fonts of this installation, and what all of them show."""

    folder: Path
    characters: frozenset[int]
    """Code points that every one of the fonts has a glyph for."""

    def lacks(self, character: str) -> bool:
        """Whether the character would be printed as a box."""
        return character not in _BLANK and ord(character) not in self.characters
