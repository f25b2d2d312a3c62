"""The help page of the command line, and the errors of invalid command lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from secretariat_tui.tables.table import Column

_PAGE = N_("""\
사용법: secretariat [명령] [--file 파일] [--today 날짜]

시장실의 기록({titles})을 적고 셉니다.
명령 없이 쓰면 내 자료를 화면으로 엽니다.

명령
  demo                       예시 자료를 엽니다. 바꾼 것은 끝낼 때 지워집니다.
  new 파일 [--sample]        빈 자료를, --sample이면 예시가 든 자료를 만듭니다.
  show 영역[/표]             표를 보여 줍니다.
  copy 영역[/표]             표를 클립보드에 복사합니다.
  export 영역[/표] -o 파일   표를 파일로 냅니다. --force: 있는 파일을 바꿔 씁니다.
  report [--template 서식]   서식을 기록으로 채워 보고를 씁니다. --list: 쓸 수 있는 서식.
  sheet 인쇄물               일정을 종이에 낼 꼴로 씁니다: day week public briefing
  agenda                     오늘의 일정과 다음 일정을 알립니다.
                             겹치거나 잠정 기한이 지났으면 1로 끝납니다.
  import 영역[/표] 파일      CSV나 XLSX의 줄, ICS의 일정을 더합니다. 되돌리기 하나로 되돌립니다.
  backup [-o 파일]           자료의 사본을 만들고, 온전한지 확인합니다.
  restore [백업]             백업을 보여 줍니다. 번호나 파일을 적으면 그것으로 되살립니다.
  check                      자료가 온전한지 살핍니다. 문제가 있으면 1로 끝납니다.
  dump -o 파일.json          기록과 변경 이력을 모두 읽을 수 있는 JSON으로 적어 냅니다.
  load 파일.json --file 새파일  dump로 낸 것에서 새 자료를 만듭니다.
  paths                      자료와 설정이 있는 곳을 알려 줍니다.
  keys                       화면에서 쓰는 키를 알려 줍니다.
  doctor                     터미널, 한글, 클립보드, 자료, 판을 살펴 알려 줍니다.

영역과 그 표. 표를 적지 않으면 맨 앞의 것입니다.
{areas}

show, copy, export에서
  --from 날짜, --to 날짜     이날부터, 이날까지
  --as-of 날짜               기준일. 적지 않으면 오늘
  --format 형식              table tsv csv md html json
                             파일은 tsv csv md html json txt xlsx, 일정은 ics도.
                             적지 않으면 이름 끝을 따릅니다.
  --columns 열,열            보일 열을 차례대로, 또는 all. 열의 이름은 secretariat show --help
  --no-header                제목과 머리글 없이
  --outside                  외부용: 비공개를 빼고 이름, 전화번호, 주소를 가려서. 목적도 적습니다.
                             글 속의 이름은 아는 이름과 꼴로만 가리니, 내보내기 전에 읽어 보세요.
  --purpose 목적             이력에 남길 목적. 터미널에 보여 주는 것 말고는 모두 이력에 남습니다.
  --busy                     ics에 비공개 일정을 내용 없이 시각만 넣습니다.
  --encoding 인코딩          CSV와 TSV 파일을 utf-8 또는 cp949로. 적지 않으면 utf-8

report에서
  --from, --to, --as-of      보고의 기간과 기준일
  -o 파일, --force           이름 끝의 형식(txt md html hwpx)으로 냅니다. -는 표준출력
  --format 형식              txt md html hwpx
  --check                    경고를 보여 줍니다. 있으면 1로 끝납니다.
  --issue 제목               보고를 발행해 남깁니다. 남긴 것은 아무도 바꿀 수 없습니다.
  --issued 번호              발행한 보고를 그대로 다시 냅니다. 번호는 report/issued 표에 있습니다.
  --diff 번호                발행한 보고와 견주어 달라진 줄과 수, 그 까닭을 보여 줍니다.
                             달라졌으면 1로 끝납니다.
  --fields                   서식에서 쓸 수 있는 이름을 모두 보여 줍니다.
  --outside, --purpose 목적  위와 같습니다.

sheet에서
  day, week                  하루의 일정표, 한 주의 일정표
  public                     언론에 내는 한 주의 공개 일정. 외부용으로 가립니다.
  briefing                   그날의 일정마다 한 장. --event 글: 제목에 그 글이 있는 것만
  --date 날짜                이날, 이날이 든 주. 적지 않으면 오늘
  -o, --force, --format      report와 같습니다. 서식은 일일일정, 주간일정, 주간공개일정, 행사브리핑

agenda에서
  --date 날짜, --days 날수   이날부터 며칠. 적지 않으면 오늘 하루
  --format 형식              lines next. next는 다음 일정만 한 줄로, 없으면 1로 끝납니다.
  --secret                   비공개 일정의 제목과 장소도 보입니다.

import에서
  --dry-run                  무엇을 더할지 보여 주기만 합니다.
  --sheet 시트               통합 문서의 이 시트. 적지 않으면 머리글이 가장 잘 맞는 것
  --skip-errors              잘못된 줄을 빼고 더합니다. 적지 않으면 하나라도 틀리면 더하지 않습니다.

어디서나
  --file 파일                내 자료가 아닌 이 파일
  --today 날짜               오늘이 아닌 이날을 오늘로
  --version, --help

날짜는 2023-04-19, 4.19., 오늘, +7처럼 적습니다.

예
  secretariat demo
  secretariat new 2023.db --sample
  secretariat --file 2023.db show budget --as-of 2023-04-19
  secretariat show schedule --from 오늘 --to +7 --format tsv
  secretariat export agreements -o 협약.xlsx
  secretariat sheet day --date 내일 -o 내일.hwpx
""")
_PAGE_WIDTH = 98  # cells
_AREA_WIDTH = 26  # cells, as wide as the commands on the page
HELP_HINT = N_("도움말: secretariat --help")
HISTORY, HISTORY_TITLE = "history", N_("이력")
"""The history of changes is shown and exported like the table of an area."""


def help_page() -> str:
    """Return the help page, with the areas and their tables."""
    from secretariat_tui.areas import AREAS

    areas = [area for area in AREAS if area.sheets()]
    lines = [_area_line(area.name, _(area.title), area.sheets()) for area in areas]
    lines.append(_area_line(HISTORY, _(HISTORY_TITLE), ()))
    titles = ", ".join(_(area.title) for area in areas)
    return _(_PAGE).format(titles=titles, areas="\n".join(lines))


def columns_page() -> str:
    """Return the columns of each table, by key and title, those shown by default first."""
    from secretariat_tui.areas import AREAS
    from secretariat_tui.tables.history import history_table

    parts = [_("표마다 고를 수 있는 열(--columns). ＋ 뒤의 열은 적어야 보입니다.")]
    tables = {f"{a.name}/{name}": s.table for a in AREAS for name, s in a.sheets().items()}
    for name, table in (tables | {HISTORY: history_table({})}).items():
        parts += ["", f"  {name}  {_(table.title)}"]
        parts += _wrapped("  ", table.columns) + _wrapped("＋", table.further)
    return "\n".join(parts) + "\n"


def _wrapped(mark: str, columns: Sequence[Column[Any]]) -> list[str]:
    """Return columns as lines: key(title). `mark` stands before the first."""
    from rich.cells import cell_len

    lines: list[str] = []
    for column in columns:
        text = f"{column.key}({column.full_title})"
        if lines and cell_len(lines[-1]) + cell_len(text) < _PAGE_WIDTH:
            lines[-1] += f" {text}"
        else:
            lines.append(f"    {mark if not lines else '  '} {text}")
    return lines


def _area_line(name: str, title: str, tables: Iterable[str]) -> str:
    from secretariat_tui.tui.paint.text import fit_width

    shown = name if title.lower() == name else f"{name}({title})"
    return f"  {fit_width(shown, _AREA_WIDTH)} {' '.join(tables)}".rstrip()


class UsageError(UserError):
    """The command line is invalid."""


def unknown_word(what: str, typed: str, words: Sequence[str]) -> UsageError:
    """Return the error for a word that is not in `words`, with the closest one as the remedy."""
    from difflib import get_close_matches

    if close := get_close_matches(typed, words, n=1):
        remedy = _("혹시 {word}인가요?").format(word=close[0])
    else:
        remedy = _("쓸 수 있는 말: {words}").format(words=", ".join(words))
    return UsageError(what, typed, remedy)
