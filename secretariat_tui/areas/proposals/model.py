"""Proposals and rounds as entered: drafts, and the names of states, outcomes and channels."""

from datetime import date
from typing import NamedTuple

from secretariat_tui.core.i18n import N_, Labels

CHANNELS = Labels(
    {
        "system": N_("창의발전소"),
        "bureaus": N_("실·본부·국 수합"),
        "mail": N_("메일 계정"),
    }
)


THEMES = (
    N_("시민불편 해소"),
    N_("새로운 정책 제안"),
    N_("불필요한 일 버리기"),
    N_("지정주제"),
)


STATES = Labels(
    {
        "received": N_("접수"),
        "returned": N_("보완요청"),
        "review": N_("검토중"),
        "panel": N_("심사대기"),
        "decided": N_("결정"),
    }
)


OUTCOMES = Labels(
    {
        "adopted": N_("채택"),
        "held": N_("보류"),
        "rejected": N_("불채택"),
        "excluded": N_("제외"),
        "referred": N_("이송"),
        "closed": N_("종결"),
        "withdrawn": N_("철회"),
        "duplicate": N_("중복"),
    }
)


class ProposalDraft(NamedTuple):
    """A proposal as entered; without a number it gets the next one."""

    title: str
    received_on: date | None
    channel: str = "system"
    theme: str = ""
    number: str = ""
    round_id: int | None = None
    problem: str = ""
    idea: str = ""
    effect: str = ""
    dept: str = ""
    reviewer: str = ""
    secret: bool = False
    note: str = ""


class Decision(NamedTuple):
    """A decision on a proposal: the next state and, if decided, the outcome."""

    to_state: str
    outcome: str | None = None
    reason: str = ""
    hold_until: date | None = None
    start_on: date | None = None
    duplicate_of: int | None = None


class ResultDraft(NamedTuple):
    """A result of a round as entered."""

    label: str
    outcome: str
    count: int  # type: ignore[assignment]  # shadows tuple.count


class RoundDraft(NamedTuple):
    """A round as entered; a period in months is from the first to the last day of them."""

    theme: str
    starts_on: date | None
    ends_on: date | None
    received: int | None = None
    process: str = ""
    note: str = ""
    results: tuple[ResultDraft, ...] = ()
