"""A subscription in plain words."""

from collections.abc import Sequence
from datetime import time

from bot.commands.fold import clipped
from bot.commands.scene import Scene
from bot.commands.target import Target
from bot.commands.texts import Html, joined
from bot.model.chat import ChatRecord, Rhythm, Subscription

LANGUAGE_NAMES = {"en": "English", "ar": "العربية", "es": "Español"}


def described(scene: Scene, target: Target, record: ChatRecord) -> Html:
    """What this chat hears, when, and how: a few lines, only about what differs from the plain case."""
    wants = record.subscription
    held = sorted(wants.regions, key=scene.region)
    if not held:
        head = scene.say("mine-nothing")
    elif target.channel is None:
        head = scene.say("mine-regions", regions=scene.listed(held), count=len(held))
    else:
        head = scene.say("mine-channel", channel=target.title, regions=scene.listed(held), count=len(held))
    return joined([head, *_filters(scene, wants), *_times(scene, wants)])


def _filters(scene: Scene, wants: Subscription) -> list[Html]:
    lines = []
    if wants.also:
        lines.append(scene.say("mine-also"))
    if wants.only_if:
        lines.append(scene.say("mine-only", words=words_line(scene, wants.only_if)))
    if wants.never_if:
        lines.append(scene.say("mine-never", words=words_line(scene, wants.never_if)))
    if wants.sources:
        lines.append(scene.say("mine-sources", sources=", ".join(sorted(wants.sources))))
    if wants.languages:
        names = [LANGUAGE_NAMES.get(lang, lang) for lang in sorted(wants.languages)]
        lines.append(scene.say("mine-languages", languages=", ".join(names)))
    return lines


def _times(scene: Scene, wants: Subscription) -> list[Html]:
    lines = [rhythm_line(scene, wants)]
    if wants.quiet is not None and wants.quiet.start != wants.quiet.end:
        quiet = wants.quiet
        lines.append(
            scene.say("mine-quiet", start=_hm(quiet.start), end=_hm(quiet.end), zone=scene.city(quiet.zone))
        )
    if wants.silent:
        lines.append(scene.say("mine-silent"))
    if wants.muted_until_at is not None and wants.muted_until_at > scene.now:
        lines.append(scene.say("mine-muted", until=scene.clock(wants.muted_until_at, wants.zone)))
    resting = {slug: at for slug, at in wants.region_mutes.items() if at > scene.now}
    for slug in sorted(resting, key=scene.region)[:10]:
        until = scene.clock(resting[slug], wants.zone)
        lines.append(scene.say("mine-region-muted", region=scene.region(slug), until=until))
    return lines


def rhythm_line(scene: Scene, wants: Subscription) -> Html:
    if wants.rhythm is Rhythm.HOURLY:
        return scene.say("mine-hourly")
    if wants.rhythm is Rhythm.DAILY:
        return scene.say("mine-daily", at=_hm(wants.daily_at), zone=scene.city(wants.zone))
    return scene.say("mine-at-once")


def words_line(scene: Scene, words: Sequence[str]) -> Html:
    """Words with commas, phrases in quotes; "and 12 more" beyond twenty."""
    shown: list[str] = [
        scene.say("phrase", text=clipped(word, 80)) if " " in word else clipped(word) for word in words[:20]
    ]
    if len(words) > 20:
        shown.append(scene.say("more", count=len(words) - 20))
    return joined(shown, "، " if scene.lang == "ar" else ", ")


def _hm(at: time) -> str:
    return f"{at:%H:%M}"
