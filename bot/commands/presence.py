"""What it means when our own place in a chat changes: added, kicked, blocked, made administrator, moved."""

from dataclasses import replace

from bot.commands.asks import RecordOf
from bot.commands.opening import channel_buttons
from bot.commands.scene import Answer, Scene, message
from bot.commands.target import Refused, admit
from bot.model.chat import ChatKey, ChatKind, ChatRecord, ChatState
from bot.model.delivery import Outgoing
from bot.model.request import Presence


def present(scene: Scene) -> Answer:
    """Out of reach: suspended, settings kept. Back again: resumed. Added for the first time: introduced, once."""
    request = scene.request
    if not request.now_is.may_write or (request.kind is ChatKind.CHANNEL and request.now_is is not Presence.ADMIN):
        return Answer(suspend=_reason(scene)) if scene.home is not None else Answer()
    if request.kind is ChatKind.PRIVATE:
        return Answer(resume=_is_suspended(scene))
    if request.kind is ChatKind.CHANNEL:
        return _channel_joined(scene)
    if scene.home is not None:
        said = (Outgoing(request.chat, message(scene.say("group-again"))),) if _is_suspended(scene) else ()
        return Answer(resume=_is_suspended(scene), replies=said)
    return _group_joined(scene) if not request.was.may_write else Answer()


def _group_joined(scene: Scene) -> Answer:
    try:
        admit(scene)
    except Refused as refused:
        return refused.answer
    request = scene.request
    record = ChatRecord(request.chat, request.kind, lang=scene.lang, title=request.title)
    hello = Outgoing(request.chat, message(scene.say("group-hello", bot=scene.house.bot_name)))
    return Answer(record, replies=(hello,))


def _channel_joined(scene: Scene) -> Answer:
    """The channel is known from now on; who added us is told how to manage it, in their own chat."""
    request = scene.request
    if request.person is None:
        return Answer(resume=_is_suspended(scene))
    key = ChatKey(request.person)
    person = scene.learn(RecordOf(key))
    theirs = replace(scene, home=person)
    try:
        if scene.home is None:
            admit(theirs)
    except Refused:
        html = theirs.say("not-invited", contact=scene.house.settings.contact or "-")
        return Answer(replies=(Outgoing(key, message(html)),))
    home = person or ChatRecord(key, ChatKind.PRIVATE, lang=theirs.lang)
    channel = int(request.chat.id)
    home = replace(home, managed=tuple(dict.fromkeys((*home.managed, channel))))
    ready = message(theirs.say("channel-ready", channel=request.title), channel_buttons(theirs, channel))
    record = scene.home or ChatRecord(request.chat, request.kind, lang=theirs.lang, title=request.title)
    return Answer(
        record if scene.home is None else None,
        home=home,
        resume=_is_suspended(scene),
        replies=(Outgoing(key, ready),),
    )


def _reason(scene: Scene) -> str:
    if scene.is_private:
        return "blocked"
    return "no_rights" if scene.request.now_is is not Presence.OUT else "kicked"


def _is_suspended(scene: Scene) -> bool:
    return scene.home is not None and scene.home.state is ChatState.SUSPENDED
