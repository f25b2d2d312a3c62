"""Writes to the sets of tasks, and of their tasks to records, each in one transaction."""

from collections.abc import Mapping
from typing import NamedTuple

from secretariat_tui.areas.attached import queries as attached
from secretariat_tui.areas.attached.model import RecordKey
from secretariat_tui.areas.attached.store import TASKS
from secretariat_tui.areas.tasks import model, queries, rules
from secretariat_tui.areas.tasks.model import TemplateDraft
from secretariat_tui.areas.tasks.records import TaskTemplate
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.plain_store import PlainStore
from secretariat_tui.imports.target import ImportTarget

TEMPLATES = PlainStore[TemplateDraft](
    TaskTemplate,
    rules.template_errors,
    (N_("할 일 틀 추가: {name}"), N_("할 일 틀 고침: {name}"), N_("할 일 틀 지움: {name}")),
    "text",
).writes
TEMPLATE_IMPORT = ImportTarget(
    model.TEMPLATE,
    TemplateDraft,
    TaskTemplate,
    rules.template_errors,
    keys=(("name", "kind", "within", "text"),),
)
IMPORTS = {"templates": TEMPLATE_IMPORT}


class AddedSet(NamedTuple):
    """How many tasks of a set were added to a record, how many it had already, and whether it has a day."""

    added: int
    skipped: int
    dated: bool


def add_set(
    file: OfficeFile, kinds: Mapping[str, TableMeta], record: RecordKey, name: str
) -> AddedSet:
    """Add the tasks of a set to a record in one edit, except those that it has already.

    Raise ValidationError if a due date is out of bounds. The label has no contents: the record may be secret.
    """
    with file.edit(_("틀로 할 일 추가")):
        day, within = queries.record_day(file.reader, kinds, record)
        templates = queries.templates_for(file.reader, record, within, name)
        existing = [each.draft.text for each in attached.tasks(file.reader, record)]
        tasks, skipped = rules.set_tasks(templates, day, existing)
        for task in tasks:
            TASKS.add(file, record, task)
    return AddedSet(len(tasks), skipped, day is not None)
