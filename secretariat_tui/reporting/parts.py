"""The parts of records, and what hangs on them, as templates see them."""

from collections.abc import Callable, Mapping
from typing import Any

from secretariat_tui.core.fields import YES_OR_NO, Field, Privacy, RecordModel, fields_of
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.pii import labels_people, mask_names
from secretariat_tui.core.text import clean
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.reporting.figures import FigureSource
from secretariat_tui.reporting.namespace import PartRecord, RowReading, Rows, identifier, part_table
from secretariat_tui.tables.table import Sheet


def parts_of(record: str, kinds: Mapping[str, TableMeta]) -> dict[str, RecordModel]:
    """Return the tables of a record's parts and of what hangs on it, by table, title and field."""
    if not record:
        return {}
    models = [
        kind.record
        for kind in kinds.values()
        if any(owner.table == record for owner in kind.owners)
        or kind.record.attached_by == ("parent_id",)
    ]
    fields_of_record = kinds[record].record.fields
    taken = {
        name for key, each in fields_of_record.items() for name in (key, identifier(_(each.title)))
    }
    parts: dict[str, RecordModel] = {}
    for model in models:
        for name, prefix in ((model.table, "attached_"), (identifier(_(model.title)), _("딸린"))):
            parts[f"{prefix}{name}" if name in taken else name] = model
    for key, declared in fields_of_record.items():
        if declared.row:
            fields = fields_of(declared.row).keys()
            rows = next((each for each in models if fields <= each.fields.keys()), None)
            if rows:
                parts |= {key: rows, identifier(_(declared.title)): rows}
    return parts


class PartReader(NamedTuple):
    """Reads the parts of records; `mask` hides personal data in the texts of those that leave the office."""

    reader: Reader
    kinds: Mapping[str, TableMeta]
    outside: bool
    mask: Callable[[str], str]

    def read(self, sheet: str, model: RecordModel, record: str, record_id: Any) -> Rows:
        """Return the rows of a part of a record: none of a secret record, or if `record_id` is None."""
        fields = [each for key, each in model.columns.items() if key not in model.owner_columns]
        table = part_table(model.table, {each.key: each.title for each in fields})
        parts = (
            []
            if record_id is None or self.is_secret(record, record_id)
            else self._part_rows(sheet, model, record, record_id)
        )
        days = ("due_on", "starts_on", "ends_on")
        reading = RowReading(lambda: Sheet(table, parts), days_with_precision=days)
        return Rows(sheet, reading)

    def _part_rows(
        self, sheet: str, model: RecordModel, record: str, record_id: Any
    ) -> list[PartRecord]:
        hangs = bool(model.attached_by)
        where = "parent = :record AND parent_id = :id" if hangs else f"{model.owner} = :id"
        values = {"id": record_id, "record": record} if hangs else {"id": record_id}
        fields = [each for key, each in model.columns.items() if key not in model.owner_columns]
        columns = ", ".join(each.key for each in fields)
        order = "pos, id" if self._has_position(model.table) else "id"
        sql = f"SELECT {columns} FROM {model.table} WHERE {where} ORDER BY {order}"
        sources = (FigureSource(sheet, (record_id,), model.table),)
        mask = self.mask

        def hides(each: Field, stored: Mapping[str, Any]) -> bool:
            return self.outside and _has_names(each, stored)

        keys = [each.key for each in fields]
        precision = keys.index("precision") if "precision" in keys else None
        parts = []
        for row in self.reader.tuples(sql, **values):
            stored = dict(zip(keys, row, strict=True))
            values_of = {
                each.key: _value(
                    each, stored[each.key], mask_names if hides(each, stored) else mask
                )
                for each in fields
            }
            texts = {each.key: _text(each, values_of[each.key]) for each in fields}
            unit = "day" if precision is None else str(row[precision])
            parts.append(PartRecord(values_of, texts, sources, unit))
        return parts

    def _has_position(self, table: str) -> bool:
        sql = "SELECT count(*) FROM pragma_table_info(:table) WHERE name = 'pos'"
        return bool(self.reader.value(sql, table=table))

    def is_secret(self, record: str, record_id: Any) -> bool:
        """Return whether a record is secret, or hangs on a secret one."""
        model = self.kinds[record].record
        if model.attached_by == ("parent_id",):
            sql = f"SELECT parent, parent_id FROM {model.table} WHERE id = :id"
            owners = [each for each in self.reader.tuples(sql, id=record_id) if each[0]]
            return any(self.is_secret(*owner) for owner in owners)
        if model.secret is None:
            return False
        column, value = model.secret
        sql = f"SELECT {column} FROM {model.table} WHERE id = :id"
        hidden = {value}
        if self.outside and model.internal:
            hidden.add(model.internal[1])
        return self.reader.value(sql, id=record_id) in hidden


def _text(declared: Field, value: Any) -> str:
    """Return the text of a value of a part; amounts are without their unit."""
    if value is None or isinstance(value, str):
        return value or ""
    return f"{value:,}" if declared.kind == "won" else declared.format(value)


def _value(declared: Field, stored: Any, mask: Callable[[str], str]) -> Any:
    """Return a stored value as templates see it: the name of a choice, a day, a number, a text."""
    if stored is None:
        return None
    if declared.names is YES_OR_NO:
        return bool(stored)
    if declared.kind == "choice":
        return declared.format(stored)
    value = declared.parse(stored)
    if not isinstance(value, str):
        return value
    return mask(clean(value, multiline=True))


def _has_names(declared: Field, stored: Mapping[str, Any]) -> bool:
    """Return whether a field of a row consists of people's names, by itself or by its label."""
    label = str(stored.get(declared.label, ""))
    return declared.privacy is Privacy.NAME or bool(declared.label and labels_people(label))
