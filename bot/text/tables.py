"""Tab-separated tables that people edit: a header line, then rows; lines starting with # are comments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


class TableError(ValueError):
    """A table that cannot be used as it is; says which file, which line, what stands there and what may."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its cells by column name, and where it stands (`file:line`, from 1)."""

    cells: dict[str, str]
    where: str

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def several(self, column: str) -> tuple[str, ...]:
        """The values of a cell that holds several, separated by |, in order, without empty ones."""
        return tuple(value for part in self.cells[column].split("|") if (value := part.strip()))

    def error(self, message: str) -> TableError:
        return TableError(f"{self.where}: {message}")


def rows(text: str, file: str, columns: Sequence[str]) -> Iterator[Row]:
    """The rows of a table whose header names exactly `columns`, in that order. `file` is for the errors.

    Cells may be missing at the end of a line (they are empty). Raises TableError at the first line that is wrong.
    """
    header: list[str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        where = f"{file}:{number}"
        if header is None:
            header = cells
            if header != list(columns):
                raise TableError(
                    f"{where}: the header is {' '.join(header)!r}, it must be {' '.join(columns)!r}, tab-separated"
                )
            continue
        if len(cells) > len(header):
            raise TableError(
                f"{where}: {len(cells)} cells, at most {len(header)} are allowed ({' '.join(columns)})"
            )
        cells += [""] * (len(header) - len(cells))
        yield Row(dict(zip(header, cells, strict=True)), where)
    if header is None:
        raise TableError(f"{file}: the table is empty; it must begin with the header {' '.join(columns)!r}")


def read(path: Path, columns: Sequence[str]) -> tuple[Row, ...]:
    """All rows of the table at `path`. Raises TableError, also when the file is not there or not UTF-8."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise TableError(f"{path.name}: cannot be read ({error})") from error
    return tuple(rows(text, path.name, columns))
