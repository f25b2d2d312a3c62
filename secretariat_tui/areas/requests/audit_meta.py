"""Metadata of the tables of attendance requests for the audit log: retention."""

from secretariat_tui.areas.requests import compiled, model
from secretariat_tui.core.i18n import N_
from secretariat_tui.database.audit.meta import RetentionRule, TableMeta

TABLES = (
    TableMeta(
        model.REQUEST,
        RetentionRule(
            3, compiled.EXPIRED, N_("참석요청 기록: 기관의 기록관리기준표에서 확인할 것")
        ),
    ),
    TableMeta(model.ALTERNATIVE),
)
