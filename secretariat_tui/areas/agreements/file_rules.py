"""Rules of agreements that depend on other rows."""

from collections.abc import Mapping
from typing import Any

from secretariat_tui.areas.agreements import queries
from secretariat_tui.areas.agreements.model import AgreementDraft
from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import search_key
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.imports.target import Resolve


def agreement_errors(
    reader: Reader, record_id: int, draft: AgreementDraft
) -> list[tuple[str, str]]:
    """Return the errors of a draft for a stored agreement, or for a new one (0).

    The agreements that replace each other must not form a circle.
    """
    number = draft.replaced_by_id
    if number is None:
        return []
    successors = dict(queries.successors(reader))
    if number not in successors:
        message = _("고른 협약이 그 사이에 지워졌습니다. 다시 골라 주세요.")
        return [("replaced_by_id", message)]
    seen: set[int] = set()
    while number is not None and number not in seen:
        if number == record_id:
            return [("replaced_by_id", _("이 협약이 대체한 협약은 고를 수 없습니다."))]
        seen.add(number)
        number = successors.get(number)
    return []


def agreements_by_name(reader: Reader) -> Resolve:
    """Return a function that finds an agreement by its name."""
    names = queries.names(reader)

    def find(text: str, _values: Mapping[str, Any]) -> int:
        match = [each.id for each in names if search_key(each.name) == search_key(text)]
        if len(match) != 1:
            message = _("협약을 찾을 수 없습니다: {text}")
            if match:
                message = _("이름이 같은 협약이 여럿입니다: {text}")
            raise ValueError(message.format(text=text))
        return match[0]

    return find
