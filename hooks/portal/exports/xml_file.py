"""XML files: UTF-8, indented, with only the characters that XML allows."""

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_bytes(root: Element) -> bytes:
    """The file with this root; namespaces are attributes of the root, written as they are."""
    indent(root)
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    """A child with that text; attributes whose name is not a Python name are set afterwards."""
    child = SubElement(parent, name, attributes)
    if text is not None:
        child.text = _ILLEGAL.sub("", text)
    return child
