"""The page of names that templates can use, made from the declarations of the registers."""

from collections.abc import Iterator, Mapping, Sequence

from secretariat_tui.core.i18n import N_, _
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.reporting.namespace import Rows, columns_by_name, identifier
from secretariat_tui.reporting.parts import parts_of
from secretariat_tui.reporting.sources import (
    COUNTED_NAMES,
    DAYS,
    NamedSheet,
    calculated_parts,
)
from secretariat_tui.reporting.templates.filters import FILTERS

_USE = N_("""\
서식은 글입니다. {{{{ }}}} 안의 이름은 기록의 값으로 바뀌고,
{{% for 행사 in 일정 %}} … {{% endfor %}}는 기록마다 되풀이합니다.
  {{{{ 실적["국무회의 참석"].계 }}}}             이름이 있는 기록의 칸
  {{{{ 행사.날짜|날짜("'yy. m. d.(w)") }}}}      값을 적는 꼴
  {{{{ 일정.고른(분야="재난·안전").건수() }}}}    고른 기록의 수
  {{{{ 표("staff/table") }}}}                    기록의 표
  {{% if 행사.장소 %}} … {{% endif %}}, {{# 쪽지 #}}
□ ○ - · ▶ ※ * 로 시작하는 줄은 그 글머리의 줄, # ## ###은 제목, ---은 새 쪽입니다.

보고의 날짜: {days}
기록의 모음: {methods}
값의 꼴: {filters}

아래는 표, 그 칸과 딸린 줄입니다. 열쇠(이름)의 어느 쪽으로나 적습니다.""")


def reference_lines(sheets: Sequence[NamedSheet], kinds: Mapping[str, TableMeta]) -> Iterator[str]:
    """Yield the lines of the page: how templates are written, then the fields of each table."""
    yield _(_USE).format(
        days=" ".join(DAYS), methods=" ".join(Rows.METHODS), filters=" ".join(FILTERS)
    )
    for sheet in sheets:
        yield ""
        yield f"{sheet.name}  {' '.join(sheet.names)}"
        by_name = columns_by_name(sheet.source.table)
        for column in sheet.source.table.all_columns:
            name = identifier(_(column.title))
            shown = f"({name})" if by_name.get(name) is column else ""
            yield f"  .{column.key}{shown}"
        yield from _part_lines(sheet, kinds)


def _part_lines(sheet: NamedSheet, kinds: Mapping[str, TableMeta]) -> Iterator[str]:
    """Yield the parts of a sheet's records, each with its fields."""
    if sheet.source.records:
        yield f"  .{' .'.join(COUNTED_NAMES)}"
    calculated: dict[str, list[str]] = {}
    for name, (key, _parts) in calculated_parts(sheet.source).items():
        calculated.setdefault(key, []).append(name)
    for key, known in calculated.items():
        columns = sheet.source.parts[key].table.columns
        fields = [f"{each.key}({identifier(_(each.title))})" for each in columns]
        yield f"  .{' .'.join(known)}  → {' '.join(fields)}"
    names: dict[str, list[str]] = {}
    models = parts_of(sheet.source.record, kinds)
    for name, model in models.items():
        if name in calculated_parts(sheet.source):
            continue
        names.setdefault(model.table, []).append(name)
    for table, known in names.items():
        model = models[known[0]]
        fields = [
            f"{key}({identifier(_(field.title))})"
            for key, field in model.columns.items()
            if key not in model.owner_columns
        ]
        yield f"  .{' .'.join(known)}  → {table}: {' '.join(fields)}"
