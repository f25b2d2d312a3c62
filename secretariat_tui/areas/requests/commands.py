"""Commands of the attendance requests."""

from secretariat_tui.core.i18n import N_
from secretariat_tui.tui.keys.commands import APP_COMMANDS, RECORD_COMMANDS, Command

REQUESTS = Command(
    "requests",
    N_("참석요청"),
    ("ctrl+a",),
    "requests",
    N_(
        "시장의 참석을 청한 것들을 봅니다. 접수해 검토하고, 일정으로 올리거나 거절·대참·서면으로 답합니다."
    ),
    safe=True,
)
TO_EVENT = Command(
    "request_to_event",
    N_("일정으로"),
    ("f3",),
    "to_event",
    N_(
        "고른 참석요청을 잠정·확정·대참·서면 일정으로 올리고 서로 잇습니다. 확정하면 다른 후보는 풀립니다."
    ),
    footer=True,
)
REQUEST_STATE = Command(
    "request_state",
    N_("상태"),
    ("f4",),
    "request_state",
    N_("고른 참석요청이나 표시한 것들의 상태를 바꿉니다."),
    footer=True,
)
OWN_COMMANDS = (TO_EVENT, REQUEST_STATE)
SCREENS = ((*OWN_COMMANDS, *RECORD_COMMANDS, *APP_COMMANDS),)
