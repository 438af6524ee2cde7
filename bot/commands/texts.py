"""What the bot says, from message files in the Fluent format: one folder a language, plural rules included."""

import html
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from fluent.runtime import FluentBundle, FluentResource

from bot.commands.settings import LANGUAGES

RTL = "ar"
# A command, a @name and an address work in a chat only when no isolate stands inside them.
_BROKEN_LINK = re.compile("(?<=[@/])\u2068([\\w.]+)\u2069")
# Between Arabic words the slash of a command would stand on its wrong side.
_COMMAND = re.compile(r"(?<![\w/<\u200e])(<code>)?/(?=[a-z])")
_TAG = re.compile(r"<[^>]*>")


class Html(str):
    """Text that is Telegram HTML already; every other text is escaped before it is put into a message."""

    __slots__ = ()


class Texts:
    """All messages in all languages. `sources`: language -> Fluent text.

    Values are put between direction isolates in Arabic, so that a Latin name does not turn the line around.
    """

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._bundles: dict[str, FluentBundle] = {}
        for lang, source in sources.items():
            bundle = FluentBundle([lang], use_isolating=lang == RTL)
            bundle.add_resource(FluentResource(source))
            self._bundles[lang] = bundle

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self._bundles)

    def say(self, lang: str, key: str, **values: str | float) -> Html:
        """The message `key` as Telegram HTML. Raises KeyError when unknown, ValueError when a value is missing."""
        bundle = self._bundles.get(lang) or self._bundles[LANGUAGES[0]]
        safe = {name: _escaped(value) for name, value in values.items()}
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise KeyError(key)
        text, errors = bundle.format_pattern(pattern, safe)
        if errors:
            raise ValueError(f"message {key!r} in {lang!r}: {errors[0]}")
        return Html(_COMMAND.sub("\u200e\\g<0>", _BROKEN_LINK.sub(r"\1", str(text))) if lang == RTL else text)

    def language(self, code: str, default: str) -> str:
        """Our language for an app language like "en-GB" or "ar"; `default` when we do not speak it."""
        lang = code.partition("-")[0].lower()
        return lang if lang in self._bundles else default


def _escaped(value: str | float) -> str | float:
    return html.escape(value, quote=False) if isinstance(value, str) and not isinstance(value, Html) else value


def escaped(text: str) -> Html:
    return Html(html.escape(text, quote=False))


def joined(parts: Iterable[str], by: str = "\n") -> Html:
    """Texts put together; those that are not HTML are escaped first."""
    return Html(by.join(p if isinstance(p, Html) else escaped(p) for p in parts))


def without_tags(text: str) -> str:
    """The same in plain text."""
    return html.unescape(_TAG.sub("", text))


@cache
def load_texts() -> Texts:
    """The message files of the package."""
    root = files("bot.commands") / "texts"
    return Texts({lang: _folder(root / lang) for lang in LANGUAGES})


def _folder(folder: Traversable) -> str:
    pages = sorted((page for page in folder.iterdir() if page.name.endswith(".ftl")), key=lambda page: page.name)
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)
