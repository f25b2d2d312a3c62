"""Metadata of the budget's tables for the audit log: retention."""

from secretariat_tui.areas.budget import compiled, model
from secretariat_tui.core.i18n import N_
from secretariat_tui.database.audit.meta import RetentionRule, TableMeta

TABLES = (
    TableMeta(model.ACCOUNT),
    TableMeta(model.APPROPRIATION),
    TableMeta(model.OPENING),
    TableMeta(
        model.EXPENSE,
        RetentionRule(
            5,
            compiled.EXPIRED_EXPENSES,
            N_("업무추진비 집행 증빙: 기관의 기록관리기준표에서 확인할 것"),
        ),
    ),
)
