"""The audience and purpose of an export: asked before it, logged after it."""

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from secretariat_tui.core.errors import UserError, require_valid
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.pii import MASKING_NOTICE
from secretariat_tui.database.audit.events import AUDIENCES, ExportEvent, log_export
from secretariat_tui.database.audit.people import known_names
from secretariat_tui.tables.masking import masked_sheet
from secretariat_tui.tables.table import Sheet
from secretariat_tui.tui.dialogs import form_fields
from secretariat_tui.tui.dialogs.form import Form, Values
from secretariat_tui.tui.runtime.shell import shell_of

DEFAULTS: Values = {"audience": "inside", "purpose": ""}


def purpose_fields() -> list[form_fields.FormField]:
    """Return the form fields for audience and purpose."""
    return [
        form_fields.choice("audience", N_("쓰임"), AUDIENCES),
        form_fields.text("purpose", N_("목적"), _(MASKING_NOTICE)),
    ]


def check_purpose(values: Values) -> None:
    """Raise ValidationError if an export to outside the office has no purpose."""
    missing = values["audience"] == "outside" and not values["purpose"]
    require_valid(
        [("purpose", _("외부용은 목적을 적어 주세요. 이력에 남습니다."))] if missing else []
    )


async def sheet_transform(
    screen: Screen[Any], values: Values
) -> Callable[[Sheet[Any]], Sheet[Any]]:
    """Return a function that masks a sheet for outside the office. It reads all rows: run it in a thread."""
    if values["audience"] != "outside":
        return lambda sheet: sheet
    app = shell_of(screen)
    people = await app.store.run(lambda file: known_names(file.reader, app.tables))
    return lambda sheet: masked_sheet(sheet, people)


async def ask_purpose(screen: Screen[Any], title: str) -> Values | None:
    """Ask for audience and purpose of a copy for outside the office; None if the user cancels it."""

    async def accept(values: Values) -> Values:
        check_purpose(values)
        return values

    answered: Values | None = await screen.app.push_screen_wait(
        Form(title, purpose_fields(), {**DEFAULTS, "audience": "outside"}, accept, done=N_("복사"))
    )
    return answered


async def log_sheet(
    screen: Screen[Any], sheet: Sheet[Any], rows: int, target: str, values: Values
) -> str:
    """Log an export; return a message if that failed, else ""."""
    event = ExportEvent(sheet.title, rows, target, values["audience"], values["purpose"])
    return await log_event(screen, event)


async def log_event(screen: Screen[Any], event: ExportEvent) -> str:
    """Log an export; return a message if that failed, else ""."""
    app = shell_of(screen)
    try:
        await app.store.run(lambda file: log_export(file, event))
    except UserError as error:
        return _("이력에는 남기지 못했습니다: {what}").format(what=error.message)
    return ""
