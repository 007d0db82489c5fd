"""The hooks of `mkdocs.yml`: each event of MkDocs, bound to the edge of the engine."""

from portal.events import Edge

_edge = Edge()

on_startup = _edge.on_startup
on_config = _edge.on_config
on_files = _edge.on_files
on_nav = _edge.on_nav
on_env = _edge.on_env
on_page_markdown = _edge.on_page_markdown
on_page_content = _edge.on_page_content
on_page_context = _edge.on_page_context
on_template_context = _edge.on_template_context
on_post_build = _edge.on_post_build
