"""Metadata of the diary's tables for the audit log: retention."""

from secretariat_tui.areas.schedule import compiled, model
from secretariat_tui.core.i18n import N_
from secretariat_tui.database.audit.meta import RetentionRule, TableMeta

TABLES = (
    TableMeta(
        model.EVENT,
        RetentionRule(3, compiled.EXPIRED, N_("일정 기록: 기관의 기록관리기준표에서 확인할 것")),
    ),
    TableMeta(model.EVENT_LINE),
    TableMeta(model.EVENT_STEP),
)
