"""What each person gets on a GET of the pages about a meeting and its agenda; typed by hand."""

from django.urls import reverse

from beheercommissie.models import Reglement
from tests.toegang.beheercommissie import ANONIEM, BUITEN_403, BUITEN_404, COMMISSIE

LEDEN_403 = {"bert": 403, "cora": 403, "esra": 403}
# Only the secretary arranges a meeting; some of it is only posted.
LEDEN = {"bert": 200, "cora": 200, "esra": 200}
SECRETARIS = LEDEN_403 | {"femke": 200}
SECRETARIS_POST = LEDEN_403 | {"femke": 405}


def _vergadering(t):
    return t.agendapunten.get().vergadering


def van_de_vergadering(naam):
    return {"url": lambda t: reverse(naam, args=[_vergadering(t).pk])}


def van_het_bespreekpunt(naam):
    return {"url": lambda t: reverse(naam, args=[_vergadering(t).bespreekpunten.get().pk])}


def van_het_stuk(naam):
    return {"url": lambda t: reverse(naam, args=[_vergadering(t).bespreekpunten.get().stukken.get().pk])}


def van_het_verslag(naam):
    return {"url": lambda t: reverse(naam, args=[_vergadering(t).verslag.pk])}


def van_de_tekst(naam):
    """The text of the item about the traject, which who stayed out of it does not know of."""
    return {"url": lambda t: reverse(naam, args=[_vergadering(t).verslag.verslagteksten.get(agendapunt__traject=t).pk])}


def van_de_versie(naam):
    """The report in the pack, as a whole."""
    versie = {"soort": "vastgesteld"}
    return {"url": lambda t: reverse(naam, args=[t.agendapunten.get().pk, t.rapportversies.get(**versie).nummer])}


BUREAU = {"gijs": 200}
SJABLOON = {"bert": 403, "cora": 403, "esra": 403, "femke": 200}
TABEL = {
    "reglement": {"url": lambda t: reverse("reglement")} | ANONIEM | BUITEN_403 | COMMISSIE,
    "reglement_schrijven": {"url": lambda t: reverse("reglement_schrijven")} | ANONIEM | BUITEN_403 | SECRETARIS,
    # Only a chair records it, and none of these people is one.
    "reglement_vaststellen": {"url": lambda t: reverse("reglement_vaststellen", args=[Reglement.objects.nu().pk])}
    | ANONIEM
    | BUITEN_404
    | LEDEN_403
    | {"femke": 403},
    "verslagen": {"url": lambda t: reverse("verslagen")} | ANONIEM | BUITEN_403 | COMMISSIE | BUREAU,
    # Not agreed yet: the bureau does not know of it.
    "verslag": van_het_verslag("verslag") | ANONIEM | BUITEN_404 | COMMISSIE,
    "verslag_pdf": van_het_verslag("verslag_pdf") | ANONIEM | BUITEN_404 | COMMISSIE,
    "verslag_docx": van_het_verslag("verslag_docx") | ANONIEM | BUITEN_404 | COMMISSIE,
    "verslag_maken": van_de_vergadering("verslag_maken") | ANONIEM | BUITEN_404 | SECRETARIS_POST,
    "verslag_schrijven": van_het_verslag("verslag_schrijven") | ANONIEM | BUITEN_404 | SECRETARIS,
    "verslag_voorleggen": van_het_verslag("verslag_voorleggen") | ANONIEM | BUITEN_404 | SECRETARIS,
    "verslag_vaststellen": van_het_verslag("verslag_vaststellen") | ANONIEM | BUITEN_404 | LEDEN_403 | {"femke": 403},
    "verslagtekst_bewaren": van_de_tekst("verslagtekst_bewaren")
    | ANONIEM
    | BUITEN_404
    | {"bert": 403, "cora": 404, "esra": 404, "femke": 405},
    "verslagtekst_versies": van_de_tekst("verslagtekst_versies")
    | ANONIEM
    | BUITEN_404
    | {"bert": 403, "cora": 404, "esra": 404, "femke": 200},
    "verslag_opmerken": van_de_tekst("verslag_opmerken")
    | ANONIEM
    | BUITEN_404
    | {"bert": 200, "cora": 404, "esra": 404, "femke": 403},
    "verslagsjabloon": {"url": lambda t: reverse("verslagsjabloon")} | ANONIEM | BUITEN_403 | SJABLOON,
    "verslagsjabloon_bestand": {"url": lambda t: reverse("verslagsjabloon_bestand")} | ANONIEM | BUITEN_403 | SJABLOON,
    "reeks_plannen": {"url": lambda t: reverse("reeks_plannen")} | ANONIEM | BUITEN_403 | SECRETARIS,
    "vergadering_wijzigen": van_de_vergadering("vergadering_wijzigen") | ANONIEM | BUITEN_404 | SECRETARIS,
    "vergadering_afzeggen": van_de_vergadering("vergadering_afzeggen") | ANONIEM | BUITEN_404 | SECRETARIS,
    # The secretary notes who is there; a member opens, closes and sees the counts only when presiding, which the act asks.
    "vergadering_openen": van_de_vergadering("vergadering_openen") | ANONIEM | BUITEN_404 | LEDEN | {"femke": 403},
    "presentie_noteren": van_de_vergadering("presentie_noteren") | ANONIEM | BUITEN_404 | COMMISSIE,
    "vergadering_sluiten": van_de_vergadering("vergadering_sluiten")
    | ANONIEM
    | BUITEN_404
    | {"bert": 405, "cora": 405, "esra": 405, "femke": 403},
    "uitslag_openen": {"url": lambda t: reverse("uitslag_openen", args=[t.agendapunten.get().pk])}
    | ANONIEM
    | BUITEN_404
    | {"bert": 405, "cora": 405, "esra": 405, "femke": 403},
    "aanwezigheid_melden": van_de_vergadering("aanwezigheid_melden")
    | ANONIEM
    | BUITEN_404
    | {"bert": 405, "cora": 405, "esra": 405, "femke": 403},
    "agenda_pdf": van_de_vergadering("agenda_pdf") | ANONIEM | BUITEN_404 | COMMISSIE,
    "bundel": van_de_vergadering("bundel") | ANONIEM | BUITEN_404 | COMMISSIE,
    # Nothing was made yet: to where it is being made.
    "bundel_pdf": van_de_vergadering("bundel_pdf") | ANONIEM | BUITEN_404 | dict.fromkeys(COMMISSIE, 302),
    "agenda_indelen": van_de_vergadering("agenda_indelen") | ANONIEM | BUITEN_404 | SECRETARIS_POST,
    "bespreekpunt_toevoegen": van_de_vergadering("bespreekpunt_toevoegen") | ANONIEM | BUITEN_404 | SECRETARIS,
    "bespreekpunt": van_het_bespreekpunt("bespreekpunt") | ANONIEM | BUITEN_404 | COMMISSIE,
    "bespreekpunt_wijzigen": van_het_bespreekpunt("bespreekpunt_wijzigen") | ANONIEM | BUITEN_404 | SECRETARIS,
    "bespreekpunt_weghalen": van_het_bespreekpunt("bespreekpunt_weghalen") | ANONIEM | BUITEN_404 | SECRETARIS_POST,
    "vergaderstuk_toevoegen": van_het_bespreekpunt("vergaderstuk_toevoegen") | ANONIEM | BUITEN_404 | SECRETARIS,
    "vergaderstuk": van_het_stuk("vergaderstuk") | ANONIEM | BUITEN_404 | COMMISSIE,
    "vergaderstuk_weghalen": van_het_stuk("vergaderstuk_weghalen") | ANONIEM | BUITEN_404 | SECRETARIS_POST,
    # Behind the gate: who has an interest, or said nothing, asks nothing.
    "vooraf_vragen": {"url": lambda t: reverse("vooraf_vragen", args=[t.agendapunten.get().pk])}
    | ANONIEM
    | BUITEN_404
    | {"bert": 200, "cora": 403, "esra": 403, "femke": 200},
    # Behind the gate, and closed again: the item was decided.
    "lange_deel_vragen": {"url": lambda t: reverse("lange_deel_vragen", args=[t.agendapunten.get().pk])}
    | ANONIEM
    | BUITEN_404
    | {"bert": 200, "cora": 403, "esra": 403, "femke": 200},
    "lange_deel": van_de_versie("lange_deel") | ANONIEM | BUITEN_404 | LEDEN_403 | {"femke": 403},
    "lange_deel_pdf": van_de_versie("lange_deel_pdf") | ANONIEM | BUITEN_404 | LEDEN_403 | {"femke": 403},
    # The certifier answers: who plans, and who assessed.
    "vraag_vooraf": {"url": lambda t: reverse("vraag_vooraf", args=[t.agendapunten.get().vragen.get().pk])}
    | ANONIEM
    | BUITEN_404
    | dict.fromkeys(COMMISSIE, 404)
    | {"karin": 200, "meike": 200},
    "vergelijkbaar": {"url": lambda t: reverse("vergelijkbaar", args=[t.agendapunten.get().pk])}
    | ANONIEM
    | BUITEN_404
    | {"bert": 200, "cora": 403, "esra": 403, "femke": 200},
    "agendapunt_afvoeren": {"url": lambda t: reverse("agendapunt_afvoeren", args=[t.agendapunten.get().pk])}
    | ANONIEM
    | BUITEN_404
    | SECRETARIS,
}
