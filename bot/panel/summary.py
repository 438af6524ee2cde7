"""One word for the whole state, and the reasons for it."""

from dataclasses import dataclass

from bot.panel.health import readiness
from bot.panel.status import SourceState, StatusView, Tone

_PREDICATES = {SourceState.GAP: "has a gap", SourceState.BROKEN: "shows no ticker that we can read"}


@dataclass(frozen=True, slots=True)
class Summary:
    """`word`: two or three words. `reasons`: one line each, the worst first; empty when all is well."""

    tone: Tone
    word: str
    reasons: tuple[str, ...] = ()


def summary(view: StatusView) -> Summary:
    """Not ready beats stuck, stuck beats paused, paused beats degraded, and a healthy standby says so."""
    found = readiness(view)
    stuck = tuple(f"the {one.loop} loop shows no sign of life" for one in view.loops if not one.alive)
    odd = tuple(
        f"{one.name} {_PREDICATES.get(one.state, f'is {one.state}')}" + (f": {one.note}" if one.note else "")
        for one in view.sources
        if one.state.tone in (Tone.WARN, Tone.BAD)
    )
    orphans = tuple(f"nobody holds the role of {one.role}" for one in view.roles if not one.holder)
    if not found.ready:
        return Summary(Tone.BAD, "Not ready", found.why + stuck)
    if stuck:
        return Summary(Tone.BAD, "Stuck", stuck)
    if view.paused:
        note = f": {view.pause_note}" if view.pause_note else ""
        return Summary(Tone.WARN, "Paused", (f"delivery is paused{note}", *odd))
    if odd or orphans:
        return Summary(Tone.WARN, "Needs a look", odd + orphans)
    if found.standby:
        return Summary(Tone.IDLE, "Standby", ("another replica does the work; this one takes over when it ends",))
    return Summary(Tone.GOOD, "All well")
