"""Why a line came, in the reader's language; words and phrases that it must have."""

import pytest

from bot.classify.roles import Role
from bot.commands.clues import ROLES
from bot.commands.desk_words import DUTIES, NUMBERS, STATES
from bot.commands.preferences import words
from bot.commands.settings import LANGUAGES
from bot.model.chat import ChatKey
from bot.model.news import Outcome
from bot.panel.status import SourceState
from bot.ports.watching import Role as LeaseRole
from tests.unit.commands.stage import Seat, Stage, plain


def test_the_desk_has_words_for_every_state_duty_and_outcome() -> None:
    assert set(STATES) == {state.value for state in SourceState}
    assert set(DUTIES) == {role.value for role in LeaseRole}
    assert {f"decided {outcome.value}" for outcome in Outcome} <= set(NUMBERS)


ENGLISH = ("where", "placed", "happens", "named", "decided")


def test_every_role_of_the_placing_has_words_of_ours() -> None:
    """A role without is spoken of as "named"; add its words to the message files and to ROLES."""
    assert {role.value for role in Role} - set(ROLES) == set()


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "en"])
@pytest.mark.parametrize("seq", [12, 15, 16, 17])
def test_no_english_is_left_in_the_reasons(lang: str, seq: int) -> None:
    stage = Stage(seat=Seat(lang=lang))
    said = plain(stage.press_raw(f"why:{seq}"))
    shown = next(alert.text for alert in stage.log if alert.seq == seq)
    reasons = said.replace(shown, "").casefold()
    assert not [word for word in ENGLISH if word in reasons]
    assert stage.house.texts.say(lang, "why-because") in said


def test_an_update_says_what_it_updates() -> None:
    assert "It updates: A bridge over the Litani is closed to traffic" in plain(Stage().press_raw("why:12"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ceasefire, hospital", ("ceasefire", "hospital")),
        ('"power  cut", Homs', ("power cut", "homs")),
        ("“alto el fuego” tregua", ("alto el fuego", "tregua")),
        ("«وقف إطلاق النار»، هدنة", ("وقف إطلاق النار", "هدنة")),
        ('"unfinished business', ("unfinished", "business")),
        ('"" "  " “”', ()),
        ('"gaza" gaza "GAZA"', ("gaza",)),
        ("„Beit Hanoun“", ("beit hanoun",)),
        ('"a.*b" (c|d)', ("a b",)),
    ],
)
def test_words_and_phrases(text: str, found: tuple[str, ...]) -> None:
    assert words(text) == found


def test_a_phrase_counts_as_one_of_fifty_and_is_kept_whole() -> None:
    stage = Stage()
    fifty = ", ".join(f'"two words{number}"' for number in range(50))
    assert "Saved" in plain(stage.say(f"/settings only {fifty}"))
    assert len(stage.records[ChatKey(42)].subscription.only_if) == 50
    assert "At most 50 words" in plain(stage.say(f'/settings only {fifty}, "one more"'))
    long = plain(stage.say('/settings only "' + "word " * 60 + '"'))
    assert "Saved" in long
    assert len(stage.records[ChatKey(42)].subscription.only_if[0]) <= 80
