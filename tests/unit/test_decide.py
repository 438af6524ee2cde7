"""The policy, pure: each line ends as exactly one decision, and each decision as one entry of the log or none."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.decide import KNOWN_AT_FIRST_POLL, Offer, alert_of, decide, late, spoken_for
from bot.dedupe.memory import Memory
from bot.model.news import AlertKind, Decision, Evidence, Headline, Outcome
from tests.unit.pipeline.river_rig import PLACER

START_AT = datetime(2026, 3, 14, 6, 0, tzinfo=UTC)
FIRST = "Health Ministry in Gaza: Three people killed in shelling of al-Maghazi camp"
TOLL = FIRST.replace("Three", "Seven")
STRIKE = "Sheikh Qassem: Reconstruction begins in Bint Jbeil"


def offer(text: str, minute: int = 0, *, known: bool = False) -> Offer:
    return Offer(Headline("harbour-en", text, START_AT + timedelta(minutes=minute)), known)


def decided(*offers: Offer) -> tuple[Decision, ...]:
    return decide(offers, Memory(PLACER), PLACER, (), "stem")


def test_new_repeated_and_changed_lines_of_one_poll_meet_each_other() -> None:
    decisions = decided(offer(FIRST), offer(FIRST + "."), offer(TOLL), offer(STRIKE))
    assert [one.outcome for one in decisions] == [Outcome.ALERT, Outcome.DUPLICATE, Outcome.UPDATE, Outcome.ALERT]
    alerts = [alert_of(one) for one in decisions]
    assert alerts[1] is None
    first, update, other = (alert for alert in alerts if alert)
    assert (first.kind, first.about, first.of, first.told_before) == (AlertKind.NEW, ("gaza",), None, "")
    assert (update.kind, update.story) == (AlertKind.UPDATE, first.ref)
    assert update.told_before in (FIRST, FIRST + ".")
    assert (other.about, other.speaker) == (("lebanon",), "Sheikh Qassem")
    assert len({first.ref, update.ref, other.ref}) == 3
    assert all(alert.because for alert in (first, update, other))


def test_a_line_that_stood_there_before_is_dropped_and_remembered() -> None:
    known, again = decided(offer(FIRST, known=True), offer(FIRST, 5))
    assert (known.outcome, known.reason) == (Outcome.DROP, KNOWN_AT_FIRST_POLL)
    assert again.outcome is Outcome.DUPLICATE
    assert alert_of(known) is None


def test_a_retyped_line_asks_for_a_silent_edit_only_where_it_stood() -> None:
    shown = replace(offer(FIRST + "!", 1).headline, replaces=FIRST)
    _, retyped = decided(offer(FIRST), Offer(shown))
    assert retyped.outcome is Outcome.DUPLICATE
    alert = alert_of(retyped)
    assert alert is not None
    assert (alert.kind, alert.told_before) == (AlertKind.RETYPED, FIRST)


def test_late_marks_and_changes_nothing_else() -> None:
    headline = offer(FIRST).headline
    assert replace(late(headline), late=False) == headline
    (decision,) = decided(Offer(late(headline)))
    alert = alert_of(decision)
    assert alert is not None
    assert alert.late


def test_only_what_won_is_spoken_for() -> None:
    won, lost = Evidence("Tyre", "lebanon", "named", 1.0), Evidence("Tyre", "us", "named", 1.0, lost=True)
    assert spoken_for([lost, won]) == ("Tyre: lebanon (named)",)


words = st.sampled_from((FIRST, TOLL, STRIKE, "Oil prices rise", "<b>x</b> &amp; \u202e@everyone", "?!", "ألف"))


@settings(max_examples=40)
@given(st.lists(st.tuples(words, st.booleans()), max_size=8))
def test_every_line_ends_as_one_decision_in_order(shown: list[tuple[str, bool]]) -> None:
    decisions = decided(*(offer(text, minute, known=known) for minute, (text, known) in enumerate(shown)))
    assert [one.headline.text for one in decisions] == [text for text, _ in shown]
    for decision, (_, known) in zip(decisions, shown, strict=True):
        assert (decision.outcome is Outcome.DROP) is known
        assert decision.placement is not None
        assert decision.placement.about
        alert = alert_of(decision)
        assert (alert is None) == (decision.outcome in (Outcome.DROP, Outcome.DUPLICATE))
        assert alert is None or alert.text == decision.headline.text
