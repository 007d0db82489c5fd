"""Absolute addresses: what leaves the site must be found again from anywhere."""

from urllib.parse import quote

from portal.model.field import Attachment
from portal.model.settings import Settings


def absolute(settings: Settings, address: str) -> str:
    """A site-relative address with the address of the site before it."""
    return settings.url + quote(address)


def attachment_address(settings: Settings, attachment: Attachment) -> str:
    """Where the file of an attachment can be fetched; files are published once, in Chinese."""
    return absolute(settings, attachment.path)
