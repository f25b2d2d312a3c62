"""Rules of staff: validation, subtotals, warnings about headcounts, percentages of surveys."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from secretariat_tui.areas.staff.model import (
    FunctionDraft,
    GradeDraft,
    ManualDraft,
    OutsideDraft,
    StaffingDraft,
    SurveyDraft,
    SurveyItemDraft,
)
from secretariat_tui.core import marks
from secretariat_tui.core.fields import bound_errors
from secretariat_tui.core.i18n import _
from secretariat_tui.core.marks import Mark
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import half_width

_MANUAL_MARKS = {"planned": marks.LATER, "doing": marks.RUNNING, "done": marks.DONE}
_PERCENT = re.compile(r"\d{1,3}(\.\d{1,3})?")
_MONTH = re.compile(r"'?(\d{4}|\d{2})\s*[-./년]\s*(\d{1,2})\s*[.월]?")
_MAX_PERCENT = 100


class CategoryTotal(NamedTuple):
    """A category with its grades in their order, and the sums of them."""

    category: str
    grades: tuple[GradeDraft, ...]

    @property
    def authorised(self) -> int:
        """The authorised number of people."""
        return sum(each.authorised for each in self.grades)

    @property
    def present(self) -> int:
        """The present number of people."""
        return sum(each.present for each in self.grades)


def by_category(grades: Iterable[GradeDraft]) -> list[CategoryTotal]:
    """Return the grades by category, in the order in which each category first appears."""
    rows: dict[str, list[GradeDraft]] = {}
    for each in grades:
        rows.setdefault(each.category, []).append(each)
    return [CategoryTotal(category, tuple(each)) for category, each in rows.items()]


def post_names(posts: str) -> list[str]:
    """Return the names in a list with commas: "정책특보, 문화수석"."""
    return [name.strip() for name in re.split("[,，]", posts) if name.strip()]


def outside_count(outside: Iterable[OutsideDraft]) -> int:
    """Return the number of posts outside the table."""
    return sum(len(post_names(each.posts)) for each in outside)


def staffing_errors(draft: StaffingDraft) -> list[tuple[str, str]]:
    """Return the errors of a snapshot: (field, message). The headcount may have any size."""
    errors = []
    if draft.as_of is None:
        errors.append(("as_of", _("기준일을 적어 주세요.")))
    if message := _grades_error(draft.grades):
        errors.append(("grades", message))
    if any(not each.kind or not post_names(each.posts) for each in draft.outside):
        errors.append(("outside", _("표 밖의 직위에는 구분과 직위가 있어야 합니다.")))
    return errors + bound_errors(draft, errors)


def _grades_error(grades: Sequence[GradeDraft]) -> str:
    if not grades:
        return _("직급을 하나 이상 적어 주세요.")
    if any(not each.category or not each.grade for each in grades):
        return _("직급에는 직종과 직급이 있어야 합니다.")
    if any(each.authorised < 0 or each.present < 0 for each in grades):
        return _("정원과 현원은 0 이상이어야 합니다.")
    counts = Counter((each.category, each.grade) for each in grades)
    twice = [f"{category} {grade}" for (category, grade), count in counts.items() if count > 1]
    return _("같은 직급이 두 번 있습니다: {names}").format(names=", ".join(twice)) if twice else ""


class HeadcountDifference(NamedTuple):
    """Where the present number of people differs from the authorised one; `present - authorised`."""

    label: str
    difference: int


def differences(grades: Sequence[GradeDraft]) -> list[HeadcountDifference]:
    """Return where the headcount differs from the establishment: in all, in categories, in grades."""
    lines: list[HeadcountDifference] = []
    all_ = sum(each.present - each.authorised for each in grades)
    lines.append(HeadcountDifference(_("총계"), all_))
    for total in by_category(grades):
        difference = total.present - total.authorised
        lines.append(HeadcountDifference(f"{total.category} {_('소계')}", difference))
        lines += [
            HeadcountDifference(f"{each.category} {each.grade}", each.present - each.authorised)
            for each in total.grades
        ]
    return [each for each in lines if each.difference]


def headcount_warnings(grades: Sequence[GradeDraft]) -> list[str]:
    """Return a message for each number of people above the authorised one. It never prevents saving."""
    text = _("현원이 정원보다 {n}명 많습니다: {label}")
    return [
        text.format(n=each.difference, label=each.label)
        for each in differences(grades)
        if each.difference > 0
    ]


def shortages(grades: Sequence[GradeDraft]) -> list[HeadcountDifference]:
    """Return where people are missing; the numbers are positive."""
    return [
        each._replace(difference=-each.difference)
        for each in differences(grades)
        if each.difference < 0
    ]


def function_errors(draft: FunctionDraft) -> list[tuple[str, str]]:
    """Return the errors of a function: (field, message)."""
    errors = []
    if not draft.title:
        errors.append(("title", _("기능을 적어 주세요.")))
    if draft.place < 1:
        errors.append(("place", _("차례는 1 이상이어야 합니다.")))
    return errors + bound_errors(draft, errors)


def manual_errors(draft: ManualDraft) -> list[tuple[str, str]]:
    """Return the errors of a manual: (field, message)."""
    errors = []
    if not draft.name:
        errors.append(("name", _("이름을 적어 주세요.")))
    if draft.kind == "issue" and draft.count != 1:
        errors.append(("count", _("통용 매뉴얼은 한 호에 하나씩 적습니다.")))
    elif draft.count < 1:
        errors.append(("count", _("수는 1 이상이어야 합니다.")))
    if draft.kind == "aggregate" and draft.issue is not None:
        errors.append(("issue", _("기존 매뉴얼 모음에는 호가 없습니다.")))
    elif draft.issue is not None and draft.issue < 1:
        errors.append(("issue", _("호는 1 이상이어야 합니다.")))
    if draft.due_month and month_start(draft.due_month) is None:
        errors.append(("due_month", _("달을 2023-05처럼 적어 주세요.")))
    if draft.good_cases is not None and draft.good_cases < 0:
        errors.append(("good_cases", _("우수사례는 0 이상이어야 합니다.")))
    if draft.survey_rank is not None and draft.survey_rank < 1:
        errors.append(("survey_rank", _("순위는 1 이상이어야 합니다.")))
    return errors + bound_errors(draft, errors)


def manual_mark(state: str) -> Mark:
    """Return the mark of a manual's state."""
    return _MANUAL_MARKS.get(state, marks.LATER)


def month_start(month: str) -> date | None:
    """Return the first day of a month as stored, 2023-05; None if it is none."""
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        return None


def parse_month(typed: str) -> str:
    """Return a month as typed (2023-05, '23.5월, 2023년 5월) as 2023-05; other text as it is."""
    match = _MONTH.fullmatch(half_width(typed).strip())
    if match is None:
        return typed
    year, month = match.groups()
    return f"{year if len(year) > 2 else f'20{year}'}-{int(month):02}"  # noqa: PLR2004


def survey_errors(draft: SurveyDraft) -> list[tuple[str, str]]:
    """Return the errors of a survey: (field, message). Percentages are kept as printed, right or wrong."""
    errors = []
    if not draft.title:
        errors.append(("title", _("설문의 이름을 적어 주세요.")))
    if draft.respondents is None or draft.respondents < 1:
        errors.append(("respondents", _("응답자 수는 1 이상이어야 합니다.")))
    if draft.total_ticks is not None and draft.total_ticks < ticks(draft.items):
        message = _("모든 응답 수가 적힌 항목의 합 {n}보다 적습니다.")
        errors.append(("total_ticks", message.format(n=ticks(draft.items))))
    if message := _items_error(draft.items):
        errors.append(("items", message))
    return errors + bound_errors(draft, errors)


def _items_error(items: Sequence[SurveyItemDraft]) -> str:
    if any(not each.item or each.count < 0 for each in items):
        return _("항목에는 이름과 0 이상의 응답 수가 있어야 합니다.")
    for each in items:
        if each.percent and (
            not _PERCENT.fullmatch(each.percent) or Decimal(each.percent) > _MAX_PERCENT
        ):
            return _("비율은 27이나 27.5처럼 100까지 적어 주세요: {text}").format(text=each.percent)
    return ""


def ticks(items: Iterable[SurveyItemDraft]) -> int:
    """Return the number of answers to the items."""
    return sum(each.count for each in items)


def percent_sum(items: Iterable[SurveyItemDraft]) -> Decimal:
    """Return the sum of the printed percentages."""
    return sum((Decimal(each.percent) for each in _with_percent(items)), Decimal(0))


def _with_percent(items: Iterable[SurveyItemDraft]) -> list[SurveyItemDraft]:
    """Return the items with a percentage; a file from elsewhere may hold any text there."""
    return [each for each in items if _PERCENT.fullmatch(each.percent)]


def can_recompute(items: Iterable[SurveyItemDraft], base: int) -> bool:
    """Return whether each printed percentage is its count of a base, rounded or truncated."""
    return all(
        Decimal(each.percent) in _percentages(each.count, base, each.percent)
        for each in _with_percent(items)
    )


def _percentages(count: int, base: int, printed: str) -> set[Decimal]:
    step = Decimal(1).scaleb(-len(printed.partition(".")[2]))
    exact = Decimal(count * 100) / Decimal(base)
    return {exact.quantize(step, rounding) for rounding in (ROUND_DOWN, ROUND_HALF_UP)}


def survey_remarks(draft: SurveyDraft) -> list[str]:
    """Return what a reader of the percentages must know: that they cannot be computed from the respondents."""
    if not draft.respondents or draft.respondents < 1 or not _with_percent(draft.items):
        return []
    remarks = []
    if not can_recompute(draft.items, draft.respondents):
        text = _(
            "인쇄된 비율은 응답자 {people}명으로 다시 계산할 수 없습니다"
            " (적힌 응답 {ticks}, 비율의 합 {sum}%)."
        )
        remarks.append(
            text.format(
                people=f"{draft.respondents:,}",
                ticks=f"{ticks(draft.items):,}",
                sum=percent_sum(draft.items),
            )
        )
    if draft.base == "ticks" and draft.total_ticks is None:
        remarks.append(_("비율의 기준인 모든 응답 수가 적혀 있지 않습니다."))
    elif (
        draft.base == "ticks"
        and draft.total_ticks
        and not can_recompute(draft.items, draft.total_ticks)
    ):
        text = _("인쇄된 비율은 모든 응답 {n}으로도 다시 계산할 수 없습니다.")
        remarks.append(text.format(n=f"{draft.total_ticks:,}"))
    return remarks
