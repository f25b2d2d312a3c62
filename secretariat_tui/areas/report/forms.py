"""The forms of a tally, of the period shown, and of issuing a report."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from secretariat_tui.areas.report import queries, rules
from secretariat_tui.areas.report.model import ConditionDraft, PartDraft, TallyDraft
from secretariat_tui.areas.report.rules import Window
from secretariat_tui.core.dates import month_or_day
from secretariat_tui.core.errors import require_valid
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.pii import MASKING_NOTICE
from secretariat_tui.database.audit.events import AUDIENCES
from secretariat_tui.reporting.snapshot import ReportSnapshot
from secretariat_tui.tables.table import Period
from secretariat_tui.tui.dialogs.form import Form, Values
from secretariat_tui.tui.dialogs.form_fields import FormField, choice, text
from secretariat_tui.tui.dialogs.record_fields import record_fields, row_format
from secretariat_tui.tui.dialogs.record_form import RecordForm


def tally_form(today: date) -> RecordForm[TallyDraft]:
    """Return the form of tallies, which shows what is unusual about one."""

    def preview(values: Mapping[str, Any]) -> str:
        return "\n".join(f"! {each}" for each in rules.tally_warnings(TallyDraft(**values)))

    return RecordForm(
        "tally",
        (N_("새 실적"), N_("실적 고치기")),
        record_fields(
            fields_of(TallyDraft),
            today,
            first=(
                "title",
                ("record_kind", "unit", "family"),
                ("starts_on", "ends_on"),
                "conditions",
                ("opening", "opening_asof", "opening_source"),
                "opening_reason",
                "parts",
                ("breakdown", "remainder"),
            ),
            rows={
                "conditions": row_format(ConditionDraft, today),
                "parts": row_format(PartDraft, today),
            },
        ),
        TallyDraft("", unit=_("회 ").strip())._asdict(),
        TallyDraft,
        queries.tally,
        preview,
        rules.tally_errors,
    )


def period_form(shown: Window, today: date) -> Form[Window]:
    """Return the form of the period shown; it takes months, and without a day the period is open."""

    async def save(values: Values) -> Window:
        window = Window(values["first"], values["last"])
        if window.first and window.last and window.last < window.first:
            require_valid([("last", _("끝나는 날이 시작하는 날보다 빠릅니다."))])
        return window

    fields = [
        _day_field("first", N_("부터"), today, 0),
        _day_field("last", N_("까지"), today, 1),
    ]
    return Form(_("보는 기간"), fields, shown._asdict(), save, done=N_("보기"))


def _read_day(today: date, end: int, typed: str) -> date | None:
    """Return the first (0) or the last day (1) of a date or a month; None for an empty text."""
    return month_or_day(typed, today)[end] if typed.strip() else None


def days_form(period: Period, today: date, *, outside: bool) -> Form[tuple[Period, bool]]:
    """Return the form of a report's period, reference date, and whether it leaves the office."""

    async def save(values: Values) -> tuple[Period, bool]:
        first, last = values["first"], values["last"]
        errors = []
        if first and last and last < first:
            errors.append(("last", _("끝나는 날이 시작하는 날보다 빠릅니다.")))
        if values["as_of"] is None:
            errors.append(("as_of", _("날짜를 적어 주세요.")))
        require_valid(errors)
        return Period(values["as_of"], first, last), values["audience"] == "outside"

    fields = [
        _day_field("first", N_("부터"), today, 0),
        _day_field("last", N_("까지"), today, 1),
        _day_field("as_of", N_("기준일"), today, 1),
        choice("audience", N_("쓰임"), AUDIENCES),
    ]
    values = {
        "first": period.first,
        "last": period.last,
        "as_of": period.as_of,
        "audience": "outside" if outside else "inside",
    }
    return Form(_("보고 기간"), fields, values, save, done=N_("보기"))


def _day_field(key: str, title: str, today: date, end: int) -> FormField:
    """Return the field of a day; a month stands for its first (0) or its last day (1)."""
    return FormField(
        key,
        title,
        hint=_("예: 2022-07, 2023. 4. 30."),
        show=lambda value: value.isoformat() if value else "",
        read=partial(_read_day, today, end),
        beside=bool(end) and key == "last",
    )


_MAX_WARNINGS = 5  # that the form of issuing lists


def issue_form(
    snapshot: ReportSnapshot, title: str, issue: Callable[[str, str], Awaitable[int]]
) -> Form[int]:
    """Return the form that issues a report; it shows the warnings of the report, which do not block it."""
    warnings = [each.text for each in snapshot.report.warnings]
    lines = [f"! {each}" for each in warnings[:_MAX_WARNINGS]]
    if len(warnings) > _MAX_WARNINGS:
        lines.append(_("! 경고 {n}건이 더 있습니다.").format(n=len(warnings) - _MAX_WARNINGS))

    async def save(values: Values) -> int:
        return await issue(values["title"], values.get("purpose", ""))

    fields = [text("title", N_("제목"))]
    if snapshot.outside:
        fields.append(text("purpose", N_("목적"), _(MASKING_NOTICE)))
    return Form(
        _("보고 발행"),
        fields,
        {"title": title, "purpose": ""},
        save,
        lambda _values: "\n".join(lines),
        done=N_("발행"),
    )
