"""What is written down about one traject of the demo before it is played."""

from dataclasses import dataclass, field

from trajecten.levensloop import Status


@dataclass(frozen=True)
class Vraag:
    """What the organisation asks the certifier, working days ago, and when the answer was given; without one it still waits."""

    gesteld: int
    onderwerp: str
    tekst: str
    beantwoord: int = 0
    antwoord: str = ""


@dataclass(frozen=True)
class Maatregel:
    """A measure that was proposed, working days ago. Most were decided: suspended for `maanden`, and some of those restored.

    Of one that was not decided the holder is still writing `zienswijze`.
    """

    voorgesteld: int
    reden: str
    zienswijze: str = ""
    geschorst: int = 0
    motivering: str = ""
    voorwaarden: str = ""
    openbare_reden: str = ""
    maanden: int = 6
    hersteld: int = 0
    herstel: str = ""


@dataclass(frozen=True)
class Voorwaarde:
    """What the committee asks with an award: by so many months after the decision, and who looks at it."""

    wat: str
    hoe: str
    maanden: int = 11
    kijker: str = "toetsers"


@dataclass(frozen=True)
class Onderzoek:
    """What the committee asks the assessors to look at again, by the keys of norms; then what they saw, answered and advised."""

    vraag: str
    normen: tuple[str, ...]
    motivering: str
    besluit: str = "aanvullend_onderzoek"
    gezien: str = ""
    antwoord: str = ""
    advies: str = ""


@dataclass(frozen=True)
class Draaiboek:
    """One traject. `tot` is the status it stands in now, `sinds` the number of working days that it has been there."""

    lid: str
    ci: str
    tot: Status
    sinds: int
    # Team leader first.
    team: tuple = ("Meike Lisdodde", "Samir Wollegras")
    controleur: str = "Roel Pijlkruid"
    variant: str = "externe_audit"
    # Of a side door: the status it was left from, and why.
    vanuit: Status | None = None
    reden: str = ""
    # Keys of norms. `niet`: improvement points that weigh so much that the norm is not met.
    sterk: tuple = ("luisteren", "meebeslissen", "vrijwilligers")
    verbeter: tuple = ()
    niet: tuple = ()
    buiten_beeld: dict = field(default_factory=dict)
    # Texts of this organisation instead of the general ones, by the key of the norm.
    verhalen: dict = field(default_factory=dict)
    sterke_punten: dict = field(default_factory=dict)
    verbeterpunten: dict = field(default_factory=dict)
    samenvatting: str = ""
    branche: str = ""
    advies: str = "positief"
    motivering: str = ""
    besluit: str = "toekennen"
    besluitmotivering: str = ""
    # A plan that answers the point of another norm too: that norm, by the key of the one that the plan is of.
    samen: dict = field(default_factory=dict)
    # Working days until an answer on another day for the first plan; none when it still waits.
    andere_dag: tuple = ()
    voorwaarden: tuple[Voorwaarde, ...] = ()
    # Of the follow-up: what the organisation tells and what assessors saw, a text for each of its points so far, the conditions
    # before the plans; and once it has been done the decision and why.
    verteld: tuple[str, ...] = ()
    gezien_in_vervolg: tuple[str, ...] = ()
    vervolg: str = ""
    vervolgmotivering: str = ""
    # What the committee asks when it holds its decision over, and the answer as far as it is written.
    navraag: str = ""
    antwoord: str = ""
    # Working days ago: progress reported (and all plans ready with that), label ended by its holder, and why.
    voortgang: int = 0
    plannen_klaar: bool = False
    beeindigd: int = 0
    # The organisation objects to the refusal.
    maakt_bezwaar: bool = False
    reden_van_het_einde: str = ""
    maatregel: Maatregel | None = None
    onderzoek: Onderzoek | None = None
    vragen: tuple[Vraag, ...] = ()
