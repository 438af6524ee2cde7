"""A day of a ticker, as a list of scenes. Every line is invented; places exist, the events do not."""

from dataclasses import dataclass, field

OPENING = (
    "Weather service: Snow expected above 1,200 metres in Mount Lebanon from tonight",
    "Jordan's foreign minister to arrive in Baghdad on Thursday",
    "Port authority: Two grain ships unloaded at the port of Hodeidah",
    "Al-Quds University suspends lectures in Abu Dis for one day",
    "Spanish rail union calls a one-day strike for Friday",
    "Syrian state media: Electricity restored to most of Aleppo",
    "Our correspondent: Calm along the border in the Bint Jbeil district this morning",
    "UN envoy concludes a two-day visit to Sanaa",
    "Egyptian Railways: Service between Cairo and Alexandria back to normal",
    "Brazilian central bank leaves its rate unchanged",
)
"""What the ticker shows before we first look, newest first: known, so nobody is rung for it."""


@dataclass(frozen=True, slots=True)
class Scene:
    """At `at_s` seconds, `lines` come on top one after another (the last ends up topmost).

    `retype`: lines replaced where they stand, old -> new. `down`: the site answers 503 from now on (True)
    or answers again (False). `told`: what the audience is told about it.
    """

    at_s: float
    told: str
    lines: tuple[str, ...] = ()
    retype: dict[str, str] = field(default_factory=dict)
    down: bool | None = None


SCENES = (
    Scene(
        4,
        "06:10  a first line",
        ("Our correspondent in South Lebanon: An Israeli drone targeted a motorcycle near Aitaroun",),
    ),
    Scene(
        7,
        "06:25  another town, the same template: other news",
        ("Our correspondent in South Lebanon: An Israeli drone targeted a motorcycle near Yaroun",),
    ),
    Scene(
        10,
        "06:40  the first line again, retyped and shortened: nothing new",
        ("Israeli drone targeted a motorcycle near Aytaroun.",),
    ),
    Scene(
        13,
        "07:30  two lines in one poll",
        (
            "Palestinian media: Israeli artillery shells the eastern part of al-Maghazi camp in central Gaza",
            "Health Ministry in Gaza: Three people killed in shelling of al-Maghazi camp",
        ),
    ),
    Scene(
        18,
        "08:15  the toll has risen: an update",
        ("Health Ministry in Gaza: Seven people killed in shelling of al-Maghazi camp",),
    ),
    Scene(
        21,
        "09:00  a speech, line by line: the first at once, the rest as one message",
        (
            "Sheikh Qassem: We will not give up a single village of the south",
            "Sheikh Qassem: Reconstruction begins with or without the promised funds",
        ),
    ),
    Scene(
        23,
        "09:05  the speech goes on",
        (
            "Sheikh Qassem: The agreement binds both sides, not one",
            "Sheikh Qassem: Whoever bets on our fatigue is mistaken",
        ),
    ),
    Scene(
        28,
        "10:40  elsewhere",
        (
            "Reuters, citing Kremlin: Talks with Hungary on gas deliveries to resume next week",
            "A 6.1-magnitude earthquake strikes off the coast of Mindanao, the Philippines",
            "The earthquake hit at a depth of 34 kilometers",
        ),
    ),
    Scene(32, "12:00  the site goes down", down=True),
    Scene(
        36,
        "12:20  meanwhile (nobody can see it)",
        (
            "Yemeni Armed Forces: Details of a naval opertaion to be announced within hours",
            "Local sources: An explosive device detonated near a checkpoint in the countryside of Hama, Syria",
        ),
    ),
    Scene(44, "13:05  the site is back: what was missed is told as seen late", down=False),
    Scene(
        48,
        "14:30  a typing mistake is corrected in place, and an old story comes back from another desk",
        ("Kremlin: Talks with Hungary on gas deliveries will resume next week - Reuters",),
        retype={
            "Yemeni Armed Forces: Details of a naval opertaion to be announced within hours": (
                "Yemeni Armed Forces: Details of a naval operation to be announced within hours"
            )
        },
    ),
    Scene(
        53,
        "16:00  the West Bank, Venezuela, and a line about no place at all",
        (
            "Palestinian Red Crescent: Two wounded by Israeli gunfire in the town of Beita, south of Nablus",
            "Venezuelan foreign minister: No foreign plane will cross our airspace unannounced",
            "Oil prices rise by two percent in afternoon trading",
        ),
    ),
    Scene(
        58,
        "17:45  another toll, another denial",
        (
            "Health Ministry in Gaza: Nine people killed in shelling of al-Maghazi camp, among them two children",
            "Hungarian government denies that a date for gas talks with the Kremlin has been set",
        ),
    ),
)

END_S = 66.0
"""When the day is over, in seconds from the start; what is still waiting is drained first."""

CHANNELS = {
    "@lebanon_bell": ("lebanon",),
    "@palestine_bell": ("palestine",),
    "@mena_bell": ("syria", "yemen", "iraq", "iran", "egypt", "jordan"),
    "@world_bell": ("europe", "asia", "asia-pacific", "latin-america", "africa", "us-canada", "world"),
}
