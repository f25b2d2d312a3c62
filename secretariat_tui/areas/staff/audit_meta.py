"""Metadata of the tables of staff for the audit log: retention."""

from secretariat_tui.areas.staff import compiled, model
from secretariat_tui.core.i18n import N_
from secretariat_tui.database.audit.meta import RetentionRule, TableMeta

TABLES = (
    TableMeta(
        model.STAFFING,
        RetentionRule(
            10, compiled.EXPIRED_STAFFING, N_("지난 인력 현황: 기관의 기록관리기준표에서 확인할 것")
        ),
    ),
    TableMeta(model.STAFF_GRADE),
    TableMeta(model.OUTSIDE_POSTS),
    TableMeta(model.FUNCTION),
    TableMeta(model.MANUAL),
    TableMeta(
        model.SURVEY,
        RetentionRule(5, compiled.EXPIRED_SURVEYS, N_("설문: 기관의 기록관리기준표에서 확인할 것")),
    ),
    TableMeta(model.SURVEY_ITEM),
)
