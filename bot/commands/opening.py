"""/start, /help, /privacy, /stop and /channels."""

from dataclasses import replace

from bot.commands.names import RegionNames
from bot.commands.press import button, in_rows
from bot.commands.scene import Answer, Rows, Scene
from bot.commands.settings import Access
from bot.commands.target import admit, changed, said_no, seen
from bot.commands.texts import Html, joined
from bot.model.chat import ChatRecord
from bot.model.delivery import Outgoing


def start(scene: Scene, text: str) -> Answer:
    """Greets and offers regions; "?start=lebanon" subscribes, "?start=WORD" lets in whoever was invited."""
    settings = scene.house.settings
    invited = (
        settings.access is Access.INVITED and settings.invitation != "" and text.strip() == settings.invitation
    )
    if invited and scene.is_private:
        fresh = scene.home or ChatRecord(scene.request.chat, scene.request.kind, lang=scene.lang)
        return Answer(fresh, replies=(_greeting(scene, []),))
    admit_newcomer = scene.home is None
    if admit_newcomer:
        admit(scene)
    slugs = linked_regions(scene.house.names, text)
    if not slugs:
        return Answer(replies=(_greeting(scene, []),))
    _, record = changed(scene)
    held = record.subscription.regions
    if len(held | set(slugs)) > settings.most_regions:
        raise said_no(scene, "too-many-regions", most=str(settings.most_regions))
    grown = replace(record, subscription=replace(record.subscription, regions=held | set(slugs)))
    told = scene.say("subscribed", regions=scene.listed(slugs), count=len(slugs))
    return Answer(grown, replies=(_greeting(scene, [told]),))


def linked_regions(names: RegionNames, text: str) -> list[str]:
    """Regions named by a link's word: Telegram allows letters, digits, "_" and "-" there."""
    parts = [part for word in text.split() for part in word.split("_")]
    whole = names.named(text.replace("_", " "))
    if whole is not None:
        return [whole]
    return list(dict.fromkeys(slug for slug in map(names.named, parts) if slug is not None))


def help_text(scene: Scene) -> Answer:
    lines = [scene.say("help")]
    if scene.request.chat.topic is not None:
        lines.append(scene.say("help-topic"))
    if scene.is_operator:
        lines.append(scene.say("help-operators"))
    return Answer(replies=(scene.reply(joined(lines, "\n\n")),))


def privacy(scene: Scene) -> Answer:
    settings = scene.house.settings
    html = scene.say("privacy", days=settings.keep_days)
    if settings.contact:
        html = joined([html, scene.say("privacy-contact", contact=settings.contact)])
    return Answer(replies=(scene.reply(html),))


def stop(scene: Scene, channel: int | str | None) -> Answer:
    """Forgets everything about the chat, and says so."""
    if scene.home is None and channel is None:
        return Answer(replies=(scene.reply(scene.say("nothing-kept")),))
    target, _ = changed(scene, channel)
    if target.record is None:
        return Answer(replies=(scene.reply(scene.say("nothing-kept")),))
    if target.channel is None:
        return Answer(forget=target.key, replies=(scene.reply(scene.say("stopped")),))
    return Answer(forget=target.key, replies=(scene.reply(scene.say("stopped-channel", channel=target.title)),))


def channels(scene: Scene, channel: int | str | None) -> Answer:
    """The channels that this person manages from here."""
    if not scene.is_private:
        raise said_no(scene, "channel-elsewhere", bot=scene.house.bot_name)
    if channel is not None:
        target = seen(scene, channel)
        home = scene.home or ChatRecord(scene.request.chat, scene.request.kind, lang=scene.lang)
        managed = tuple(dict.fromkeys((*home.managed, int(target.key.id))))
        reply = scene.reply(
            scene.say("channel-ready", channel=target.title), channel_buttons(scene, target.channel or 0)
        )
        return Answer(replace(home, managed=managed), replies=(reply,))
    managed = scene.home.managed if scene.home is not None else ()
    found = [(target.title, target.channel or 0) for target in (seen(scene, chat) for chat in managed)]
    if not found:
        return Answer(replies=(scene.reply(scene.say("channels-none", bot=scene.house.bot_name)),))
    rows = [[button(title, "set", "", chat=chat)] for title, chat in found]
    return Answer(replies=(scene.reply(scene.say("channels", count=len(found)), rows),))


def channel_buttons(scene: Scene, channel: int) -> Rows:
    return (
        [button(scene.label("button-regions"), "menu", "", "0", chat=channel)],
        [button(scene.label("button-settings"), "set", "", chat=channel)],
    )


def _greeting(scene: Scene, told: list[Html]) -> Outgoing:
    """Three lines and some regions to begin with."""
    held = scene.home.subscription.regions if scene.home is not None else frozenset[str]()
    offered = [slug for slug in scene.house.settings.offered if slug in scene.house.graph and slug not in held]
    rows = in_rows([button(scene.region(slug), "add", slug) for slug in offered], 2)
    every = [button(scene.label("button-all-regions"), "menu", "", "0")]
    return scene.reply(joined([scene.say("greeting"), *told], "\n\n"), () if told else (*rows, every))
