"""A new collection is one YAML file and its content."""

import json
from pathlib import PurePosixPath

from portal.build import Plan, plan_site
from tests.gate.tree import Tree

DECLARED = """id: notices
title: {zh: 公告, en: Notices}
item: {zh: 公告, en: notice}
description: {zh: 本机关的公告, en: Notices of the agency}
source: documents
column: statutory
column_type: 通知公告
fields:
  - {name: published_on, type: date, title: {zh: 发布日期, en: Published}, required: true}
  - name: kind
    type: choice
    title: {zh: 类别, en: Kind}
    options:
      - {id: public, title: {zh: 公示, en: Public notice}}
      - {id: urgent_call, title: {zh: 紧急通知, en: Urgent call}}
facts: [published_on, kind]
listed: [published_on, kind]
facets: [year, kind]
dated: published_on
"""
RECORD = """---
title: 关于丙事项的公告
published_on: 2026-01-15
kind: urgent_call
---

公告的正文。
"""


def plan(tree: Tree) -> Plan:
    """Everything that the site of the tree consists of."""
    findings = tree.findings()
    assert findings.site is not None, tree.problems()
    return plan_site(tree.root, findings, findings.site)


def test_everything_of_it_follows_from_the_declaration(site_tree: Tree) -> None:
    before = plan(site_tree)
    site_tree.write("data/collections/notices.yml", DECLARED)
    site_tree.write("content/zh/notices/2026/matter-c.md", RECORD)
    site_tree.write(
        "content/en/notices/2026/matter-c.md", "---\ntitle: Notice on Matter C\n---\n\nText.\n"
    )
    after = plan(site_tree)
    pages = {page.address for page in after.pages} - {page.address for page in before.pages}
    zh = {
        "notices/",
        "notices/2026/",
        "notices/kind/urgent-call/",
        "notices/2026/matter-c/",
    }
    assert pages == zh | {f"en/{address}" for address in zh}
    files = {file.path: file.content for file in after.artifacts}
    new = set(files) - {file.path for file in before.artifacts}
    kinds = {PurePosixPath(path).suffix for path in new}
    assert kinds >= {".csv", ".json", ".xlsx", ".xml"}
    for language in ("", "en/"):
        for listing in ("notices", "notices/2026", "notices/kind/urgent-call"):
            found = {path for path in new if path.startswith(f"{language}{listing}")}
            suffixes = {PurePosixPath(path).suffix for path in found}
            assert suffixes >= {".csv", ".json", ".xlsx"}, listing
        feeds = [
            path for path in new if path.startswith(f"{language}notices") and path.endswith(".xml")
        ]
        assert len(feeds) == 1
        feed = files[feeds[0]].decode()
        assert ("Notice on Matter C" if language else "关于丙事项的公告") in feed
    schema = json.loads(files["schemas/notices.schema.json"])
    assert set(schema["properties"]) >= {"title", "published_on", "kind"}
    assert schema["properties"]["kind"]["enum"] == ["public", "urgent_call"]
    listed = next(path for path in new if path.startswith("notices") and path.endswith(".csv"))
    assert files[listed].startswith(b"\xef\xbb\xbf")
    assert "关于丙事项的公告" in files[listed].decode()


def test_its_records_are_checked_by_the_declaration(tree: Tree) -> None:
    tree.write("data/collections/notices.yml", DECLARED)
    path = "content/zh/notices/2026/matter-c.md"
    tree.write(
        path, RECORD.replace("urgent_call", "urgent").replace("published_on: 2026-01-15\n", "")
    )
    assert tree.problems() == [f"FIELD-001 {path}:2:1", f"FIELD-013 {path}:3:7"]


def test_a_register_of_rows(site_tree: Tree) -> None:
    rows = DECLARED.replace("source: documents", "source: rows")
    site_tree.write("data/collections/notices.yml", rows)
    row = "  - {id: matter-c, title: {zh: 丙, en: C}, published_on: 2026-01-15, kind: public}\n"
    site_tree.write("data/registers/notices.yml", f"rows:\n{row}")
    addresses = {page.address for page in plan(site_tree).pages}
    assert addresses >= {"notices/", "notices/2026/", "notices/kind/public/", "en/notices/"}
