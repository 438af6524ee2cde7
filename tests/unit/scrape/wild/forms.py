"""A small language for pages: `[[~<li>{l}</li>]]` stands for that, once per line.

`[[:2~...]]` takes the first two lines, `[[-1:~...]]` the last, `[[~...~ | ]]` puts something between them.
{l} is the line, {j} the line inside a JSON string, {n} its number, {t} a clock time.
"""

import html
import json
import re
from collections.abc import Sequence

_REPEAT = re.compile(r"\[\[(?P<part>-?\d*:?-?\d*)~(?P<form>.*?)(?:~(?P<between>.*?))?\]\]", re.DOTALL)


def filled(form: str, lines: Sequence[str]) -> str:
    """The form with every repeat written out."""

    def written(found: re.Match[str]) -> str:
        numbers = [int(each) if each else None for each in found["part"].split(":")]
        taken = list(enumerate(lines, 1))[slice(*numbers) if len(numbers) == 2 else slice(None)]
        between = "\n" if found["between"] is None else found["between"]
        return between.join(_one(found["form"], n, line) for n, line in taken)

    return _REPEAT.sub(written, form)


def _one(form: str, n: int, line: str) -> str:
    told = json.dumps(line, ensure_ascii=False)[1:-1].replace("</", "<\\/")
    form = form.replace("{n}", str(n)).replace("{t}", f"{21 - n:02}:{(n * 13) % 60:02}")
    return form.replace("{l}", html.escape(line, quote=True)).replace("{j}", told)
