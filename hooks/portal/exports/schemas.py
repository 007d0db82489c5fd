"""The published JSON Schema of each collection."""

from portal.exports.json_file import json_bytes
from portal.model.collection import Collection
from portal.model.page import Artifact
from portal.model.schema import record_schema, schema_path
from portal.model.site import Site


def schema_file(site: Site, collection: Collection) -> Artifact:
    """The schema of one record of the collection."""
    schema = record_schema(collection, site.settings)
    return Artifact(schema_path(collection), json_bytes(schema))
