"""What an import understood and did, as lines for the terminal and the screen."""

from collections.abc import Iterator
from typing import Any

from secretariat_tui.core.i18n import _
from secretariat_tui.imports.parsed import ParsedFile
from secretariat_tui.imports.writing import ImportResult

MAX_LISTED = 20


def header_lines(parsed: ParsedFile[Any]) -> Iterator[str]:
    """Yield how the file is written, where its header is, and which columns were understood and ignored."""
    header = parsed.header
    if header.row == 0:  # a calendar
        yield f"{parsed.name} ({parsed.form})"
        yield from parsed.notes
        return
    yield _("{name} ({form}), 머리글 {row}행").format(
        name=parsed.name, form=parsed.form, row=header.row
    )
    pairs = []
    for each in header.columns:
        title = _(each.field.title)
        unit = f" × {each.unit:,}" if each.unit > 1 else ""
        pairs.append(f"{each.title}{unit}" if title == each.title else f"{each.title}{unit} → {title}")  # fmt: skip
    yield _("알아본 열: {columns}").format(columns=", ".join(pairs))
    if header.ignored:
        yield _("읽지 않는 열: {columns}").format(columns=", ".join(header.ignored))


def preview_lines(result: ImportResult[Any], count: int) -> Iterator[str]:
    """Yield the first rows as they were understood: the values of the columns of the file."""
    columns = [each.field for each in result.parsed.header.columns]
    for row in (result.new or result.parsed.rows)[:count]:
        values, texts = row.draft._asdict(), result.parsed.samples.get(row.number, {})
        shown = []
        for field in columns:
            as_given = field.kind in {"rows", "reference"} or field.key not in values
            value = values.get(field.key, texts.get(field.key, ""))
            if value in {None, "", ()}:
                continue
            text = texts.get(field.key, "") if as_given else field.format(value)
            shown.append(f"{_(field.title)}: {text}")
        yield f"{result.parsed.place(row.number)}  {' · '.join(shown)}"


def error_lines(result: ImportResult[Any], most: int = MAX_LISTED) -> Iterator[str]:
    """Yield the errors in the order of rows, and how many more rows there are."""
    errors = sorted(result.errors, key=lambda error: error.row)
    yield from map(str, errors[:most])
    shown = {error.row for error in errors[:most]}
    if (more := result.refused - len(shown)) > 0:
        yield _("… 그 밖에 {n}행").format(n=f"{more:,}")


def change_lines(result: ImportResult[Any], most: int = MAX_LISTED) -> Iterator[str]:
    """Yield what is changed in records that are already there."""
    texts = {False: _("{place}: 새 판으로 고칩니다."), True: _("{place}: 취소로 바꿉니다.")}
    for each in result.changes[:most]:
        yield texts[each.draft is None].format(place=result.parsed.place(each.number))
    if (more := len(result.changes) - most) > 0:
        yield _("… 그 밖에 {n}건").format(n=f"{more:,}")


def known_lines(result: ImportResult[Any], most: int = MAX_LISTED) -> Iterator[str]:
    """Yield the rows that were already there."""
    lines = [*dict.fromkeys(map(str, result.known))]  # the occurrences of a series have one place
    yield from lines[:most]
    if (more := len(lines) - most) > 0:
        yield _("… 그 밖에 {n}행").format(n=f"{more:,}")


def counts(result: ImportResult[Any]) -> str:
    """Return the numbers of rows read, added or to be added, already there and refused, in one line."""
    added = _("더함 {n}") if result.written else _("더할 것 {n}")
    parts = [
        _("읽음 {n}").format(n=f"{result.parsed.read:,}"),
        added.format(n=f"{len(result.new):,}"),
        *_changed(result),
        _("이미 있음 {n}").format(n=f"{len(result.known):,}"),
        _("받지 않음 {n}").format(n=f"{result.refused:,}"),
    ]
    if result.parsed.totals:
        parts.append(_("합계 줄 {n}").format(n=len(result.parsed.totals)))
    return " · ".join(parts)


def _changed(result: ImportResult[Any]) -> Iterator[str]:
    if result.changes:
        text = _("고침 {n}") if result.written else _("고칠 것 {n}")
        yield text.format(n=f"{len(result.changes):,}")
