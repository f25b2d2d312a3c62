"""Rules of main tasks that depend on other rows."""

from secretariat_tui.areas.programmes import queries, rules
from secretariat_tui.areas.programmes.model import SectionDraft
from secretariat_tui.areas.programmes.rules import Errors
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.imports.target import Resolve, by_name


def section_errors(reader: Reader, record_id: int, draft: SectionDraft) -> Errors:
    """Return the errors of a draft for a stored main task, or for a new one (0).

    A part belongs to a main task that is no part itself, and has no parts.
    """
    if draft.part_of_id is None:
        return []
    parents = {each.id: each.part_of_id for each in queries.section_names(reader)}
    if draft.part_of_id not in parents:
        return [("part_of_id", _("고른 과제가 그 사이에 지워졌습니다. 다시 골라 주세요."))]
    if draft.part_of_id == record_id or parents[draft.part_of_id] is not None:
        return [("part_of_id", _("세부 과제는 상위 과제가 될 수 없습니다."))]
    if record_id and record_id in parents.values():
        return [
            ("part_of_id", _("세부 과제가 있는 과제는 다른 과제의 세부 과제가 될 수 없습니다."))
        ]
    return []


def sections_by_name(reader: Reader, *, with_parts: bool) -> Resolve:
    """Return a function that finds a main task, or a part of one, by its number, its title, or both."""
    missing, ambiguous = (
        _("과제를 찾을 수 없습니다: {text}"),
        _("이름이 같은 과제가 여럿입니다: {text}"),
    )
    names = (
        (each.id, name)
        for each in queries.section_names(reader)
        if with_parts or each.part_of_id is None
        for name in {*rules.section_names(each.number, each.title, each.parent_number)}
    )
    find = by_name(names, missing, ambiguous)
    return lambda text, _values: find(text)
