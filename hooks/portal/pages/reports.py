"""Annual reports: each year's page with its statutory tables, and the list of years."""

from collections.abc import Iterator
from dataclasses import replace

from portal.model.document import Block
from portal.model.figure_links import table_anchor
from portal.model.grid import table_grid
from portal.model.language import LANGUAGES, Language, Localised
from portal.model.listing import DOWNLOADS
from portal.model.page import Heading, Page
from portal.model.report import CellKind, Report, StatutoryTable, leaves
from portal.model.site import Site
from portal.pages.addresses import relative
from portal.pages.bodies import bodies_of, body_title, timeline_of, years_title
from portal.pages.corrections import correction_file, correction_headings, correction_views
from portal.pages.coverage import counted_cells, coverage_address, coverage_rows
from portal.pages.crumbs import REPORTS_COLUMN, column_of, home_crumb, report_crumbs, section_of
from portal.pages.prose import render
from portal.pages.report_downloads import report_dataset, report_downloads
from portal.pages.table_notes import TableNote, table_notes
from portal.pages.texts import FigureLinks, Texts, contents
from portal.pages.views import Download, KeyFigure, Segment, TableView

_COLUMN_TYPE = "信息公开年报"


def report_pages(site: Site, texts: Texts) -> Iterator[Page]:
    """The list of reports and each report, in both languages."""
    for language in LANGUAGES:
        yield _list_page(site, language)
        for report in site.reports:
            yield _report_page(site, report, language, texts)


def _list_page(site: Site, language: Language) -> Page:
    column = column_of(site, REPORTS_COLUMN)
    title = column.title if column else site.labels["reports"]
    address = f"{language.prefix}reports/"
    return Page(
        address=address,
        language=language,
        template="reports.html",
        title=title.in_(language),
        context={
            "listed": bodies_of(site),
            "is_all": True,
            "coverage": coverage_address(site, language),
            "absent": site.outlook.absent,
            "downloads": {r.id: report_downloads(site, r, language) for r in site.reports},
        },
        description=column.description.in_(language) if column else "",
        section=address,
        counterpart=f"{language.other.prefix}reports/",
        crumbs=(home_crumb(site, language),),
        head={"ColumnName": title.in_(language), "ColumnType": _COLUMN_TYPE},
    )


def _report_page(site: Site, report: Report, language: Language, texts: Texts) -> Page:
    address = report.address(language)
    document = report.document
    rows = coverage_rows(site, report, language)
    tables = {
        table.id: replace(
            table_view(report, table, language, table_notes(site, report, table.id)),
            counted=counted_cells(rows, table.id),
        )
        for table in report.format.tables
    }
    is_translated = document is None or document.has(Language.EN)
    title = report_title(site, report, language)
    summary = (document.prose(language).summary or "") if document else ""
    if document is not None:
        body = texts.segments(document, language, address, tables, figure_links(report, language))
        toc = contents(document, language)
    else:
        body, toc = _bare(site, report, language, texts, tables)
    return Page(
        address=address,
        language=language,
        template="report.html",
        title=title,
        context={
            "report": report,
            "body": body,
            "answered": key_figures(site, report, language),
            "timeline": timeline_of(site, report),
            "notes": table_notes(site, report, None),
            "covered": rows,
            "coverage": coverage_address(site, language),
            "corrections": correction_views(site, report),
            "corrections_file": correction_file(site, report, language),
            "downloads": report_downloads(site, report, language),
            "dataset": report_dataset(site, report, language, title, summary),
        },
        description=summary,
        section=section_of(site, REPORTS_COLUMN, language),
        counterpart=report.address(language.other),
        is_pair=is_translated,
        is_indexed=is_translated or language is Language.ZH,
        content_language=None if is_translated or language is Language.ZH else Language.ZH,
        crumbs=report_crumbs(site, report.body, language),
        toc=(*toc, *correction_headings(site, report, language)),
        source=document.prose(language).file if document else report.location.file,
        modified=document.values.get("published") if document else None,
        head={
            "ColumnName": site.labels["reports"].in_(language),
            "ColumnType": _COLUMN_TYPE,
            "ArticleTitle": title,
            "ContentSource": report.agency.in_(language),
        },
    )


def figure_links(report: Report, language: Language) -> FigureLinks:
    """Where the bound figures of a report lead from its page: to cells of this or another year."""

    def address(target: str) -> str:
        if target not in report.figures.addresses:
            return ""
        owner, anchor = report.figures.addresses[target]
        if owner == report.id:
            return f"#{anchor}"
        page = f"{language.prefix}reports/{owner}/#{anchor}"
        return relative(report.address(language), page)

    return FigureLinks(address, report.figures.contradictions)


def report_title(site: Site, report: Report, language: Language) -> str:
    """The title of the prose, or agency and year where there is none."""
    if report.document is not None:
        return report.document.prose(language).title
    label = site.labels["report_of_year"].in_(language)
    return label.format(agency=report.agency.in_(language), year=report.year)


def report_links(site: Site, language: Language) -> Iterator[tuple[str, str]]:
    """Title and address of every report, of the lists of other bodies, of pages of all years."""
    for listed in bodies_of(site):
        if listed.body is not None:
            yield body_title(site, listed.agency, language), listed.address(language)
        if listed.timeline is not None:
            yield years_title(site, listed.timeline, language), listed.timeline.address(language)
        for report in listed.reports:
            yield report_title(site, report, language), report.address(language)


def table_view(
    report: Report, table: StatutoryTable, language: Language, notes: tuple[TableNote, ...] = ()
) -> TableView:
    """A table of a report with its grid, its cells and its downloads."""
    return TableView(
        report=report,
        table=table,
        grid=table_grid(table),
        cells=dict(report.tables[table.id]),
        downloads=tuple(
            Download(kind.upper(), f"{report.address(language)}{table.id}.{kind}")
            for kind in DOWNLOADS
        ),
        notes=notes,
    )


def key_figures(site: Site, report: Report, language: Language) -> tuple[KeyFigure, ...]:
    """The declared key figures that this report's format has, each with the way to its table."""
    found: list[KeyFigure] = []
    for figure in site.settings.key_figures:
        if figure.format != report.format.id:
            continue
        cell = report.tables[figure.table][(figure.row, figure.column)]
        if cell.kind is not CellKind.NUMBER:
            continue
        found.append(
            KeyFigure(
                figure.title,
                cell,
                _unit(report, figure.table, figure.row, figure.column),
                report.year,
                f"{report.address(language)}#{table_anchor(figure.table)}",
            )
        )
    return tuple(found)


def _unit(report: Report, table: str, row: str, column: str) -> Localised | None:
    declared = report.format.table(table)
    if declared is None:
        return None
    for block in declared.blocks:
        if row in {leaf.id for leaf in leaves(block.rows)}:
            heads = {leaf.id: leaf for leaf in leaves(block.columns)}
            if column in heads:
                return heads[column].unit or declared.unit
    return declared.unit


def _bare(
    site: Site, report: Report, language: Language, texts: Texts, tables: dict[str, TableView]
) -> tuple[tuple[Segment, ...], tuple[Heading, ...]]:
    """A report whose figures alone are known: the sections that the format prescribes."""
    segments: list[Segment] = []
    toc: list[Heading] = []
    absent = site.labels["report_text_absent"].in_(language)
    for section in report.format.sections:
        title = (
            site.labels["report_section"]
            .in_(language)
            .format(number=section.number.in_(language), title=section.title.in_(language))
        )
        anchor = section.id.replace("_", "-")
        toc.append(Heading(2, anchor, title))
        blocks = [Block(f"## {title}", 0)]
        if section.table is None:
            blocks.append(Block(absent, 0))
        segments.append(Segment(render(texts.parser, blocks, [anchor], str, language)))
        if section.table is not None:
            segments.append(Segment(table=tables[section.table]))
    return tuple(segments), tuple(toc)
