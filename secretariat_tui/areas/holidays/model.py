"""Days off as entered."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from secretariat_tui.core.fields import Field, Privacy, RecordModel
from secretariat_tui.core.i18n import N_
from secretariat_tui.core.named_tuple import NamedTuple


class HolidayDraft(NamedTuple):
    """A day as entered: `off`, such as 임시공휴일, or a public holiday on which the office works."""

    day: Annotated[
        date | None,
        Field(
            N_("날짜"),
            required=True,
            privacy=Privacy.OPEN,
            width=14,
            spellings=("일자", "휴일", "날"),
        ),
    ]
    name: Annotated[
        str,
        Field(
            N_("이름"),
            required=True,
            hint=N_("예: 임시공휴일(국군의 날)"),
            width=24,
            spellings=("명칭", "휴일명", "공휴일"),
        ),
    ]
    off: Annotated[
        bool,
        Field(N_("쉬는 날"), privacy=Privacy.OPEN, width=7, spellings=("휴무", "쉼")),
    ] = True


HOLIDAY = RecordModel("holiday", N_("쉬는 날"), "name", HolidayDraft, search_kind=10)
