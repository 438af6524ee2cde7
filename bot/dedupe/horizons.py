"""How long a repeat is a repeat, and how much alike the same story is: what an operator may set. Pure."""

import math
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Shares, 0..1, of a line's weight.

    `extra`: a line whose residue weighs more adds something. `lost`: one that leaves out more may be another event.
    `same_story`: likeness from which a line that is no duplicate is an update; after a day it takes
    `fading` more, as the next event of the kind is told in the same words. `same_story_other_names`: the same
    where each line names somebody or something the other does not. `same_story_turned`: the same
    where names they share have changed places. `same_story_in_place`: the same for a line
    typed over another on the page, where the place itself speaks for one story.
    """

    extra: float = 0.13
    lost: float = 0.45
    same_story: float = 0.45
    fading: float = 0.10
    same_story_other_names: float = 0.70
    same_story_vague_place: float = 0.6
    same_story_lower_toll: float = 0.86
    same_story_near_place: float = 0.75
    same_story_turned: float = 0.60
    same_story_in_place: float = 0.30


@dataclass(frozen=True, slots=True)
class Horizons:
    """Times within which a line told again is the same news.

    A line that says little ("Sirens sounded in northern Israel") is said again of another event within hours; a line
    that says much is only ever said of one. What a line says is the weight of its words in nats, words of daily events a third: `little` and `much`
    mark the ends, between them the horizon grows as the logarithm of time.

    `story`: a line that says less and is told again beyond its horizon is another event, new; one that says more is
    the same event told again, an update.
    `shortest`: for lines that say little; a salvo's sirens are repeated within the hour, the next salvo comes later.
    `longest`: for lines that say much, and for updates of them: news is retold the day after, seldom later.
    """

    shortest: timedelta = timedelta(hours=1.5)
    longest: timedelta = timedelta(hours=48)
    little: float = 20.0
    much: float = 50.0
    story: float = 30.0
    limits: Thresholds = Thresholds()

    def is_story(self, said: float) -> bool:
        """Whether a line that weighs `said` nats, told again beyond its horizon, is still the same story."""
        return said >= self.story

    def repeat(self, said: float) -> timedelta:
        """The horizon of a line whose words weigh `said` nats."""
        share = min(1.0, max(0.0, (said - self.little) / (self.much - self.little)))
        short, long = self.shortest.total_seconds(), self.longest.total_seconds()
        return timedelta(seconds=math.exp(math.log(short) + share * (math.log(long) - math.log(short))))
