"""Who may do what to a traject: functions that return the reasons why not (Dutch sentences; empty list = yes)."""

from dateutil.relativedelta import relativedelta
from django.db.models import Q
from django.utils import timezone

from leden.bevoegdheden import Handeling, rolbelemmeringen
from leden.models import Belang, Lidmaatschap, Rol
from trajecten.levensloop import Status, statusbelemmeringen
from trajecten.models import Toewijzing, Traject

# Until the talks begin the team can still change.
TEAM_KAN_WIJZIGEN = (Status.AANGEMELD, Status.VOORBEREIDING, Status.INGEDIEND)
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
    """An organisation has one traject under way at a time."""
    belemmeringen = rolbelemmeringen(wie, Handeling.AANMELDEN)
    lopend = Traject.objects.filter(organisatie=wie.organisatie).exclude(
        status__in=(Status.GEWEIGERD, Status.INGETROKKEN, Status.GESTAAKT, Status.LOPEND, Status.AFGESLOTEN)
    )
    if not belemmeringen and (traject := lopend.first()):
        belemmeringen.append(f"Traject {traject.nummer} van {wie.organisatie.naam} is nog bezig. Rond dat eerst af.")
    return belemmeringen


def belangen_bij(gebruiker, organisatie, afkoelperiode_maanden):
    """Ties of a person with an organisation that hold now or ended within the cooling-off period (in months)."""
    grens = timezone.localdate() - relativedelta(months=afkoelperiode_maanden)
    return Belang.objects.filter(Q(tot__isnull=True) | Q(tot__gt=grens), gebruiker=gebruiker, organisatie=organisatie)


def toewijzingsbelemmeringen(traject, gebruiker, rol):
    """Why this person may not be given this role in the team (ontwerp § 3.1; ISO/IEC 17065 § 4.2.10)."""
    belemmeringen = []
    lidmaatschap = Lidmaatschap.objects.geldig().filter(
        gebruiker=gebruiker, organisatie=traject.certificeerder, rol=Rol(rol)
    )
    if not lidmaatschap.exists():
        belemmeringen.append(f"{gebruiker.naam} is geen {rol} bij {traject.certificeerder.naam}.")
    if belang := belangen_bij(gebruiker, traject.organisatie, traject.kaderversie.afkoelperiode_maanden).first():
        tot = f" tot en met {belang.tot:%d-%m-%Y}" if belang.tot else ""
        belemmeringen.append(
            f"{gebruiker.naam} heeft een belang bij {traject.organisatie.naam}: {belang.get_soort_display()}{tot}. "
            f"Kies iemand die daar de laatste {traject.kaderversie.afkoelperiode_maanden} maanden niets mee te maken had."
        )
    if Lidmaatschap.objects.geldig().filter(gebruiker=gebruiker, organisatie=traject.organisatie).exists():
        belemmeringen.append(f"{gebruiker.naam} werkt voor {traject.organisatie.naam}. Kies een ander.")
    return belemmeringen


def teambelemmeringen(traject, toetsers, teamleider, controleur):
    """Why this team is no team: nobody twice, one leader among the assessors, no interests."""
    belemmeringen = []
    if not toetsers:
        belemmeringen.append("Kies ten minste één toetser.")
    if teamleider not in toetsers:
        belemmeringen.append("De teamleider is een van de toetsers. Kies een toetser als teamleider.")
    if controleur in toetsers:
        belemmeringen.append(
            f"{controleur.naam} toetst zelf mee en kan het rapport dus niet controleren. Kies een ander als controleur."
        )
    for toetser in toetsers:
        belemmeringen += toewijzingsbelemmeringen(traject, toetser, Toewijzing.Rol.TOETSER)
    return belemmeringen + toewijzingsbelemmeringen(traject, controleur, Toewijzing.Rol.CONTROLEUR)


def teamwijzigbelemmeringen(wie, traject):
    belemmeringen = rolbelemmeringen(wie, Handeling.TEAM_WIJZIGEN) or relatiebelemmeringen(wie, traject)
    if not belemmeringen and traject.status not in TEAM_KAN_WIJZIGEN:
        belemmeringen.append("Het programma staat vast, dus het team ook. Houd het traject aan als er iemand uitvalt.")
    return belemmeringen


def teambezwaarbelemmeringen(wie, traject):
    belemmeringen = rolbelemmeringen(wie, Handeling.TEAMBEZWAAR_MAKEN) or relatiebelemmeringen(wie, traject)
    if not belemmeringen and traject.status not in (Status.VOORBEREIDING, Status.INGEDIEND):
        belemmeringen.append("Bezwaar maken tegen een teamlid kan totdat het programma is vastgesteld.")
    return belemmeringen


def documentbelemmeringen(wie, traject):
    belemmeringen = rolbelemmeringen(wie, Handeling.DOCUMENT_TOEVOEGEN) or relatiebelemmeringen(wie, traject)
    if not belemmeringen and traject.status not in DOCUMENTEN_OPEN:
        belemmeringen.append("U kunt nu geen documenten toevoegen of verwijderen: de toetsing is voorbij.")
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
