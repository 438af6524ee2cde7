"""The day of the soak: lines that nobody has told before, and the troubles that befall the program meanwhile."""

import itertools
import random
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

TOWNS = (
    *("Tyre", "Sidon", "Nabatieh", "Baalbek", "Marjayoun", "Rafah", "Khan Younis", "Deir al-Balah", "Nablus"),
    *("Jenin", "Hebron", "Tulkarm", "Homs", "Hama", "Aleppo", "Latakia", "Daraa", "Sanaa"),
    *("Taiz", "Hodeidah", "Marib", "Basra", "Mosul", "Kirkuk", "Najaf", "Tehran", "Isfahan"),
    *("Shiraz", "Cairo", "Alexandria", "Suez", "Amman", "Irbid", "Khartoum", "Omdurman", "Tripoli"),
    *("Benghazi", "Tunis", "Algiers", "Rabat", "Madrid", "Lisbon", "Marseille", "Hamburg", "Warsaw"),
    *("Budapest", "Kyiv", "Kharkiv", "Moscow", "Istanbul", "Ankara", "Karachi", "Lahore", "Mumbai"),
    *("Dhaka", "Jakarta", "Manila", "Osaka", "Seoul", "Nairobi", "Lagos", "Caracas", "Bogota"),
    *("Lima", "Havana", "Chicago", "Ottawa"),
)
EVENTS = (
    "Fire in a warehouse on the edge of {} brought under control",
    "Dock workers in {} begin an open-ended strike over unpaid wages",
    "Explosion heard near a checkpoint outside {}",
    "Water supply restored to the hospitals of {} after repairs to the main",
    "Thousands gather in the central square of {} for a memorial march",
    "Drones fly low over the rooftops of {}",
    "Court in {} postpones the hearing of three editors",
    "Heavy rain floods the underground car parks of {}",
    "Negotiators leave {} without a date for another round",
    "Schools in {} close early because of a dust storm",
    "Ambulance crews carry wounded from a collapsed building in {}",
    "Power cut darkens half of {} for the second night",
    "Farmers block the road into {} with tractors",
    "Airport of {} reopens its northern runway",
    "Police in {} seize a shipment of forged passports",
)


def lines(seed: int) -> Iterator[str]:
    """About a thousand lines in an order that the seed decides; each town with each event once."""
    pairs = list(itertools.product(TOWNS, EVENTS))
    random.Random(seed).shuffle(pairs)
    return (event.format(town) for town, event in pairs)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What goes wrong for `for_s` real seconds: `begin` brings it on, `end` takes it away."""

    name: str
    for_s: float
    begin: Callable[[], Awaitable[None]]
    end: Callable[[], Awaitable[None]]
