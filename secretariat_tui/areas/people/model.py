"""People and organisations as entered: drafts, and the names of kinds."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from secretariat_tui.areas.attached.model import LEVELS
from secretariat_tui.core.fields import Field, Privacy, RecordModel, Reference, owner_field
from secretariat_tui.core.i18n import N_, Labels
from secretariat_tui.core.named_tuple import NamedTuple

KINDS = Labels({"person": N_("사람"), "organization": N_("기관")})


class AliasDraft(NamedTuple):
    """Another name, spelling or former organization under which records mention a contact."""

    name: Annotated[str, Field(N_("이름"), required=True, privacy=Privacy.NAME)]
    organization: Annotated[str, Field(N_("소속"))] = ""


class ContactDraft(NamedTuple):
    """A person or an organization as entered; the organization of an organization is empty."""

    name: Annotated[
        str,
        Field(
            N_("이름"),
            required=True,
            hint=N_("예: 홍길동, 경상북도"),
            privacy=Privacy.NAME,
            width=10,
            spellings=("성명", "기관명"),
        ),
    ]
    kind: Annotated[str, Field(N_("종류"), names=KINDS, width=4)] = "person"
    organization: Annotated[
        str,
        Field(
            N_("소속"),
            hint=N_("사람이 속한 기관. 예: 경상북도"),
            width=12,
            spellings=("소속기관", "기관"),
        ),
    ] = ""
    position: Annotated[str, Field(N_("직위"), width=8, spellings=("직책", "직함"))] = ""
    level: Annotated[
        str, Field(N_("기관 구분"), names=Labels({"": "", **LEVELS}), width=4, spellings=("구분",))
    ] = ""
    contact: Annotated[
        str,
        Field(
            N_("연락처"),
            hint=N_("전화나 전자우편"),
            privacy=Privacy.NAME,
            width=13,
            spellings=("전화", "전화번호", "전자우편", "이메일"),
        ),
    ] = ""
    confirmed_on: Annotated[
        date | None, Field(N_("확인일"), required=True, width=11, spellings=("등록일",))
    ] = None
    note: Annotated[str, Field(N_("메모"), "paragraph", spellings=("비고",))] = ""
    aliases: Annotated[
        tuple[AliasDraft, ...],
        Field(
            N_("다른 이름·옛 소속"),
            hint=N_("한 줄에 하나: 이름 | 소속. 그 이름으로 적힌 기록도 찾습니다"),
        ),
    ] = ()


class KnownContact(NamedTuple):
    """What identifies a stored contact, for suggestions and for finding duplicates.

    `aliases` are its other names, in lines.
    """

    id: int
    kind: str
    name: str
    organization: str
    position: str
    level: str
    contact: str
    aliases: str

    @property
    def names(self) -> tuple[str, ...]:
        """Its names without organizations."""
        return self.name, *filter(None, self.aliases.split("\n"))


CONTACT = RecordModel("contact", N_("사람·기관"), "name", ContactDraft, search_kind=60)
ALIAS = RecordModel(
    "contactalias",
    N_("다른 이름·옛 소속"),
    "name",
    owner_field("contact_id", N_("사람·기관"), Reference("contact", ("name",))),
    AliasDraft,
    owner="contact_id",
)
