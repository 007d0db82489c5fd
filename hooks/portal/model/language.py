"""The two languages of a portal, and text that exists in one or both of them."""

from dataclasses import dataclass
from enum import Enum


class Language(Enum):
    """A language of the site: its folder in `content/`, its tag in HTML and its address prefix."""

    ZH = "zh"
    """Chinese: official wording, published at the root of the site."""

    EN = "en"
    """English: our translation, published under `en/`; the Chinese text governs."""

    @property
    def tag(self) -> str:
        """The BCP 47 tag for `lang` and `hreflang`."""
        return "zh-CN" if self is Language.ZH else "en"

    @property
    def prefix(self) -> str:
        """The start of every site-relative address in this language."""
        return "" if self is Language.ZH else "en/"

    @property
    def other(self) -> "Language":
        """The other one of the two."""
        return Language.EN if self is Language.ZH else Language.ZH


LANGUAGES = (Language.ZH, Language.EN)


@dataclass(frozen=True)
class Localised:
    """A text in Chinese and, where it has been translated, in English."""

    zh: str
    en: str | None = None

    def in_(self, language: Language) -> str:
        """The text in that language; the Chinese text where the English is missing."""
        return self.zh if language is Language.ZH or self.en is None else self.en

    def has(self, language: Language) -> bool:
        """Whether the text really exists in that language."""
        return language is Language.ZH or self.en is not None
