"""Appropriations and opening totals as rows of one text, for tables that are exported and read back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from secretariat_tui.areas.budget.model import (
    APPROPRIATION,
    OPENING,
    AppropriationDraft,
    OpeningDraft,
)
from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import parse_won
from secretariat_tui.core.typed_values import join_row, parse_field, split_row

_APPROPRIATION_PARTS = ("decided_on", "kind", "won", "reason")
_OPENING_PARTS = ("as_of", "executed", "precision", "source")
_NEW_ACCOUNT = 1  # a valid id; that of the account is known once it is added


def appropriation_text(draft: AppropriationDraft) -> str:
    """Return an appropriation: 2023. 1. 1.(일) | 당초 | 80,000,000원."""
    return join_row(
        *(APPROPRIATION[key].format(getattr(draft, key)) for key in _APPROPRIATION_PARTS)
    )


def opening_text(stored: Mapping[str, Any]) -> str:
    """Return an opening total: 2023. 4. 19.(수) | 65,351,000원 | 천원 | 주요업무보고; "" for none."""
    if stored["as_of"] is None:
        return ""
    return join_row(*(OPENING[key].format(stored[key]) for key in _OPENING_PARTS))


def parse_appropriation(typed: str, today: date) -> AppropriationDraft:
    """Parse an appropriation; an amount alone is the initial budget, of a day that is not known yet (date.min)."""
    if "|" not in typed:
        return AppropriationDraft(_NEW_ACCOUNT, date.min, parse_won(typed))
    fields = [APPROPRIATION[key] for key in _APPROPRIATION_PARTS]
    parts = split_row(typed, len(fields))
    day, kind, won, reason = (
        parse_field(field, part, today) for field, part in zip(fields, parts, strict=True)
    )
    if day is None or won is None:
        raise ValueError(_("편성에는 정한 날과 금액이 있어야 합니다."))
    return AppropriationDraft(_NEW_ACCOUNT, day, won, kind or "initial", reason)


def parse_opening(typed: str, today: date) -> OpeningDraft:
    """Parse an opening total as `opening_text` writes it."""
    fields = [OPENING[key] for key in _OPENING_PARTS]
    parts = split_row(typed, len(fields))
    day, executed, precision, source = (
        parse_field(field, part, today) for field, part in zip(fields, parts, strict=True)
    )
    if day is None or executed is None:
        raise ValueError(_("기초 집행액에는 기준일과 금액이 있어야 합니다."))
    return OpeningDraft(_NEW_ACCOUNT, day, executed, precision or 1, source)
