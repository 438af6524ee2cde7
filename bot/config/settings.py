"""All settings in one frozen value, and how they come to be: environment, file, checks, then dataclasses."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError

from bot.classify.actors import KINDS as ACTOR_KINDS
from bot.classify.overlay import KINDS as PLACE_KINDS
from bot.classify.overlay import load_areas
from bot.commands.settings import Access, CommandSettings
from bot.config.channels import channels_of
from bot.config.environment import Environment, parse_environment, read_environment
from bot.config.problems import Problem, SettingsError, problems_of, shortened
from bot.config.sources import source_of
from bot.config.toml_file import AccessTable, ActorTable, DedupeTable, DeliveryTable, PlaceTable, SettingsFile
from bot.dedupe.horizons import Horizons
from bot.deliver.channels import ChannelSetting
from bot.deliver.settings import Ambiguity, DeliverySettings
from bot.model.region import RegionGraph
from bot.pipeline.river import Remembering
from bot.scrape.settings import READY_MADE, SourceSettings

DEFAULT_SOURCE = "almayadeen-en"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the program was told. `file`: where the settings file was read from, None when there is none."""

    environment: Environment
    file: Path | None
    sources: tuple[SourceSettings, ...]
    channels: tuple[ChannelSetting, ...]
    operators: tuple[int, ...]
    contact: str
    lang: str
    horizons: Horizons
    remembering: Remembering
    delivery: DeliverySettings
    commands: CommandSettings
    places: tuple[PlaceTable, ...]
    actors: tuple[ActorTable, ...]


def load(folder: Path, regions: RegionGraph) -> Settings:
    """Read and check everything below `folder`. Raises SettingsError with every mistake there is."""
    problems: list[Problem] = []
    environment = parse_environment(read_environment(folder), folder, problems)
    file = _read_file(environment.settings_path, problems)
    settings = assembled(environment, file, regions, problems)
    if problems:
        raise SettingsError(problems)
    return settings


def _read_file(path: Path | None, problems: list[Problem]) -> SettingsFile:
    if path is None:
        return SettingsFile()
    try:
        written = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        problems.append(Problem(str(path), "", f"cannot be read: {error.strerror}"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(Problem(str(path), "", f"is not TOML: {error}"))
    else:
        return _parsed(path, written, problems)
    return SettingsFile()


def _parsed(path: Path, written: dict[str, object], problems: list[Problem]) -> SettingsFile:
    try:
        return SettingsFile.model_validate(written)
    except ValidationError as error:
        named = [(table, _names(written.get(table), key)) for table, key in _TABLES.items()]
        problems.extend(problems_of(error, path.name, named))
    return _what_is_right(written)


_TABLES = {"source": "name", "channel": "chat", "place": "name", "actor": "name"}


def _names(rows: object, key: str) -> list[str]:
    return (
        [str(row.get(key, "")) if isinstance(row, dict) else "" for row in rows] if isinstance(rows, list) else []
    )


def _what_is_right(written: dict[str, object]) -> SettingsFile:
    """The rows that are well formed, so that what lies between rows is checked too, in the same run."""
    good: dict[str, object] = {}
    for table in _TABLES:
        rows = written.get(table)
        if isinstance(rows, list):
            good[table] = [row for row in rows if _is_right({table: [row]})]
    return SettingsFile.model_validate(good)


def _is_right(written: dict[str, object]) -> bool:
    try:
        SettingsFile.model_validate(written)
    except ValidationError:
        return False
    return True


def assembled(
    environment: Environment, file: SettingsFile, regions: RegionGraph, problems: list[Problem]
) -> Settings:
    """Turn what was read into what the rooms take; mistakes between tables are appended to `problems`."""
    name = environment.settings_path.name if environment.settings_path else ""
    _check_twice([row.name for row in file.source], f"{name}, [[source]] name", problems)
    _check_places(file.place, regions, name, problems)
    _check_actors(file.actor, regions, name, problems)
    sources = tuple(source_of(row) for row in file.source) or (READY_MADE[DEFAULT_SOURCE],)
    known = [source.name for source in sources]
    return Settings(
        environment=environment,
        file=environment.settings_path,
        sources=sources,
        channels=channels_of(file.channel, regions, known, name, problems),
        operators=tuple(file.operators),
        contact=file.contact,
        lang=file.lang,
        horizons=_horizons(file.dedupe),
        remembering=Remembering(timedelta(hours=file.dedupe.remember_h), file.dedupe.remember_lines),
        delivery=_delivery(file.delivery, sources),
        commands=_commands(file, sources),
        places=tuple(file.place),
        actors=tuple(file.actor),
    )


def _check_twice(names: Sequence[str], where: str, problems: list[Problem]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    problems.extend(Problem(where, shortened(name), "is there twice; names must differ") for name in twice)


def _check_places(rows: Sequence[PlaceTable], regions: RegionGraph, file: str, problems: list[Problem]) -> None:
    areas = _areas(regions) if any(row.area for row in rows) else frozenset[str]()
    for row in rows:
        if row.region not in regions:
            where = f"{file}, [[place]] {row.name}, region"
            problems.append(Problem(where, shortened(row.region), "is no region; `tocsin regions` lists them"))
        _check_kind(row.kind, PLACE_KINDS, f"{file}, [[place]] {row.name}, kind", problems)
        if row.area and row.area not in areas:
            where = f"{file}, [[place]] {row.name}, area"
            near = ", ".join(get_close_matches(row.area, sorted(areas), 3)) or "leave it out"
            problems.append(Problem(where, shortened(row.area), f"is no area; perhaps: {near}"))


def _areas(regions: RegionGraph) -> frozenset[str]:
    return frozenset(area.slug for area in load_areas(frozenset(region.slug for region in regions)))


def _check_kind(kind: str, kinds: frozenset[str], where: str, problems: list[Problem]) -> None:
    if kind not in kinds:
        problems.append(
            Problem(where, shortened(kind), f"is no kind; it must be one of {', '.join(sorted(kinds))}")
        )


def _check_actors(rows: Sequence[ActorTable], regions: RegionGraph, file: str, problems: list[Problem]) -> None:
    for row in rows:
        _check_kind(row.kind, ACTOR_KINDS, f"{file}, [[actor]] {row.name}, kind", problems)
        for slug in row.regions:
            if slug not in regions:
                where = f"{file}, [[actor]] {row.name}, regions"
                problems.append(Problem(where, shortened(slug), "is no region; `tocsin regions` lists them"))


def _horizons(table: DedupeTable) -> Horizons:
    return Horizons(shortest=timedelta(hours=table.formula_horizon_h), longest=timedelta(hours=table.horizon_h))


def _delivery(table: DeliveryTable, sources: Sequence[SourceSettings]) -> DeliverySettings:
    paid = table.paid_per_second is not None
    return DeliverySettings(
        rate=table.paid_per_second if table.paid_per_second is not None else table.per_second,
        paid=paid,
        burst_window=timedelta(seconds=table.burst_window_s),
        age_limit=timedelta(hours=table.oldest_h),
        ambiguity=Ambiguity(table.ambiguous),
        buttons=table.buttons,
        source_titles={source.name: source.title for source in sources if source.title},
    )


def _commands(file: SettingsFile, sources: Sequence[SourceSettings]) -> CommandSettings:
    table: AccessTable = file.access
    return CommandSettings(
        access=Access(table.mode),
        operators=frozenset(file.operators),
        allowed=frozenset(table.allowed),
        invitation=table.invitation,
        most_regions=table.most_regions,
        most_chats=table.most_chats,
        flood_burst=table.commands_at_once,
        flood_per_minute=table.commands_per_minute,
        flood_rest=timedelta(minutes=table.rest_min),
        sources=tuple(source.name for source in sources),
        source_languages=tuple(dict.fromkeys(source.lang for source in sources)),
        lang=file.lang,
        contact=file.contact,
    )
