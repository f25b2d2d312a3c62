"""Fill a file with the sample office, through the store functions that the screens use."""

import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from secretariat_tui.areas import index_sources, record_classes
from secretariat_tui.areas.agreements import store as agreements
from secretariat_tui.areas.agreements.model import AgreementDraft
from secretariat_tui.areas.attached import store as attached
from secretariat_tui.areas.attached.model import LinkDraft, NoteDraft, RecordKey, TaskDraft
from secretariat_tui.areas.budget import store as budget
from secretariat_tui.areas.budget.model import AccountDraft, AppropriationDraft, OpeningDraft
from secretariat_tui.areas.people import store as people
from secretariat_tui.areas.people.model import ContactDraft
from secretariat_tui.areas.programmes import store as programmes
from secretariat_tui.areas.programmes.model import CampaignDraft, ProgrammeDraft, SectionDraft
from secretariat_tui.areas.proposals import store as proposals
from secretariat_tui.areas.proposals.model import Decision, ProposalDraft, RoundDraft
from secretariat_tui.areas.report import store as report
from secretariat_tui.areas.report.model import TallyDraft
from secretariat_tui.areas.requests import store as requests
from secretariat_tui.areas.requests.model import RequestDraft
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.staff import store as staff
from secretariat_tui.areas.staff.model import FunctionDraft, ManualDraft, StaffingDraft, SurveyDraft
from secretariat_tui.areas.tasks import store as tasks
from secretariat_tui.areas.tasks.model import TemplateDraft
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.schema.ddl import create
from secretariat_tui.sample import AUTHOR, SAMPLE_DATE

_ENTERED_FROM = time(9)
_ENTERED_EVERY = timedelta(minutes=1)

D = TypeVar("D")


def create_sample(path: Path) -> None:
    """Create a file with the sample office; remove it if this fails."""
    create(path, record_classes)
    file = OfficeFile(path, AUTHOR, sources=index_sources, now=entry_clock())
    try:
        load_sample(file)
    except BaseException:
        path.unlink()
        raise
    finally:
        file.close()


def entry_clock() -> Callable[[], datetime]:
    """Return a clock for the history of the sample office: it was entered on the day before its figures.

    It begins at nine and gains a minute with each call. The seconds are those of the real clock, so that two
    sample offices are not taken for copies of one file.
    """
    now = datetime.now()  # noqa: DTZ005 - only its seconds are used
    start = datetime.combine(SAMPLE_DATE - timedelta(days=1), _ENTERED_FROM).replace(
        second=now.second, microsecond=now.microsecond
    )
    times = (start + number * _ENTERED_EVERY for number in count())
    return lambda: next(times).astimezone()


def load_sample(file: OfficeFile) -> None:
    """Add the sample office to a file."""
    data = json.loads(Path(__file__).with_name("office.json").read_text(encoding="utf-8"))
    for account in data["accounts"]:
        _account(file, account)
    for event in data["events"]:
        schedule.add(file, build_draft(EventDraft, event))
    for each in data["rounds"]:
        proposals.add_round(file, build_draft(RoundDraft, each))
    numbers: dict[str, int] = {}
    for proposal in data["proposals"]:
        numbers[proposal["number"]] = _proposal(file, proposal, numbers)
    for agreement in data["agreements"]:
        agreements.add(file, build_draft(AgreementDraft, agreement))
    for contact in data["contacts"]:
        people.add(file, build_draft(ContactDraft, contact))
    _programmes(file, data)
    for request in data["requests"]:
        requests.REQUESTS.add(file, build_draft(RequestDraft, request))
    for template in data["templates"]:
        tasks.TEMPLATES.add(file, build_draft(TemplateDraft, template))
    _staff(file, data["staff"])
    for tally in data["tallies"]:
        report.add(file, build_draft(TallyDraft, tally))


def _staff(file: OfficeFile, data: dict[str, Any]) -> None:
    for each in data["staffings"]:
        staff.add_staffing(file, build_draft(StaffingDraft, each))
    for each in data["functions"]:
        staff.FUNCTIONS.add(file, build_draft(FunctionDraft, each))
    for each in data["manuals"]:
        staff.MANUALS.add(file, build_draft(ManualDraft, each))
    for each in data["surveys"]:
        staff.SURVEYS.add(file, build_draft(SurveyDraft, each))


def _account(file: OfficeFile, data: dict[str, Any]) -> None:
    appropriations, opening = data.pop("appropriations"), data.pop("opening")
    number = {"account_id": budget.add_account(file, build_draft(AccountDraft, data))}
    for appropriation in appropriations:
        budget.add_appropriation(file, build_draft(AppropriationDraft, appropriation | number))
    budget.set_opening(file, build_draft(OpeningDraft, opening | number))


def _proposal(file: OfficeFile, data: dict[str, Any], numbers: dict[str, int]) -> int:
    """Add a proposal and its decisions in order of dates; return its id."""
    decisions = data.pop("decisions", ())
    number = proposals.add(file, build_draft(ProposalDraft, data))
    for rev, decision in enumerate(decisions, start=1):
        on = date.fromisoformat(decision.pop("on"))
        if first := decision.get("duplicate_of"):
            decision["duplicate_of"] = numbers[first]
        proposals.decide(file, number, rev, build_draft(Decision, decision), on)
    return number


def _programmes(file: OfficeFile, data: dict[str, Any]) -> None:
    """Add the main tasks, the programmes, their milestones, and the campaigns."""
    sections: dict[str, int] = {}
    tasks: dict[str, int] = {}
    for section in data["sections"]:
        key, milestones = section.pop("key"), section.pop("milestones", ())
        notes = section.pop("notes", ())
        whole = {"part_of_id": sections[section.pop("part_of")]} if "part_of" in section else {}
        draft = build_draft(SectionDraft, section | whole)
        sections[key] = programmes.SECTIONS.add(file, draft)
        record = RecordKey("section", sections[key])
        for note in notes:
            attached.NOTES.add(file, record, build_draft(NoteDraft, note))
        for task in milestones:
            name = task.pop("key")
            tasks[name] = attached.TASKS.add(file, record, build_draft(TaskDraft, task))
    for each in data["programmes"]:
        milestones, linked = each.pop("milestones", ()), each.pop("linked", ())
        draft = each | {"section_id": sections[each.pop("section")]}
        number = programmes.PROGRAMMES.add(file, build_draft(ProgrammeDraft, draft))
        record = RecordKey("programme", number)
        for task in milestones:
            attached.TASKS.add(file, record, build_draft(TaskDraft, task))
        for name in linked:
            attached.add_link(file, LinkDraft(record, RecordKey("task", tasks[name])))
    for campaign in data["campaigns"]:
        draft = campaign | {"section_id": sections[campaign.pop("section")]}
        programmes.CAMPAIGNS.add(file, build_draft(CampaignDraft, draft))


def build_draft(create_sample: type[D], data: dict[str, Any]) -> D:
    """Convert JSON to a draft by the types of its fields. Raise KeyError for an unknown key."""
    hints = get_type_hints(create_sample)
    return create_sample(**{key: _value(hints[key], value) for key, value in data.items()})


def _value(hint: Any, data: Any) -> Any:
    if isinstance(hint, UnionType):
        hint = next(kind for kind in get_args(hint) if kind is not NoneType)
    if data is None:
        return None
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], item) for item in data)
    if hasattr(hint, "_fields"):
        return build_draft(hint, data)
    return hint.fromisoformat(data) if hint in {date, time} else data
