"""Metadata of the table of agreements for the audit log: retention."""

from secretariat_tui.areas.agreements import compiled, model
from secretariat_tui.core.i18n import N_
from secretariat_tui.database.audit.meta import RetentionRule, TableMeta

AGREEMENT = TableMeta(
    model.AGREEMENT,
    RetentionRule(
        10,
        compiled.EXPIRED,
        N_("종료한 협약: 기관의 기록관리기준표에서 확인할 것"),
    ),
)
TABLES = (AGREEMENT, TableMeta(model.CHANGE), TableMeta(model.CHECK))
