"""What of a report can be taken away: names and kinds of the files beside its page."""

MEDIA_TYPES = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
"""The media type of each suffix."""

PAPERS = ("docx", "pdf", "xlsx")
"""Suffixes of the files that each hold a whole report; they are named after its year."""

ARCHIVE = "zip"
"""The suffix of the file that holds all others, named after the year as well."""

PACKAGE = "datapackage.json"
"""The description of all files of a report, as a data package has it."""

SUMS = "SHA256SUMS"
"""The checksums inside the archive, as `sha256sum --check` reads them."""
