"""Agreements as entered: drafts, and the names of kinds, levels and states."""

from datetime import date, time
from typing import NamedTuple

from secretariat_tui.areas.tasks.rules import TaskDraft
from secretariat_tui.core.i18n import N_, Labels

KINDS = Labels(
    {
        "mou": N_("업무협약"),
        "moa": N_("합의각서"),
        "friendship": N_("우호교류"),
        "sister": N_("자매결연"),
        "other": N_("기타"),
    }
)


LEVELS = Labels(
    {
        "central": N_("중앙"),
        "metropolitan": N_("광역"),
        "local": N_("기초"),
        "overseas": N_("해외"),
        "private": N_("민간"),
        "other": N_("기타"),
    }
)


RENEWALS = Labels({"none": N_("없음"), "auto": N_("자동 연장"), "agreed": N_("협의 연장")})


STATES = Labels({"draft": N_("준비"), "signed": N_("체결"), "ended": N_("종료")})


class PartyDraft(NamedTuple):
    """A counterparty as entered."""

    name: str
    level: str = "other"
    signatory: str = ""


class AgreementDraft(NamedTuple):
    """An agreement as entered."""

    name: str
    kind: str = "mou"
    state: str = "signed"
    signed_on: date | None = None
    signed_at: time | None = None
    place: str = ""
    ours: str = ""
    dept: str = ""
    effective_on: date | None = None
    expires_on: date | None = None
    renewal: str | None = None
    check_months: int | None = None
    checked_on: date | None = None
    ended_on: date | None = None
    ended_reason: str = ""
    document: str = ""
    note: str = ""
    parties: tuple[PartyDraft, ...] = ()
    tasks: tuple[TaskDraft, ...] = ()
