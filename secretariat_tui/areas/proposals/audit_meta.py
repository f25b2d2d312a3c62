"""Metadata of the tables of proposals for the audit log: retention."""

from secretariat_tui.areas.proposals import compiled, model
from secretariat_tui.core.i18n import N_
from secretariat_tui.database.audit.meta import RetentionRule, TableMeta

TABLES = (
    TableMeta(
        model.PROPOSAL,
        RetentionRule(
            3, compiled.EXPIRED_PROPOSALS, N_("제안 처리 기록: 기관의 기록관리기준표에서 확인할 것")
        ),
    ),
    TableMeta(model.ROUND),
    TableMeta(model.ROUND_RESULT),
)
