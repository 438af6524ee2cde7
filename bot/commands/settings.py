"""What an operator decides about the chat commands."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

LANGUAGES = ("en", "ar", "es")
OFFERED = ("lebanon", "gaza", "west-bank", "israel", "syria", "yemen", "iran", "iraq", "united-states", "world")


class Access(StrEnum):
    """OPEN: anybody. LISTED: the chats and persons of the allow-list. INVITED: who came by the invitation link."""

    OPEN = "open"
    LISTED = "listed"
    INVITED = "invited"


@dataclass(frozen=True, slots=True)
class CommandSettings:
    """Who may use the bot, and how much of it.

    `operators`: chat ids in which the operators' commands work. `allowed`: chat or person ids (LISTED; they are
    let in under INVITED too). `invitation`: the word of the link t.me/BOT?start=WORD (INVITED).
    `most_regions`, `most_words`: for one chat, words for each list. `most_chats`: for the whole bot, 0 no limit.
    `flood_burst` commands at once and `flood_per_minute` lasting are answered; then silence for `flood_rest`.
    `sources`, `source_languages`: what may be chosen from. `lang`: for who speaks none of ours.
    `offered`: the regions whose buttons greet a newcomer; unknown ones are left out.
    `keep_days`: how long the log is kept, for /privacy. `contact`: who runs the bot, for /privacy and refusals.
    """

    access: Access = Access.OPEN
    operators: frozenset[int] = frozenset()
    allowed: frozenset[int] = frozenset()
    invitation: str = ""
    most_regions: int = 100
    most_words: int = 50
    most_chats: int = 0
    flood_burst: int = 20
    flood_per_minute: int = 30
    flood_rest: timedelta = timedelta(minutes=5)
    longest_mute: timedelta = timedelta(days=14)
    sources: tuple[str, ...] = ()
    source_languages: tuple[str, ...] = LANGUAGES
    lang: str = "en"
    offered: tuple[str, ...] = OFFERED
    keep_days: int = 30
    contact: str = ""
