"""The blocks of a filled text: nothing is lost, nothing fails."""

import re

from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.reporting.blocks import parse
from secretariat_tui.reporting.figures import FigureSource, PrintedValues, TracedText

PIECES = st.sampled_from([
    "# ", "## ", "□ ", " ○ ", "   - ", "▶ ", "※ ", "* ", "① ", "---", "\n", "\n\n", " ", "가나", "1.", "|",
    "\ue000", "\ue0000\ue001", "\ue00012", "\ue001", "\ue002", "\ue003", "\ue0030", "\ue00399", "\u2028", "\r",
])  # fmt: skip
_MARKUP = re.compile("\ue000[0-9]+\ue001|\ue002|\ue003[0-9]+")
_LETTERS = re.compile("[가-힣]")


@given(st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join))
def test_any_text_becomes_blocks_with_all_its_letters(text: str) -> None:
    blocks = parse(text, {})
    shown = "".join(block.mark + block.text for block in blocks)
    assert _LETTERS.findall(shown) == _LETTERS.findall(_MARKUP.sub("", text))


@given(st.lists(st.text("가나다 \n", min_size=1, max_size=8), min_size=1, max_size=5))
def test_figures_that_span_lines_are_one_figure_in_each_line(texts: list[str]) -> None:
    figures = PrintedValues()
    marked = "".join(
        f"[{figures.mark(TracedText(text, (FigureSource('r', (at,)),)))}]"
        for at, text in enumerate(texts)
    )
    spans = [span for block in parse(marked, {}) for span in block.spans]
    for at, text in enumerate(texts):
        own = "".join(span.text for span in spans if span.figure == at)
        assert _LETTERS.findall(own) == _LETTERS.findall(text)


def test_a_table_may_stand_beside_text() -> None:
    (before, after) = parse("표: \ue0037 끝", {})
    assert (before.text, after.text) == ("표:", "끝")


def test_dashes_in_a_register_are_no_page_break() -> None:
    figures = PrintedValues()
    dashes = figures.mark(TracedText("---", (FigureSource("schedule/events", (1,), "title"),)))
    blocks = parse(f"---\n{dashes}\n", {})
    assert [(block.kind, block.text) for block in blocks] == [("page", ""), ("paragraph", "---")]
