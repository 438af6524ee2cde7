"""Whose settings are meant, and whether this person may see or change them."""

from dataclasses import dataclass, replace

from bot.commands.asks import Census, RecordOf, RightsOf
from bot.commands.scene import Answer, Scene
from bot.commands.settings import Access
from bot.model.chat import ChatKey, ChatKind, ChatRecord, ChatState
from bot.model.request import Act


class Refused(Exception):
    """The kind answer to somebody who may not do that, or cannot."""

    def __init__(self, answer: Answer) -> None:
        super().__init__("refused")
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Target:
    """The chat whose settings are meant. `record`: what is kept of it, None before its first change.

    `channel`: its id when it is managed from elsewhere, for buttons.
    """

    key: ChatKey
    kind: ChatKind
    record: ChatRecord | None
    title: str = ""
    channel: int | None = None


def seen(scene: Scene, channel: int | str | None = None) -> Target:
    """The chat to look at: the one that asks, or a channel of which this person is an administrator."""
    if channel is not None:
        return _channel(scene, channel)
    request = scene.request
    return Target(request.chat, request.kind, scene.home, request.title)


def changed(scene: Scene, channel: int | str | None = None) -> tuple[Target, ChatRecord]:
    """The chat to change, with its record or a fresh one. Raises Refused where that is not allowed."""
    if channel is None:
        _must_be_admin(scene)
    target = seen(scene, channel)
    if target.record is not None:
        kept = target.record
        return target, replace(
            kept, awaiting="", title=target.title or kept.title, state=ChatState.ACTIVE, reason=""
        )
    admit(scene)
    lang = scene.house.texts.language(scene.request.lang, scene.house.settings.lang)
    return target, ChatRecord(target.key, target.kind, lang=lang, title=target.title)


def said_no(scene: Scene, key: str, **values: str) -> Refused:
    """A refusal in words: a toast over a button, a message otherwise."""
    if scene.request.act is Act.PRESS:
        return Refused(Answer(toast=scene.label(key, **values)))
    return Refused(Answer(replies=(scene.reply(scene.say(key, **values)),)))


def admit(scene: Scene) -> None:
    """Raises Refused when a chat that is not known yet may not come in, or there is no room for it."""
    if scene.is_operator:
        return
    if not may_enter(scene):
        raise said_no(scene, "not-invited", contact=scene.house.settings.contact or "-")
    most = scene.house.settings.most_chats
    if most and scene.learn(Census()) >= most:
        raise said_no(scene, "full-house", contact=scene.house.settings.contact or "-")


def may_enter(scene: Scene) -> bool:
    settings, request = scene.house.settings, scene.request
    if settings.access is Access.OPEN or settings.allowed & {request.chat.id, request.person}:
        return True
    if settings.access is Access.LISTED or request.person is None:
        return False
    # Who came by the invitation link has a record; what they add the bot to comes in with them.
    if scene.home is not None:
        return True
    return not scene.is_private and scene.learn(RecordOf(ChatKey(request.person))) is not None


def _must_be_admin(scene: Scene) -> None:
    request = scene.request
    if scene.is_private or request.hidden_admin:
        return
    if request.person is None:
        raise said_no(scene, "only-admins")
    rights = scene.learn(RightsOf(request.chat.id, request.person))
    if rights is None or not rights.admin:
        raise said_no(scene, "only-admins")


def _channel(scene: Scene, channel: int | str) -> Target:
    person = scene.request.person
    if not scene.is_private or person is None:
        raise said_no(scene, "channel-elsewhere", bot=scene.house.bot_name)
    rights = scene.learn(RightsOf(channel, person))
    if rights is None:
        raise said_no(scene, "channel-unseen", channel=str(channel), bot=scene.house.bot_name)
    if not rights.admin:
        raise said_no(scene, "channel-not-yours", channel=rights.title or str(channel))
    if not rights.bot.may_write:
        raise said_no(scene, "channel-cannot-post", channel=rights.title or str(channel))
    key = ChatKey(rights.chat)
    return Target(key, rights.kind, scene.learn(RecordOf(key)), rights.title, rights.chat)
