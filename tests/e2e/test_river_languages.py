"""One event told by an English, an Arabic and a Spanish ticker: who wants one of them hears it once."""

from contextlib import AsyncExitStack
from pathlib import Path

from tests.e2e.delivery_rig import until
from tests.e2e.river_rig import laid
from tests.fakes.botapi import FakeBotApi
from tests.fakes.site import TickerSite

KNOWN = {
    "en": "Harbour office: The northern basin is open to all ships",
    "ar": "إدارة الميناء: الحوض الشمالي مفتوح أمام جميع السفن",
    "es": "Oficina del puerto: la dársena norte está abierta a todos los barcos",
}
EVENT = {
    "en": "Lebanese Health Ministry: Three people wounded in an Israeli drone strike on Nabatieh",
    "ar": "وزارة الصحة اللبنانية: إصابة ثلاثة أشخاص في غارة إسرائيلية بطائرة مسيرة على النبطية",
    "es": "Ministerio de Salud del Líbano: tres heridos en un ataque de un dron israelí contra Nabatieh",
}
AGAIN = {
    "en": "Three people were wounded in an Israeli drone strike on Nabatieh, Lebanon's Health Ministry says",
    "es": "Tres heridos en un ataque de un dron israelí contra Nabatieh, según el Ministerio de Salud del Líbano",
}


def _settings(urls: dict[str, str]) -> str:
    sources = "".join(
        f'[[source]]\nname = "harbour-{lang}"\nurl = "{url}"\nlang = "{lang}"\n'
        "every_s = 1\nallow_private = true\nrobots = false\n"
        for lang, url in urls.items()
    )
    wanting = '[[channel]]\nchat = -1001\nregions = ["lebanon"]\nlanguages = ["es"]\nlang = "es"\n'
    return f"{sources}\n[delivery]\nburst_window_s = 0\n{wanting}"


async def test_an_event_in_three_languages_rings_once_where_one_is_wanted(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        sites = {lang: await stack.enter_async_context(TickerSite([known])) for lang, known in KNOWN.items()}
        api = await stack.enter_async_context(FakeBotApi())
        bed = await stack.enter_async_context(laid(tmp_path, sites["en"], api))
        (tmp_path / "tocsin.toml").write_text(_settings({lang: site.url for lang, site in sites.items()}), "utf-8")
        program = await stack.enter_async_context(bed.running())
        await program.until_decided(3)
        wants = {42: "es", 43: "ar", 44: ""}
        for chat in wants:
            api.say(chat, "/subscribe lebanon")
            api.say(chat, "/settings")
        await api.wait_sent(6)
        queries = [_choose(api, chat, lang) for chat, lang in wants.items() if lang]
        await until(lambda: all(query in api.answered for query in queries))

        for lang, site in sites.items():
            site.push(EVENT[lang])
        await program.until_decided(6)
        await until(lambda: all(_heard(api, 44, text) for text in EVENT.values()), 20)
        for lang, text in AGAIN.items():
            sites[lang].push(text)
        await program.until_decided(8)

        assert [outcome for outcome, _ in program.decided()[3:6]] == ["alert"] * 3
        assert [outcome for outcome, _ in program.decided()[6:]] == ["duplicate"] * 2
        wanted = ((42, "es"), (43, "ar"), (-1001, "es"))
        await until(lambda: all(_heard(api, chat, EVENT[lang]) for chat, lang in wanted), 20)
        told = {chat: [text for text in EVENT.values() if _heard(api, chat, text)] for chat in (42, 43, -1001)}
        assert told == {42: [EVENT["es"]], 43: [EVENT["ar"]], -1001: [EVENT["es"]]}
        # Three lines of three tickers; each is told once to who wants all.
        assert [_heard(api, 44, text) for text in EVENT.values()] == [1, 1, 1]
        assert not any(_heard(api, chat, text) for chat in (42, 43, 44, -1001) for text in AGAIN.values())


def _heard(api: FakeBotApi, chat: int, line: str) -> int:
    return sum(row == line for text in api.texts(chat) for row in text.split("\n"))


def _choose(api: FakeBotApi, chat: int, lang: str) -> str:
    """Tick a language in the newest menu of a chat."""
    menu = [kept for kept in api.sent if kept.chat == chat][-1]
    return api.press(chat, f"put:told:{lang}:1", message_id=menu.message_id)
