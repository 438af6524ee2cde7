"""What is wrong with the settings: all at once, each with where it stands, what was given, what is allowed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic import ValidationError


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake. `where`: the variable, or file and key; `given`: the value as written, "" when none."""

    where: str
    given: str
    allowed: str

    def __str__(self) -> str:
        given = f" {self.given} is not possible here;" if self.given else ""
        return f"{self.where}:{given} {self.allowed}"


class SettingsError(Exception):
    """The settings cannot be used. `problems` holds every mistake that was found, in reading order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        head = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        lines = "\n".join(f"  - {problem}" for problem in problems)
        super().__init__(f"{head} in the settings; nothing was started:\n{lines}")


def shortened(value: object, most: int = 60) -> str:
    """A value as a person wrote it, cut to `most` characters."""
    text = repr(value)
    return text if len(text) <= most else text[: most - 3] + "..."


def problems_of(error: ValidationError, file: str, named: Iterable[tuple[str, Sequence[str]]]) -> list[Problem]:
    """Pydantic's findings in our words. `named`: for each list of tables ("source"), the names of its items."""
    names = dict(named)
    findings = [(finding["loc"], dict(finding)) for finding in error.errors(include_url=False)]
    # What a mistyped preset would have filled in is not missing: the preset is the one mistake.
    mistyped = {loc[:-1] for loc, _ in findings if loc[-1:] == ("preset",)}
    return [
        _problem(file, finding, names)
        for loc, finding in findings
        if not (finding["type"] == "missing" and loc[:-1] in mistyped)
    ]


def _problem(file: str, finding: dict[str, object], names: dict[str, Sequence[str]]) -> Problem:
    loc = finding["loc"]
    path = [part for part in loc if isinstance(part, str | int)] if isinstance(loc, tuple) else []
    where = f"{file}, {_spelled(path, names)}" if path else file
    kind = str(finding["type"])
    if kind == "extra_forbidden":
        return Problem(where, "", "there is no such setting")
    if kind == "missing":
        return Problem(where, "", "is required and was not given")
    return Problem(where, shortened(finding["input"]), _sentence(str(finding["msg"])))


def _spelled(path: Sequence[str | int], names: dict[str, Sequence[str]]) -> str:
    words: list[str] = []
    for part in path:
        if isinstance(part, int) and words:
            known = names.get(words[-1], ())
            name = f" {known[part]}" if part < len(known) and known[part] else ""
            words[-1] = (
                f"[[{words[-1]}]] number {part + 1}{name}" if words[-1] in names else f"{words[-1]}[{part}]"
            )
        else:
            words.append(str(part))
    return ", ".join(words)


def _sentence(message: str) -> str:
    text = message.removeprefix("Value error, ").removeprefix("Input ")
    return text[:1].lower() + text[1:]
