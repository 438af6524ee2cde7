"""/subscribe, /unsubscribe and /regions: by name, or from a menu with ticks."""

from dataclasses import replace
from datetime import datetime

from bot.commands.fold import clipped
from bot.commands.names import Guess, Reading
from bot.commands.press import Press, button, in_rows
from bot.commands.scene import Answer, Rows, Scene
from bot.commands.target import Target, changed, said_no, seen
from bot.commands.texts import Html, joined
from bot.model.chat import ChatRecord
from bot.model.delivery import Button
from bot.model.region import Region

PAGE = 16
_ALL = frozenset(("all", "everything", "todo", "todos", "todas", "الكل", "جميع", "كل"))


def subscribe(scene: Scene, text: str, channel: int | str | None) -> Answer:
    """Regions by name; without any, the menu."""
    target, record = changed(scene, channel)
    if not text.strip():
        return Answer(replies=(scene.reply(*menu(scene, target, record, "", 0)),))
    reading = scene.house.names.read(text)
    fresh = [slug for slug in reading.found if slug not in record.subscription.regions]
    _check_room(scene, record, fresh)
    grown = _with_regions(record, record.subscription.regions | frozenset(fresh))
    lines = _greeting(scene, target, fresh, [slug for slug in reading.found if slug not in fresh])
    html = joined([*lines, *_doubts(scene, reading)])
    buttons = _offers(scene, target, reading.offered, "add")
    return Answer(grown if fresh else None, replies=(scene.reply(html, buttons),))


def unsubscribe(scene: Scene, text: str, channel: int | str | None) -> Answer:
    """Regions by name; "all" asks first; without any, the menu."""
    target, record = changed(scene, channel)
    held = record.subscription.regions
    if not held:
        return Answer(replies=(scene.reply(scene.say("nothing-subscribed")),))
    if not text.strip():
        return Answer(replies=(scene.reply(*menu(scene, target, record, "mine", 0)),))
    if text.strip().casefold() in _ALL:
        yes = button(scene.label("button-leave-all"), "rmall", "yes", chat=target.channel)
        no = button(scene.label("button-keep"), "rmall", "no", chat=target.channel)
        return Answer(replies=(scene.reply(scene.say("leave-all", count=len(held)), [[yes], [no]]),))
    reading = scene.house.names.read(text)
    left = [slug for slug in reading.found if slug in held]
    lines = [scene.say("unsubscribed", regions=scene.listed(left), count=len(left))] if left else []
    missing = [slug for slug in reading.found if slug not in held]
    lines += [scene.say("was-not-subscribed", regions=scene.listed(missing))] if missing else []
    html = joined([*lines, *_doubts(scene, reading), *_what_is_left(scene, held - frozenset(left), left)])
    buttons = _offers(scene, target, reading.offered, "rm")
    return Answer(
        _with_regions(record, held - frozenset(left)) if left else None, replies=(scene.reply(html, buttons),)
    )


def regions(scene: Scene) -> Answer:
    """All that one may subscribe to, as a menu that anybody may leaf through."""
    target = seen(scene)
    return Answer(replies=(scene.reply(*menu(scene, target, target.record, "", 0)),))


def suggest(scene: Scene, text: str) -> Answer | None:
    """Free text in a private chat that names regions: offered, not done."""
    reading = scene.house.names.read(text[:200])
    slugs = (*reading.found, *(slug for guess in reading.offered for slug in guess.slugs))
    if not slugs or (reading.unknown and not reading.found):
        return None
    buttons = [button(scene.region(slug), "add", slug) for slug in dict.fromkeys(slugs)][:PAGE]
    return Answer(replies=(scene.reply(scene.say("subscribe-to-which"), in_rows(buttons, 2)),))


def pressed(scene: Scene, press: Press) -> Answer:
    """The menu's buttons. "on" and "off" say what is wanted, so that two who press at once do it once."""
    if press.verb == "menu":
        target = seen(scene, press.chat)
        return Answer(
            replies=(scene.redraw(*menu(scene, target, target.record, press.value(0), _page(press.value(1)))),)
        )
    target, record = changed(scene, press.chat)
    if press.verb == "rmall":
        return _leave_all(scene, record, sure=press.value(0) == "yes")
    slug = press.value(0)
    held = record.subscription.regions
    adds = press.verb in ("on", "add")
    if slug not in scene.house.graph and (adds or slug not in held):
        raise said_no(scene, "old-menu")
    if adds:
        _check_room(scene, record, [slug] if slug not in held else [])
    wanted = held | {slug} if adds else held - {slug}
    grown = _with_regions(record, wanted)
    toast = scene.label("toast-on" if adds else "toast-off", region=scene.region(slug))
    if press.verb in ("add", "rm"):
        key = "subscribed" if adds else "unsubscribed"
        lines = [scene.say(key, regions=scene.listed([slug]), count=1), scene.say("subscribed-hint")]
        html = joined(lines if adds else lines[:1])
        return Answer(grown if wanted != held else None, replies=(scene.redraw(html),), toast=toast)
    drawn = menu(scene, target, grown, press.value(1), _page(press.value(2)))
    return Answer(grown if wanted != held else None, replies=(scene.redraw(*drawn),), toast=toast)


def menu(scene: Scene, target: Target, record: ChatRecord | None, section: str, page: int) -> tuple[Html, Rows]:
    """Sections first; within one, its regions in pages, ticked where subscribed. "mine": those subscribed to."""
    held = record.subscription.regions if record is not None else frozenset[str]()
    graph = scene.house.graph
    if section == "mine":
        shown = sorted((graph[slug] for slug in held if slug in graph), key=lambda r: scene.region(r.slug))
        title = scene.say("menu-mine", count=len(shown))
    elif section in graph:
        below = graph.below(section)
        shown = [region for region in graph if region.slug in below]
        title = scene.say("menu-section", section=scene.region(section))
    else:
        return scene.say("menu-sections", count=len(held)), _sections(scene, target, held)
    last = max(0, (len(shown) - 1) // PAGE)
    page = min(max(page, 0), last)
    some = shown[page * PAGE : (page + 1) * PAGE]
    buttons = [_tick(scene, target, region, region.slug in held, (section, str(page))) for region in some]
    return title, (*in_rows(buttons, 2), *_leaves(scene, target, section, page, last))


def _sections(scene: Scene, target: Target, held: frozenset[str]) -> Rows:
    buttons = []
    for region in scene.house.graph.sections:
        below = scene.house.graph.below(region.slug)
        ticks = len(below & held)
        if len(below) == 1:
            buttons.append(_tick(scene, target, region, region.slug in held, ("", "0")))
            continue
        label = f"{scene.region(region.slug)} ({ticks})" if ticks else scene.region(region.slug)
        buttons.append(button(f"{label} »", "menu", region.slug, "0", chat=target.channel))
    return in_rows(buttons, 2)


def _tick(scene: Scene, target: Target, region: Region, on: bool, spot: tuple[str, ...]) -> Button:
    """`spot`: the section and page to come back to."""
    name = scene.region(region.slug)
    name = scene.label("whole", region=name) if region.slug == spot[0] else name
    label = ("✅ " if on else "") + name
    return button(label, "off" if on else "on", region.slug, *spot, chat=target.channel)


def _leaves(scene: Scene, target: Target, section: str, page: int, last: int) -> Rows:
    turn = [button(f"‹ {page}", "menu", section, str(page - 1), chat=target.channel)] if page else []
    if page < last:
        turn.append(button(f"{page + 2} ›", "menu", section, str(page + 1), chat=target.channel))
    return (turn, [button(scene.label("button-sections"), "menu", "", "0", chat=target.channel)])


def _page(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _with_regions(record: ChatRecord, regions: frozenset[str]) -> ChatRecord:
    mutes: dict[str, datetime] = {
        slug: until for slug, until in record.subscription.region_mutes.items() if slug in regions
    }
    return replace(record, subscription=replace(record.subscription, regions=regions, region_mutes=mutes))


def _check_room(scene: Scene, record: ChatRecord, fresh: list[str]) -> None:
    most = scene.house.settings.most_regions
    if len(record.subscription.regions) + len(fresh) > most:
        raise said_no(scene, "too-many-regions", most=str(most))


def _greeting(scene: Scene, target: Target, fresh: list[str], known: list[str]) -> list[Html]:
    lines = []
    if fresh:
        key = "subscribed" if target.channel is None else "subscribed-channel"
        where = {} if target.channel is None else {"channel": target.title}
        lines.append(scene.say(key, regions=scene.listed(fresh), count=len(fresh), **where))
    if known:
        lines.append(scene.say("already-subscribed", regions=scene.listed(known)))
    if fresh and target.channel is None:
        lines.append(scene.say("subscribed-hint"))
    return lines


def _doubts(scene: Scene, reading: Reading) -> list[Html]:
    """What was corrected, what may have been meant, and what was not understood."""
    lines = [
        scene.say("corrected", typed=guess.typed, region=scene.region(guess.slugs[0]))
        for guess in reading.corrected
    ]
    for guess in reading.offered:
        one = len(guess.slugs) == 1
        key = "did-you-mean" if one else "did-you-mean-one-of"
        values = {"region": scene.region(guess.slugs[0])} if one else {}
        lines.append(scene.say(key, typed=guess.typed, **values))
    unknown = [clipped(typed) for typed in reading.unknown[:5]]
    lines += [scene.say("unknown-region", typed=", ".join(unknown))] if unknown else []
    return lines


def _offers(scene: Scene, target: Target, offered: tuple[Guess, ...], verb: str) -> Rows:
    slugs = dict.fromkeys(slug for guess in offered for slug in guess.slugs)
    return in_rows([button(scene.region(slug), verb, slug, chat=target.channel) for slug in slugs][:PAGE], 2)


def _what_is_left(scene: Scene, held: frozenset[str], left: list[str]) -> list[Html]:
    if not left:
        return []
    if not held:
        return [scene.say("nothing-left")]
    return [scene.say("still-subscribed", regions=scene.listed(sorted(held, key=scene.region)))]


def _leave_all(scene: Scene, record: ChatRecord, *, sure: bool) -> Answer:
    if not sure:
        return Answer(replies=(scene.redraw(scene.say("kept-all")),))
    emptied = _with_regions(record, frozenset())
    return Answer(emptied, replies=(scene.redraw(scene.say("left-all")),))
