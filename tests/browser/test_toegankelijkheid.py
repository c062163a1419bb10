"""Every page in every stage, as the person who works there: axe finds nothing, nothing scrolls sideways at 320 px, no errors."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone

from beheercommissie.handelingen import stemmen
from normenkader.handelingen import laden
from normenkader.laden import voorbeeldpakket
from tests.aanvullend import gevraagd, norm_van, nu, opgeleverd
from tests.browser.conftest import traject_in
from tests.maatregelen import op_de_agenda, schorsen, stemmers, voorgedragen, voorgesteld
from tests.personen import WEG, twee_kaders
from toetsing.handelingen.hernieuwen import terugblikken
from trajecten.levensloop import Status
from trajecten.models import Traject

pytestmark = pytest.mark.django_db(transaction=True)

WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}
AXE = Axe().axe_script


def paginas_van(traject, *namen):
    return [reverse(naam, args=[traject.nummer]) for naam in namen]


def eerste_norm(traject, naam):
    return reverse(naam, args=[traject.nummer, traject.kaderversie.normen.first().nummer])


def punt(traject, naam="agendapunt"):
    return reverse(naam, args=[traject.agendapunten.last().pk])


# Per status: who, and the pages that person opens then.
WERK = {
    Status.AANGEMELD: [("karin", lambda t: paginas_van(t, "traject", "accepteren", "staken"))],
    Status.VOORBEREIDING: [
        (
            "joke",
            lambda t: [
                *paginas_van(t, "traject", "zelfevaluatie", "documenten", "document_toevoegen", "teambezwaar"),
                eerste_norm(t, "verhaal"),
            ],
        ),
        ("ingrid", lambda t: paginas_van(t, "zelfevaluatie", "intrekken")),
        ("karin", lambda t: paginas_van(t, "team_wijzigen", "aanhouden", "termijn")),
    ],
    Status.INGEDIEND: [
        (
            "karin",
            lambda t: [*paginas_van(t, "programma", "zelfevaluatie", "gesprek_plannen", "post"), reverse("eigen_post")],
        )
    ],
    Status.GEPLAND: [("joke", lambda t: paginas_van(t, "programma")), ("meike", lambda t: paginas_van(t, "programma"))],
    Status.IN_TOETSING: [
        (
            "meike",
            lambda t: [
                *paginas_van(t, "raster", "rapport"),
                eerste_norm(t, "norm_oordelen"),
                t.gesprekken.filter(toetsers__email__startswith="meike").first().get_absolute_url(),
            ],
        )
    ],
    Status.INTERNE_CONTROLE: [("roel", lambda t: paginas_van(t, "traject", "interne_controle", "raster"))],
    Status.WEDERHOOR: [
        ("joke", lambda t: paginas_van(t, "wederhoor", "termijn")),
        ("ingrid", lambda t: paginas_van(t, "wederhoor")),
    ],
    Status.REACTIE_VERWERKEN: [("meike", lambda t: paginas_van(t, "reacties", "rapport"))],
    Status.VERBETERPLANNEN: [
        ("joke", lambda t: [*paginas_van(t, "verbeterplannen"), t.verbeterplannen.first().get_absolute_url()]),
    ],
    Status.PLANNEN_BEOORDELEN: [("meike", lambda t: paginas_van(t, "verbeterplannen"))],
    Status.ADVIES: [("karin", lambda t: paginas_van(t, "advies"))],
    Status.VOORGEDRAGEN: [("femke", lambda t: [*paginas_van(t, "voordracht"), reverse("vergaderingen")])],
    Status.GEAGENDEERD: [
        ("bert", lambda t: [punt(t)]),
        (
            "femke",
            lambda t: [
                t.agendapunten.last().vergadering.get_absolute_url(),
                reverse("bundel", args=[t.agendapunten.last().vergadering_id]),
                punt(t, "vooraf_vragen"),
                punt(t, "lange_deel_vragen"),
            ],
        ),
        ("anna", lambda t: [reverse("vergadering_openen", args=[t.agendapunten.last().vergadering_id])]),
    ],
    Status.BESLOTEN: [
        ("gijs", lambda t: paginas_van(t, "besluit")),
        ("anna", lambda t: [punt(t), t.agendapunten.last().vergadering.get_absolute_url()]),
        ("femke", lambda t: [reverse("presentie_noteren", args=[t.agendapunten.last().vergadering_id])]),
        ("ingrid", lambda t: paginas_van(t, "besluit")),
    ],
    Status.LOPEND: [
        (
            "ingrid",
            lambda t: [
                t.verbeterplannen.first().get_absolute_url(),
                *paginas_van(t, "traject", "verbeterplannen", "traject_gebied"),
                t.rapportversies.first().get_absolute_url(),
                reverse("gebied", args=[t.organisatie_id]),
                reverse("locatie_toevoegen", args=[t.organisatie_id]),
            ],
        ),
        (
            "gijs",
            lambda t: [
                reverse("trajecten"),
                reverse("planoverzicht"),
                reverse("kaders"),
                t.kaderversie.get_absolute_url(),
                reverse("kader_laden"),
                reverse("nieuwe_uitgave", args=[t.certificaten.get().nummer]),
            ],
        ),
        ("bram", lambda t: [reverse("mijn_werk"), reverse("aanmelden"), reverse("trajecten")]),
    ],
}
OPENBAAR = (
    "voorpagina",
    "het_label",
    "hulp",
    "privacy",
    "toegankelijkheid",
    "register",
    "verifieer",
    "account_login",
    "account_reset_password",
)


def bezwaren(pagina, url):
    """What is wrong with this page, in words; an empty list when nothing is."""
    fouten = []
    pagina.once("pageerror", lambda fout: fouten.append(f"{url}: {fout}"))
    antwoord = pagina.goto(url)
    if antwoord.status != 200:
        return [f"{url}: {antwoord.status}"]
    pagina.evaluate(AXE)
    # Axe also lists every element that is fine; bringing those over from the browser takes longer than the check itself.
    for overtreding in pagina.evaluate("regels => axe.run(regels).then(uitkomst => uitkomst.violations)", WCAG):
        plekken = [knoop["html"][:160] for knoop in overtreding["nodes"]]
        fouten.append(f"{url}: {overtreding['id']} {plekken}")
    pagina.set_viewport_size({"width": 320, "height": 700})
    breedte = pagina.evaluate("document.documentElement.scrollWidth")
    if breedte > 320:
        fouten.append(f"{url}: {breedte} px breed op een scherm van 320 px")
    pagina.set_viewport_size({"width": 1280, "height": 900})
    return fouten


@pytest.mark.parametrize("status", WEG)
def test_pages_of_a_stage_are_accessible(ingelogd, wereld, kader, status):
    traject = traject_in(status, wereld, kader)
    fouten = []
    for naam, urls in WERK[status]:
        pagina = ingelogd(getattr(wereld, naam))
        for url in ["/werk/", *urls(traject)]:
            fouten += bezwaren(pagina, url)
    assert fouten == []


def test_public_pages_are_accessible(bladzijde, wereld, kader):
    traject = traject_in(Status.LOPEND, wereld, kader)
    nummer = traject.certificaten.get().nummer
    urls = [reverse(naam) for naam in OPENBAAR]
    urls += [reverse("vermelding", args=[nummer]), reverse("verifieer_nummer", args=[nummer])]
    pagina = bladzijde()
    assert [fout for url in urls for fout in bezwaren(pagina, url)] == []


def test_pages_about_a_label_that_was_granted_are_accessible(ingelogd, wereld):
    certificaat = traject_in(Status.LOPEND, wereld).certificaten.get()
    over_het_label = [
        ("gijs", [reverse("maatregel_voorstellen", args=[certificaat.nummer])]),
        ("ingrid", [reverse("beeindigen", args=[certificaat.nummer])]),
    ]
    fouten = [fout for naam, urls in over_het_label for fout in _nakijken(ingelogd, wereld, naam, urls)]
    traject = voorgesteld(wereld, certificaat).traject
    fouten += _nakijken(ingelogd, wereld, "ingrid", paginas_van(traject, "maatregel"))
    traject = voorgedragen(wereld, certificaat, traject.maatregel)
    fouten += _nakijken(ingelogd, wereld, "femke", paginas_van(traject, "voordracht"))
    agendapunt = op_de_agenda(wereld, traject)
    for lid in stemmers(wereld):
        stemmen(lid, agendapunt, optie="schorsen")
    besluitpagina = reverse("besluiten", args=[agendapunt.pk])
    fouten += _nakijken(ingelogd, wereld, "anna", [agendapunt.get_absolute_url(), besluitpagina])
    schorsen(wereld, agendapunt, tot=timezone.localdate() + timedelta(days=60))
    urls = [*paginas_van(traject, "traject", "maatregel", "besluit"), reverse("merkgebruik", args=[certificaat.nummer])]
    fouten += _nakijken(ingelogd, wereld, "ingrid", ["/werk/", *urls])
    assert fouten == []


def test_pages_of_an_additional_investigation_are_accessible(ingelogd, wereld):
    gevraagd(wereld)
    traject = nu(Traject.objects.get())
    norm = reverse("norm_oordelen", args=[traject.nummer, norm_van(traject).nummer])
    fouten = _nakijken(ingelogd, wereld, "meike", ["/werk/", *paginas_van(traject, "raster", "rapport"), norm])
    fouten += _nakijken(ingelogd, wereld, "joke", paginas_van(traject, "traject"))
    opgeleverd(wereld, traject)
    fouten += _nakijken(ingelogd, wereld, "roel", ["/werk/", *paginas_van(traject, "interne_controle")])
    assert fouten == []


def _nakijken(ingelogd, wereld, naam, urls):
    pagina = ingelogd(getattr(wereld, naam))
    return [fout for url in urls for fout in bezwaren(pagina, url)]


def test_pages_with_the_whole_framework_fit_a_narrow_screen(ingelogd, wereld):
    kader = laden(None, voorbeeldpakket())
    traject = traject_in(Status.VOORBEREIDING, wereld, kader)
    pagina = ingelogd(wereld.joke)
    urls = [
        *paginas_van(traject, "traject", "zelfevaluatie"),
        eerste_norm(traject, "verhaal"),
        kader.get_absolute_url(),
    ]
    assert [fout for url in urls for fout in bezwaren(pagina, url)] == []


def test_pages_of_a_renewal_are_accessible(ingelogd, wereld):
    eerder, later = twee_kaders("luisteren", "bruggen_bouwen", "afspraken", "gegevens")
    vorige = traject_in(Status.LOPEND, wereld, eerder)
    traject = traject_in(Status.VOORBEREIDING, wereld, later)
    beantwoord = traject.verhalen.get(norm__sleutel="luisteren")
    terugblikken(wereld.joke, beantwoord, vorige.verhalen.get(norm__sleutel="luisteren"), "ja")
    pagina = ingelogd(wereld.joke)
    urls = [
        *paginas_van(traject, "zelfevaluatie"),
        *(reverse("verhaal", args=[traject.nummer, nummer]) for nummer in ("V1", "V7", "O10", "D3")),
        reverse("kader_vergelijken", args=[later.code, later.versie, eerder.versie]),
    ]
    assert [fout for url in urls for fout in bezwaren(pagina, url)] == []
