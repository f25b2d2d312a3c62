"""Fill a template with a limit on memory; write the error and the peak of memory in bytes as JSON."""

import json
import resource
import sys
from pathlib import Path

from secretariat_tui.reporting.templates.fill import ReportTemplateError, fill
from tests.reporting.rows import names


def main(path: str, memory: int) -> None:
    text = Path(path).read_text(encoding="utf-8")
    resource.setrlimit(resource.RLIMIT_AS, (2 * memory, 2 * memory))
    result = {"error": "", "message": "", "line": 0}
    try:
        fill(text, names())
    except ReportTemplateError as error:
        result = {"error": type(error).__name__, "message": error.message, "line": error.line}
    # The peak of getrusage includes that of the process which started this one, before it loaded this program.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(status.partition("VmHWM:")[2].split()[0]) * 1024
    sys.stdout.write(json.dumps({**result, "peak": peak}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
