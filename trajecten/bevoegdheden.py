"""Who may do what to a traject: functions that return the reasons why not (Dutch sentences; empty list = yes)."""

from collections import defaultdict
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from django.db.models import Q
from django.utils import timezone

from leden.bevoegdheden import Handeling, rolbelemmeringen
from leden.models import Belang, Gebruiker, Lidmaatschap, Organisatie, Rol
from trajecten.levensloop import Status, statusbelemmeringen
from trajecten.models import Toewijzing, Traject

# Until the programme is fixed the team can still change, and the organisation can object to a member.
TEAM_KAN_WIJZIGEN = (Status.VOORBEREIDING, Status.INGEDIEND)
ZELFEVALUATIE_OPEN = (Status.AANGEMELD, Status.VOORBEREIDING)
# The organisation can add documents until its reaction has been dealt with.
DOCUMENTEN_OPEN = (
    Status.AANGEMELD,
    Status.VOORBEREIDING,
    Status.GEPLAND,
    Status.INGEDIEND,
    Status.IN_TOETSING,
    Status.WEDERHOOR,
)


def handelingsbelemmeringen(wie, traject, handeling):
    """Role, relation and status together: what every act of the transition table asks first."""
    return (
        rolbelemmeringen(wie, handeling)
        or relatiebelemmeringen(wie, traject)
        or statusbelemmeringen(traject, handeling)
    )


def relatiebelemmeringen(wie, traject):
    """Why this membership has nothing to do with this traject; the same rule that makes it invisible."""
    if Traject.objects.zichtbaar_voor(wie).filter(pk=traject.pk).exists():
        return []
    return ["Dit traject hoort niet bij u."]


def aanmeldbelemmeringen(wie):
    """A member has one traject under way at a time."""
    belemmeringen = rolbelemmeringen(wie, Handeling.AANMELDEN)
    if not belemmeringen and not Organisatie.objects.leden().filter(pk=wie.organisatie_id).exists():
        belemmeringen.append(f"{wie.organisatie.naam} is nu geen lid. Vraag het bureau wat er mogelijk is.")
    lopend = Traject.objects.filter(organisatie=wie.organisatie).exclude(
        status__in=(Status.GEWEIGERD, Status.INGETROKKEN, Status.GESTAAKT, Status.LOPEND, Status.AFGESLOTEN)
    )
    if not belemmeringen and (traject := lopend.first()):
        belemmeringen.append(f"Traject {traject.nummer} van {wie.organisatie.naam} is nog bezig. Rond dat eerst af.")
    return belemmeringen


def belangen_bij(gebruiker, organisatie, afkoelperiode_maanden):
    """Ties of a person with an organisation that hold now or ended within the cooling-off period (in months)."""
    return tellende_belangen(organisatie, afkoelperiode_maanden).filter(gebruiker=gebruiker)


def tellende_belangen(organisatie, afkoelperiode_maanden):
    grens = timezone.localdate() - relativedelta(months=afkoelperiode_maanden)
    return Belang.objects.filter(Q(tot__isnull=True) | Q(tot__gt=grens), organisatie=organisatie)


@dataclass(frozen=True)
class Kandidaat:
    """Someone of the certifier who could be in the team: in which roles, and the reasons why not (empty = possible)."""

    gebruiker: Gebruiker
    rollen: frozenset
    belemmeringen: list


def kandidaten(traject):
    """Everyone who assesses or checks for the certifier, by name; three queries whatever the number of people."""
    organisatie, maanden = traject.organisatie, traject.kaderversie.afkoelperiode_maanden
    lidmaatschappen = Lidmaatschap.objects.geldig().filter(
        organisatie=traject.certificeerder, rol__in=(Rol.TOETSER, Rol.CONTROLEUR)
    )
    rollen = defaultdict(set)
    for lidmaatschap in lidmaatschappen.select_related("gebruiker").order_by("gebruiker__naam"):
        rollen[lidmaatschap.gebruiker].add(lidmaatschap.rol)
    belangen = {belang.gebruiker_id: belang for belang in tellende_belangen(organisatie, maanden)}
    werkt_er = set(Lidmaatschap.objects.geldig().filter(organisatie=organisatie).values_list("gebruiker", flat=True))
    gevonden = []
    for gebruiker, zijn_rollen in rollen.items():
        belemmeringen = []
        if belang := belangen.get(gebruiker.pk):
            tot = f" tot en met {belang.tot:%d-%m-%Y}" if belang.tot else ""
            belemmeringen.append(
                f"{gebruiker.naam} heeft een belang bij {organisatie.naam}: {belang.get_soort_display()}{tot}. "
                f"Kies iemand die daar de laatste {maanden} maanden niets mee te maken had."
            )
        if gebruiker.pk in werkt_er:
            belemmeringen.append(f"{gebruiker.naam} werkt voor {organisatie.naam}. Kies een ander.")
        gevonden.append(Kandidaat(gebruiker, frozenset(zijn_rollen), belemmeringen))
    return gevonden


def toewijzingsbelemmeringen(traject, gebruiker, rol):
    """Why this person may not be given this role in the team (ontwerp § 3.1; ISO/IEC 17065 § 4.2.10)."""
    kandidaat = next((een for een in kandidaten(traject) if een.gebruiker == gebruiker), None)
    if kandidaat is None or rol not in kandidaat.rollen:
        return [f"{gebruiker.naam} is geen {rol} bij {traject.certificeerder.naam}."]
    return kandidaat.belemmeringen


def teamleiderbelemmeringen(toetsers, teamleider):
    if teamleider in toetsers:
        return []
    return ["De teamleider is een van de toetsers. Kies een toetser als teamleider."]


def controleurbelemmeringen(toetsers, controleur):
    """Four eyes: who assesses does not check (ontwerp § 3.1)."""
    if controleur not in toetsers:
        return []
    return [
        f"{controleur.naam} toetst zelf mee en kan het rapport dus niet controleren. Kies een ander als controleur."
    ]


def teambelemmeringen(traject, toetsers, teamleider, controleur):
    """Why this team is no team: nobody twice, one leader among the assessors, no interests."""
    belemmeringen = [] if toetsers else ["Kies ten minste één toetser."]
    belemmeringen += teamleiderbelemmeringen(toetsers, teamleider) + controleurbelemmeringen(toetsers, controleur)
    for toetser in toetsers:
        belemmeringen += toewijzingsbelemmeringen(traject, toetser, Toewijzing.Rol.TOETSER)
    return belemmeringen + toewijzingsbelemmeringen(traject, controleur, Toewijzing.Rol.CONTROLEUR)


def teamwijzigbelemmeringen(wie, traject):
    belemmeringen = rolbelemmeringen(wie, Handeling.TEAM_WIJZIGEN) or relatiebelemmeringen(wie, traject)
    if not belemmeringen and traject.status == Status.AANGEMELD:
        belemmeringen.append("Er is nog geen team. Neem eerst de aanmelding aan.")
    elif not belemmeringen and traject.status not in TEAM_KAN_WIJZIGEN:
        belemmeringen.append("Het programma staat vast, dus het team ook. Houd het traject aan als er iemand uitvalt.")
    return belemmeringen


def teambezwaarbelemmeringen(wie, traject):
    belemmeringen = rolbelemmeringen(wie, Handeling.TEAMBEZWAAR_MAKEN) or relatiebelemmeringen(wie, traject)
    if not belemmeringen and traject.status not in TEAM_KAN_WIJZIGEN:
        belemmeringen.append("Bezwaar maken tegen een teamlid kan totdat het programma is vastgesteld.")
    return belemmeringen


def documentbelemmeringen(wie, traject):
    belemmeringen = rolbelemmeringen(wie, Handeling.DOCUMENT_TOEVOEGEN) or relatiebelemmeringen(wie, traject)
    if not belemmeringen and traject.status not in DOCUMENTEN_OPEN:
        belemmeringen.append(
            f"U kunt nu geen documenten toevoegen: het traject staat op '{traject.get_status_display().lower()}'."
        )
    return belemmeringen


def documentverwijderbelemmeringen(wie, document):
    """While the self-evaluation is open a document can go, unless a finding rests on it."""
    traject = document.traject
    belemmeringen = rolbelemmeringen(wie, Handeling.DOCUMENT_VERWIJDEREN) or relatiebelemmeringen(wie, traject)
    if not belemmeringen and traject.status not in ZELFEVALUATIE_OPEN:
        belemmeringen.append("De zelfevaluatie is ingediend. De toetsers lezen dit document, dus het blijft erbij.")
    if not belemmeringen and document.gronden.exists():
        belemmeringen.append("Een bevinding van de toetsers rust op dit document, dus het blijft erbij.")
    return belemmeringen


def dagenbelemmeringen(kaderversie, fte, dagen, dagen_reden):
    """Days follow from the day table of the framework; a deviation needs a reason (dossier § 3 C11)."""
    volgens_tabel = kaderversie.dagen_voor(fte)
    if dagen == volgens_tabel or dagen_reden.strip():
        return []
    aantal = f"{volgens_tabel.normalize():f}".replace(".", ",")
    return [
        f"Bij deze omvang horen volgens de dagentabel {aantal} toetsdagen. Schrijf erbij waarom u een ander aantal kiest."
    ]
