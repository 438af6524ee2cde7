"""How long a repeat is a repeat, and how much alike the same story is: what an operator may set. Pure."""

import math
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Shares, 0..1. The first four are of a line's weight, the others likenesses of two lines.

    - `extra`: a line whose residue weighs more adds something, so it is no duplicate.
    - `extra_in_place`: the same, where it stands in the place of something that the older line says instead, or is
      added to all that the older line says.
    - `lost`: a line that leaves out more of the older one may tell of another event.
    - `lost_of_formula`: the same, where all that is shared is said of some event every day.
    - `same_story`: from here on a line that is no duplicate is an update. After a day it takes `fading` more, as
      the next event of the kind is told in the same words; what follows within the hour is mostly the same one.
    - `same_story_other_names`: the same, where each line names somebody or something the other does not.
    - `same_story_vague_place`: where each names a place, and one may lie in the other.
    - `same_story_lower_toll`: where a toll went down: tolls of one event rise.
    - `same_story_near_place`: where figures changed and one place lies in the other.
    - `same_story_turned`: where names they share have changed places, so that another did it.
    - `same_story_shuffled`: where names they share stand in another order, which may be for style.
    - `same_story_one_word`: where places, figures and one word that is no name are all they share.
    - `same_story_in_place`: for a line typed over another on the page, where the place speaks for one story.
    """

    extra: float = 0.2
    extra_in_place: float = 0.14
    lost: float = 0.45
    lost_of_formula: float = 0.12
    same_story: float = 0.36
    fading: float = 0.45
    same_story_other_names: float = 0.70
    same_story_vague_place: float = 0.6
    same_story_lower_toll: float = 0.90
    same_story_near_place: float = 0.75
    same_story_turned: float = 0.80
    same_story_shuffled: float = 0.80
    same_story_one_word: float = 0.50
    same_story_in_place: float = 0.30


@dataclass(frozen=True, slots=True)
class Horizons:
    """Times within which a line told again is the same news.

    A line that says little ("Sirens sounded in northern Israel") is said again of another event within hours; one
    that says much is only ever said of one. What a line says is the weight of its words in nats, words of daily
    events at a third; between `little` and `much` the horizon grows as the logarithm of time.

    - `shortest`: for lines that say little; a salvo's sirens are repeated within the hour, the next comes later.
    - `longest`: for lines that say much, and for updates: news is retold the day after, seldom later.
    - `story`: a line that says less and is told again beyond its horizon is another event, new; one that says more
      is the same event told again, an update.
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
