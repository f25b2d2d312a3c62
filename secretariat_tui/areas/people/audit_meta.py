"""Metadata of the tables of people and organizations for the audit log: retention."""

from secretariat_tui.areas.people import compiled, model
from secretariat_tui.core.i18n import N_
from secretariat_tui.database.audit.meta import RetentionRule, TableMeta

TABLES = (
    TableMeta(
        model.CONTACT,
        RetentionRule(
            5,
            compiled.EXPIRED,
            N_("어느 기록에도 없는 사람·기관(개인정보 보호법 제21조): 기관의 보유기간을 확인할 것"),
        ),
    ),
    TableMeta(model.ALIAS),
)
