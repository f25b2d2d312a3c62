"""Metadata of the tables of programmes for the audit log: retention."""

from secretariat_tui.areas.programmes import compiled, model
from secretariat_tui.core.i18n import N_
from secretariat_tui.database.audit.meta import RetentionRule, TableMeta

TABLES = (
    TableMeta(
        model.PROGRAMME,
        RetentionRule(
            10,
            compiled.EXPIRED_PROGRAMMES,
            N_("주요 사업 기록: 기관의 기록관리기준표에서 확인할 것"),
        ),
    ),
    TableMeta(model.SECTION),
    TableMeta(model.QUOTA),
    TableMeta(model.PLACE),
    TableMeta(model.CAMPAIGN),
    TableMeta(model.ACTION),
    TableMeta(model.COUNT),
)
