"""Finding the record that a task hangs on, by the title of its table and its name."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from secretariat_tui.areas.attached.model import RecordKey
from secretariat_tui.areas.tasks import queries
from secretariat_tui.core.i18n import LANGUAGES, _, language_set
from secretariat_tui.core.text import search_key
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.engine.reader import Reader


def records_by_name(
    reader: Reader, tables: Mapping[str, TableMeta]
) -> Callable[[str, Mapping[str, Any]], RecordKey]:
    """Return a function that finds the record of 협약 교류강화 업무협약, or of the name alone if its kind is given.

    Names of secret records find nothing.
    """
    titles = dict(_titles(tables))

    @cache
    def ids(table: str) -> Mapping[str, set[int]]:
        ids_by_name: dict[str, set[int]] = {}
        for record_id, name in queries.open_record_names(reader, tables[table]):
            ids_by_name.setdefault(search_key(name), set()).add(record_id)
        return ids_by_name

    def find(text: str, values: Mapping[str, Any]) -> RecordKey:
        kind, typed = values.get("parent") or "", search_key(text)
        of_kind = titles.get(search_key(kind))
        if kind and of_kind is None:
            raise ValueError(_("없는 기록의 종류입니다: {kind}").format(kind=kind))
        names = [
            (table, typed.removeprefix(title))
            for title, table in titles.items()
            if typed.startswith(title) and of_kind in {None, table}
        ]
        names += [(of_kind, typed)] if of_kind else []
        matches = {
            RecordKey(table, record_id)
            for table, name in names
            for record_id in ids(table).get(name, ())
        }
        if len(matches) == 1:
            return next(iter(matches))
        message = _("기록을 찾을 수 없습니다: {text} 종류와 이름을 적어 주세요. 예: 협약 교류강화")
        if matches:
            message = _("이름이 같은 기록이 여럿입니다: {text}")
        raise ValueError(message.format(text=text))

    return find


def _titles(tables: Mapping[str, TableMeta]) -> Iterator[tuple[str, str]]:
    """Yield the titles of the tables of records in all languages, as search keys, and the tables' names."""
    for name, table in tables.items():
        if table.record.is_record:
            for language in LANGUAGES.values():
                with language_set(language):
                    yield search_key(_(table.title)), name
