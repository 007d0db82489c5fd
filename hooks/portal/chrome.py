"""What the theme's templates are given for the frame around a page."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from portal import __version__
from portal.model.language import Language, Localised
from portal.model.settings import Settings
from portal.model.site import Site
from portal.pages.drawing import day_text, label
from portal.pages.navigation import NavigationItem, navigation
from portal.pages.shells import marks


@dataclass(frozen=True)
class Chrome:
    """The frame of one shell: language, navigation, words, and marks where slots go."""

    site: Site
    language: Language
    section: str
    stylesheets: tuple[str, ...]
    is_preview: bool

    version = __version__

    @property
    def other(self) -> Language:
        """The other language."""
        return self.language.other

    @property
    def settings(self) -> Settings:
        """The settings of the portal."""
        return self.site.settings

    @property
    def production(self) -> bool:
        """Whether this is the release for citizens."""
        return self.site.production

    @property
    def nav(self) -> tuple[NavigationItem, ...]:
        """The entries of the navigation."""
        return navigation(self.site, self.language, self.section)

    @property
    def slots(self) -> Mapping[str, Markup]:
        """A mark for each slot."""
        return marks()

    @property
    def as_of(self) -> str:
        """The day of the build in words."""
        return day_text(self.site.as_of, self.language)

    def label(self, key: str, language: Language | None = None) -> str:
        """The words under that key."""
        return label(self.site, key, language or self.language)

    def say(self, text: Localised) -> str:
        """The text in the language of the frame."""
        return text.in_(self.language)
