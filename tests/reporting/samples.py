"""A small report with every kind of block, for the tests of its outputs."""

from typing import Any

from secretariat_tui.reporting.blocks import Block, parse
from secretariat_tui.reporting.report import Report
from secretariat_tui.tables.table import Column, Sheet, Table

Row = tuple[str, int | None, int, int, str]

TABLE: Table[Row] = Table(
    "staff",
    "인력",
    (
        Column("grade", "구분", lambda row: row[0]),
        Column("posts", "정원", lambda row: row[1], align="right", group="일반직"),
        Column("people", "현원", lambda row: row[2], align="right", group="일반직"),
        Column("money", "금액", lambda row: row[3], align="right"),
        Column("memo", "비고", lambda row: row[4]),
    ),
)
SHEET: Sheet[Row] = Sheet(TABLE, [("2급", 3, 10, 357_200, "계약"), ("3급", None, 1, -80, "")])
TEMPLATE = """# 주요업무보고

2023. 5.
시장비서실
---
## Ⅰ. 일반 현황

시민의 삶과 밀접한 현장방문
자치구와 소통·협력

□ 추진개요
 ○ 현장 방문(총 \ue0000\ue00122회\ue002)
   - 주요내용 : \ue0001\ue001첫 줄
둘째 줄\ue002
   * 참고

   ▶ 인왕산 산불 현장방문
   - 일시/장소 : '23. 4. 2.(일) 11:53 / 종로구
   ※ 주의
 ○ 인력

(기준 / 단위 : '23.4.19. / 명)
\ue0030
< 추진절차 >
  ① 하나
그냥 문장
---
### 2. 끝
마지막 요약
---
"""


def blocks(template: str = TEMPLATE, sheet: Sheet[Any] = SHEET) -> list[Block]:
    return parse(template, {0: sheet})


def report(template: str = TEMPLATE, sheet: Sheet[Any] = SHEET) -> Report:
    return Report(blocks(template, sheet), [])
