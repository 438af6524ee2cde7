"""Tells the operators what is wrong with Telegram as a whole, once, and when it is over."""

from datetime import datetime, timedelta

from bot.deliver.operators import Operators
from bot.deliver.outlook import Outlook
from bot.ops.log import logger
from bot.ports.errors import SendError
from bot.ports.sender import Sender

log = logger(__name__)


async def is_token_good(sender: Sender, operators: Operators) -> bool:
    """Whether the token that was refused is accepted again, or replaced; until then nothing is sent."""
    text = "Telegram refuses the bot's token (401). Nothing is sent until it is replaced; nothing is lost."
    await operators.tell("token", text)
    try:
        name = await sender.check()
    except SendError as error:
        log.debug("token_still_refused", error=str(error))
        return False
    await operators.over("token", f"Telegram accepts the bot's token again ({name}): sending goes on.")
    return True


async def tell_of_flood(operators: Operators, until: datetime | None, now: datetime, long: timedelta) -> None:
    """A wait for the whole bot of at least `long` is told, and its end."""
    if until is not None and until - now >= long:
        text = f"Telegram asks us to wait until {until:%H:%M} UTC before anything is sent (flood control)."
        await operators.tell("flood", text)
    elif until is None or until <= now:
        await operators.over("flood", "The wait that Telegram asked for is over: sending goes on.")


async def tell_of_parked(operators: Operators, outlook: Outlook, now: datetime, long: timedelta) -> None:
    """A wait of one channel or group of at least `long` is told, and its end; no other waits for it."""
    for chat, until in tuple(outlook.parked.items()):
        key = f"flood {chat}"
        if until <= now:
            del outlook.parked[chat]
            await operators.over(
                key, f"The wait that Telegram asked for in {chat} is over: what came is sent now."
            )
        elif until - now >= long and outlook.deadline(now) is None:
            text = (
                f"Telegram asks us to wait until {until:%H:%M} UTC in {chat} (flood control). What comes is kept."
            )
            await operators.tell(key, text)


async def tell_of_gone(operators: Operators, outlook: Outlook) -> None:
    """So many chats out of reach in a row that it is not the chats."""
    gone = outlook.gone
    if outlook.all_gone:
        text = (
            f"{len(gone)} different chats in a row were out of reach: the token or the Bot API address is "
            "probably wrong. Sending is paused, nobody was dropped; one chat is tried now and then."
        )
        await operators.tell("all_gone", text)
    elif not gone:
        await operators.over("all_gone", "Chats can be reached again: sending goes on.")
