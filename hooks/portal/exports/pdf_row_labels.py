"""Row labels of a tagged PDF: the typesetter marks the labels of columns only.

Each row label becomes a header cell of its row, and each figure names it among its headers, as on
the page. The only module that rewrites PDF files.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from portal.exports.printed_table import PrintedCell, PrintedTable
from portal.model.grid import Role


def mark_row_labels(content: bytes, tables: Sequence[PrintedTable | None]) -> bytes:
    """The file with the row labels of its tables marked.

    `tables` are all its tables in order; None stands for one that an editor wrote in the prose,
    which stays as it is.
    """
    reader = PdfReader(io.BytesIO(content))
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    root: Any = writer.root_object["/StructTreeRoot"]
    names: dict[str, Any] = _names(root)
    for number, (element, table) in enumerate(zip(_below(root, "/Table"), tables, strict=True)):
        if table is not None:
            _mark_table(number, element, table, names)
    flat = ArrayObject()
    for name in sorted(names):
        flat += [TextStringObject(name), names[name]]
    root[NameObject("/IDTree")] = DictionaryObject({NameObject("/Names"): flat})
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _mark_table(number: int, element: Any, table: PrintedTable, names: dict[str, Any]) -> None:
    above: dict[int, list[tuple[PrintedCell, str]]] = {}
    for row, line in zip(_below(element, "/TR"), table.lines, strict=True):
        cells = [*_cells(row)]
        for cell, drawn in zip(line, cells, strict=True):
            if cell.role is not Role.ROW:
                continue
            name = f"row-{number}-{cell.row}-{cell.column}"
            drawn[NameObject("/S")] = NameObject("/TH")
            drawn[NameObject("/ID")] = TextStringObject(name)
            attributes = _attributes(drawn)
            attributes[NameObject("/Scope")] = NameObject("/Row")
            names[name] = drawn.indirect_reference
            for at in range(cell.row, cell.row + cell.rows):
                above.setdefault(at, []).append((cell, name))
        for cell, drawn in zip(line, cells, strict=True):
            if cell.role in (Role.ROW, Role.DATA):
                own = [
                    TextStringObject(name)
                    for label, name in above.get(cell.row, [])
                    if label.column < cell.column
                ]
                attributes = _attributes(drawn)
                headers = [] if cell.role is Role.ROW else list(attributes.get("/Headers", []))
                attributes[NameObject("/Headers")] = ArrayObject([*own, *headers])


def _attributes(element: Any) -> Any:
    """The attributes of a cell as a table cell, made where it has none."""
    held = element.setdefault(NameObject("/A"), ArrayObject())
    for one in held:
        if one.get_object().get("/O") == "/Table":
            return one.get_object()
    made = DictionaryObject({NameObject("/O"): NameObject("/Table")})
    held.append(made)
    return made


def _names(root: Any) -> dict[str, Any]:
    """Elements by their id; the tree of ids may be nested."""
    found: dict[str, Any] = {}
    open_nodes = [root["/IDTree"].get_object()] if "/IDTree" in root else []
    while open_nodes:
        node = open_nodes.pop()
        open_nodes += [kid.get_object() for kid in node.get("/Kids", [])]
        pairs = list(node.get("/Names", []))
        for name, target in zip(pairs[::2], pairs[1::2], strict=True):
            found[str(name)] = target
    return found


def _kids(element: Any) -> list[Any]:
    held = element.get("/K", [])
    held = held if isinstance(held, list) else [held]
    return [kid.get_object() for kid in held if not isinstance(kid.get_object(), int)]


def _below(element: Any, tag: str) -> Iterator[Any]:
    """Elements of that tag anywhere below, in order, those inside one another not."""
    for kid in _kids(element):
        if kid.get("/S") == tag:
            yield kid
        else:
            yield from _below(kid, tag)


def _cells(row: Any) -> Iterator[Any]:
    return (kid for kid in _kids(row) if kid.get("/S") in ("/TH", "/TD"))
