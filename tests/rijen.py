"""Many trajecten at once, put in a status past the road: for lists and the number of queries they take."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from beheercommissie.models import Agendapunt, Reglement, Vergadering
from leden.models import Organisatie
from trajecten.models import Cyclus, Toewijzing, Traject


def trajecten_erbij(wereld, kader, namen, status, **waarden):
    """One traject per name of an organisation, at Toetshuis Noorderlicht, with Meike and Roel in the team and Bert to decide."""
    trajecten = []
    for naam in namen:
        organisatie, _ = Organisatie.objects.get_or_create(naam=naam, defaults={"soort": "lid", "plaats": "Wilgendam"})
        standaard = {
            "nummer": f"2026-{Traject.objects.count() + 1:03d}",
            "cyclus": Cyclus.objects.create(organisatie=organisatie),
            "organisatie": organisatie,
            "certificeerder": wereld.karin.organisatie,
            "kaderversie": kader,
            "variant": "externe_audit",
            "reikwijdte": "de hele organisatie",
            "fte": Decimal("41.0"),
            "locaties": 5,
            "dagen": Decimal("2.0"),
            "voorwaarden_versie": "1",
            "aangemeld_door": wereld.joke.gebruiker,
            "status": status,
            "termijn": timezone.localdate() + timedelta(days=7),
        }
        traject = Traject.objects.create(**standaard | waarden)
        for wie, rol in ((wereld.meike, "toetser"), (wereld.roel, "controleur"), (wereld.bert, "beslisser")):
            Toewijzing.objects.create(traject=traject, gebruiker=wie.gebruiker, rol=rol, is_teamleider=rol == "toetser")
        trajecten.append(traject)
    return trajecten


def agendapunten_erbij(wereld, trajecten):
    """Put trajecten on the agenda of one meeting."""
    for traject in trajecten[:1]:
        Reglement.objects.beginnen(traject.kaderversie)
    vergadering, _ = Vergadering.objects.get_or_create(datum=timezone.localdate(), defaults={"plaats": "Utrecht"})
    al = vergadering.agendapunten.count()
    Agendapunt.objects.bulk_create(
        Agendapunt(
            vergadering=vergadering,
            traject=traject,
            volgnummer=al + nummer,
            dossier={},
            sha256="0" * 64,
            bevroren_door=wereld.femke.gebruiker,
        )
        for nummer, traject in enumerate(trajecten, 1)
    )
