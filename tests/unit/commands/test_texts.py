"""No text is missing, none is superfluous, and each says the same things in every language."""

import ast
import re
from importlib.resources import files
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

from bot.commands.settings import LANGUAGES
from bot.commands.texts import load_texts
from tests.fakes.botapi_html import parsed

ROOT = Path(str(files("bot.commands")))
SPOKEN = {"say", "label", "said_no", "_to", "_switch"}


def _messages(lang: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for page in sorted((ROOT / "texts" / lang).glob("*.ftl")):
        source = page.read_text(encoding="utf-8")
        for entry in FluentParser().parse(source).body:
            assert not isinstance(entry, ftl.Junk), f"{page.name}: {entry.content}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{entry.id.name} is there twice"
                assert entry.span is not None
                found[entry.id.name] = set(re.findall(r"\$([a-z_]+)", source[entry.span.start : entry.span.end]))
    return found


def _strings() -> set[str]:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in ROOT.glob("*.py"))
    return {
        n.value
        for tree in trees
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str)
    }


def _asked_for() -> set[str]:
    """The keys that stand in the code as the first text of a call that speaks."""
    keys = set()
    for path in ROOT.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in SPOKEN:
                texts = [
                    arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
                ]
                keys.update(texts[:1])
    return keys


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_says_everything_with_the_same_values(lang: str) -> None:
    assert _messages(lang) == _messages("en")


def test_no_text_is_missing_and_none_is_unused() -> None:
    known = set(_messages("en"))
    assert _asked_for() - known == set()
    assert known - _strings() == set()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("count", [0, 1, 2, 3, 11, 100])
def test_every_text_is_markup_that_telegram_takes(lang: str, count: int) -> None:
    numbers = {"count", "days", "lines", "channels", "people", "messages", "chats"}
    for key, names in _messages(lang).items():
        values = {name: count if name in numbers else "a<b & “c”" for name in names}
        text, _ = parsed(load_texts().say(lang, key, **values))
        assert text, key
        assert not re.search(r"\{|\}", text), key


def test_arabic_isolates_foreign_words_but_not_inside_links() -> None:
    texts = load_texts()
    assert "\u2068Lebanon Breaking\u2069" in texts.say("ar", "channel-ready", channel="Lebanon Breaking")
    assert "/subscribe@tocsin_bot " in texts.say("ar", "group-hello", bot="tocsin_bot")
    assert "\u2068" not in texts.say("en", "channel-ready", channel="Lebanon Breaking")


def test_arabic_counts_as_arabic_does() -> None:
    said = [load_texts().say("ar", "broadcast-done", text="-", count=n) for n in (0, 1, 2, 3, 11, 100)]
    assert len({re.sub(r"\d+", "", text) for text in said}) == 5
