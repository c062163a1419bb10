"""In a real browser: the bureau admits an organisation, the data is looked after, and it goes into another one."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from leden.models import Bekwaamheid, Organisatie, Toelating
from tests.browser.stappen import in_woorden, klik, lees
from tests.browser.test_toegankelijkheid import bezwaren

pytestmark = pytest.mark.django_db(transaction=True)


def naar_organisaties(pagina):
    pagina.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Beheer").click()
    pagina.get_by_role("main").get_by_role("link", name="Organisaties", exact=True).click()


def open_organisatie(pagina, naam):
    naar_organisaties(pagina)
    pagina.get_by_label("Naam, KvK-nummer, plaats of gemeente").fill(naam)
    klik(pagina, "Zoek")
    pagina.get_by_role("main").get_by_role("link", name=naam, exact=True).click()


def test_admit_change_and_merge(ingelogd, wereld):
    bureau = ingelogd(wereld.gijs)
    vandaag = timezone.localdate()

    # Admit; a first try with a number that cannot be keeps what was typed.
    naar_organisaties(bureau)
    bureau.get_by_role("link", name="Laat een organisatie toe").click()
    bureau.get_by_label("Naam", exact=True).first.fill("Welzijn Rietland")
    bureau.get_by_label("Lidorganisatie").check()
    bureau.get_by_label("KvK-nummer").fill("123")
    bureau.get_by_label("Postcode").fill("1234ab")
    bureau.get_by_label("Plaats").fill("Rietland")
    bureau.get_by_label("Gemeente").select_option("Huizen")
    klik(bureau, "Laat de organisatie toe")
    lees(bureau, "Een KvK-nummer heeft 8 cijfers.")
    bureau.get_by_label("KvK-nummer").fill("00000099")
    klik(bureau, "Laat de organisatie toe")
    lees(bureau, "Welzijn Rietland is toegelaten. Nodig nu de eerste beheerder uit.")
    lees(bureau, "1234 AB Rietland")

    # Change.
    bureau.get_by_role("link", name="Wijzig de gegevens").click()
    bureau.get_by_label("Straat en huisnummer").fill("Rietkade 4")
    bureau.get_by_label("Hoeveel fte werkt er?").fill("12,5")
    klik(bureau, "Bewaar de gegevens")
    lees(bureau, "Rietkade 4")
    lees(bureau, "fte: leeg, nu 12,5")

    # Merge, from today.
    bureau.get_by_role("link", name="Laat in een andere organisatie opgaan").click()
    bureau.get_by_label("In welke organisatie gaat deze op?").select_option("Welzijn Wilgendam")
    bureau.get_by_label("Vanaf welke dag?").fill(in_woorden(vandaag))
    klik(bureau, "Leg de samenvoeging vast")
    lees(bureau, f"Opgegaan in Welzijn Wilgendam per {in_woorden(vandaag)}.")
    open_organisatie(bureau, "Welzijn Wilgendam")
    lees(bureau, "Welzijn Rietland ging hier per")

    # Its successor reads so too.
    beheerder = ingelogd(wereld.hilde)
    beheerder.get_by_role("main").get_by_role("link", name="Uw organisatie").click()
    lees(beheerder, "Welzijn Rietland ging hier per")


def test_the_pages_of_organisations_are_accessible(ingelogd, wereld):
    straks = timezone.localdate() + timedelta(days=30)
    Toelating.objects.update(tot=straks)
    Bekwaamheid.objects.filter(gebruiker=wereld.meike.gebruiker).update(geldig_tot=straks - timedelta(days=31))
    Organisatie.objects.filter(pk=wereld.joke.organisatie_id).update(
        opmerkingen="Belt liever dan dat zij mailt.",
        statutaire_naam="Stichting Maatschappelijke-ondersteuningsorganisaties Wilgendam en Omstreken",
        gemeente="GM0406",
    )
    lid, instelling = [wereld.joke.organisatie_id], [wereld.karin.organisatie_id]
    paginas = {
        "gijs": [
            reverse("mijn_werk"),
            reverse("organisaties"),
            reverse("organisaties") + "?q=bestaatniet",
            reverse("organisatie_toelaten"),
            reverse("organisatie", args=lid),
            reverse("organisatie", args=instelling),
            reverse("organisatie_wijzigen", args=lid),
            reverse("hernoemen", args=lid),
            reverse("samenvoegen", args=lid),
            reverse("lid_afmelden", args=lid),
            reverse("toelating_toevoegen", args=instelling),
            reverse("bekwaamheden"),
        ],
        "nora": [
            reverse("mijn_werk"),
            reverse("eigen_organisatie"),
            reverse("eigen_organisatie_wijzigen"),
            reverse("bekwaamheden"),
            reverse("bekwaamheid_toevoegen"),
        ],
    }
    fouten = []
    for naam, urls in paginas.items():
        pagina = ingelogd(getattr(wereld, naam))
        fouten += [fout for url in urls for fout in bezwaren(pagina, url)]
    assert fouten == []
