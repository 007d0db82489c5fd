"""Relations: declared at one end, shown at both; dangling, doubled and circular ones refused."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches

from portal.model.collection import ValidityRule
from portal.model.field import Field, Reference
from portal.model.problem import Problem, problem
from portal.model.record import Link, Record

Edge = tuple[Record, Field, Reference, Record]


class Relations:
    """The graph of all records that will be published, and what is wrong with it."""

    def __init__(
        self, public: Sequence[Record], hidden: Sequence[Record], refused: Collection[str] = ()
    ) -> None:
        """`hidden` are records held back (drafts, embargoed): they exist but cannot be shown.

        `refused` are ids of records and collections that are wrong in themselves, which is said
        elsewhere.
        """
        self._refused = refused
        self.problems: list[Problem] = []
        self.edges: list[Edge] = []
        records = {record.id: record for record in (*public, *hidden)}
        held = {record.id for record in hidden}
        for record in (*public, *hidden):
            for field, reference in record.references:
                edge = self._edge(record, field, reference, records, held)
                if edge is not None:
                    self.edges.append(edge)
        self._sources: dict[tuple[str, str], list[Record]] = {}
        for record, field, _, target in self.edges:
            self._sources.setdefault((target.id, field.name), []).append(record)
        self.problems += _declared_twice(self.edges)
        self.problems += _loops(self.edges)

    def _edge(
        self,
        record: Record,
        field: Field,
        reference: Reference,
        records: Mapping[str, Record],
        held: set[str],
    ) -> Edge | None:
        here, wanted = reference.location, reference.id
        target = records.get(wanted)
        if wanted in self._refused or wanted.split("/")[0] in self._refused:
            return None
        if target is None:
            near = get_close_matches(wanted, records, n=1, cutoff=0.7)
            hint, hint_en = (
                (f"，是否指“{near[0]}”", f'; did you mean "{near[0]}"') if near else ("", "")
            )
            self._report("RELATION-001", here, field, wanted, hint=hint, hint_en=hint_en)
        elif target.collection.id != field.to:
            self._report("RELATION-002", here, field, wanted, to=field.to)
        elif target.id == record.id:
            self._report("RELATION-006", here, field, wanted)
        elif record.id in held:
            return None
        elif target.id in held or (target.is_sample and not record.is_sample):
            self._report("RELATION-005", here, field, wanted)
        else:
            return record, field, reference, target
        return None

    def _report(self, code: str, here: object, field: Field, value: str, **values: object) -> None:
        self.problems.append(
            problem(code, here, name=field.name, value=value, **values)  # type: ignore[arg-type]
        )

    def links(self) -> dict[str, tuple[Link, ...]]:
        """For each record id what the other records are to it, by date, both ends of each edge."""
        found: dict[str, list[Link]] = {}
        for record, field, _, target in self.edges:
            found.setdefault(record.id, []).append(Link(field.title, target))
            inverse = field.inverse or field.title
            found.setdefault(target.id, []).append(Link(inverse, record))
        return {id: tuple(sorted(links, key=_link_order)) for id, links in found.items()}

    def sources(self, target: Record, field_name: str) -> tuple[Record, ...]:
        """The records that name `target` in the given field, by date."""
        found = self._sources.get((target.id, field_name), [])
        return tuple(sorted(found, key=lambda record: (str(record.dated), record.id)))


def _link_order(link: Link) -> tuple[str, str, str]:
    return (str(link.target.dated), link.target.id, link.title.zh)


def _declared_twice(edges: Sequence[Edge]) -> Iterator[Problem]:
    """An edge between two records that each of them declares, in opposite directions.

    Two collections may each have a field that leads to the other; one relation needs only one.
    """
    seen = {
        (record.id, target.id): (field, reference) for record, field, reference, target in edges
    }
    for record, _, reference, target in edges:
        back = seen.get((target.id, record.id))
        if back is not None and target.collection.id != record.collection.id:
            yield problem(
                "RELATION-003", reference.location, name=back[0].name, other=back[1].location
            )


def _loops(edges: Sequence[Edge]) -> Iterator[Problem]:
    """Documents that amend or repeal each other in a circle."""
    after: dict[str, list[tuple[str, Reference]]] = {}
    for record, field, reference, target in edges:
        rule = record.collection.state
        if isinstance(rule, ValidityRule) and field.name in (rule.amends, rule.repeals):
            after.setdefault(record.id, []).append((target.id, reference))
    done: set[str] = set()
    for start in sorted(after):
        path: list[str] = []
        stack = [(start, iter(after[start]))]
        while stack:
            id, following = stack[-1]
            if id not in path:
                path.append(id)
            step = next(following, None)
            if step is None:
                done.add(path.pop())
                stack.pop()
            elif step[0] in path:
                loop = [*path[path.index(step[0]) :], step[0]]
                yield problem("RELATION-004", step[1].location, value=" → ".join(loop))
            elif step[0] not in done:
                stack.append((step[0], iter(after.get(step[0], []))))
