"""Every free text: nothing of it is lost, and what looks like data of a person is seen (docs/keuzes/teksten-die-zichzelf-bewaren.md)."""

import re

from django import forms
from django.core.exceptions import ValidationError

from huisstijl.velden import Schrijfveld
from tests.test_langste import VELDEN
from tests.test_samenhang import SJABLONEN

# What fits in here is typed in one go, and goes along when one signs in again.
IN_EEN_KEER = 2000
VLAKKEN = {naam: veld for naam, veld in VELDEN.items() if isinstance(veld.widget, forms.Textarea)}
GEWOON = {naam: veld for naam, veld in VLAKKEN.items() if not isinstance(veld, Schrijfveld)}

VLAK = re.compile(r"{% schrijven (?:\w+\.)*(\w+)")
IN_EEN_LUS = "stands on its page with the other texts of its form, as `veld`"
ZONDER_ACCOUNT = "whoever complains has no account, and the form no session that can end (docs/keuzes/klachten.md)"
ANDERS = {
    "certificaten.forms.MaatregeltekstForm.herstel": IN_EEN_LUS,
    "certificaten.forms.MaatregeltekstForm.zienswijze": IN_EEN_LUS,
    "geschillen.forms.indienen.AanvulForm.bericht": ZONDER_ACCOUNT,
    "geschillen.forms.indienen.KlachtForm.gewenst": ZONDER_ACCOUNT,
    "geschillen.forms.indienen.KlachtForm.omschrijving": ZONDER_ACCOUNT,
    "toetsing.forms.verbeterplannen.VerbeterplanForm.actie": IN_EEN_LUS,
    "toetsing.forms.verbeterplannen.VerbeterplanForm.merkbaar": IN_EEN_LUS,
    "toetsing.forms.verbeterplannen.VerbeterplanForm.oorzaak": IN_EEN_LUS,
    "toetsing.forms.vervolg.VoortgangspuntForm.verhaal": IN_EEN_LUS,
    "toetsing.forms.vervolg.VoortgangspuntForm.voortgang": IN_EEN_LUS,
    "toetsing.forms.zelfevaluatie.VerhaalForm.aanleiding": IN_EEN_LUS,
    "toetsing.forms.zelfevaluatie.VerhaalForm.aanpak": IN_EEN_LUS,
    "toetsing.forms.zelfevaluatie.VerhaalForm.geleerd": IN_EEN_LUS,
    "toetsing.forms.zelfevaluatie.VerhaalForm.opbrengst": IN_EEN_LUS,
}
LANGER = {
    "leden.forms.organisaties.OrganisatieForm.opmerkingen": "some lines of the bureau for itself, beside an address",
    "leden.forms.organisaties.ToelaatForm.opmerkingen": "some lines of the bureau for itself, beside an address",
    "quickscan.forms.beheren.VraagForm.opties": "a list of short options, a line each",
}
OVER_HET_WERK = "says what work or which organisation it is, not what somebody heard or saw"
OVER_EEN_COLLEGA = "is about somebody with an account, who is named on the page"
GEEN_PERSONEN = {
    "inloggen.forms.inlogdiensten.RedenForm.reden": OVER_HET_WERK,
    "inloggen.forms.wissen.WisForm.reden": OVER_EEN_COLLEGA,
    "leden.forms.belangen.CorrectieForm.reden": OVER_EEN_COLLEGA,
    "leden.forms.belangen.OngedaanForm.reden": OVER_EEN_COLLEGA,
    "leden.forms.certificeerders.ToelatingForm.reikwijdte": OVER_HET_WERK,
    "leden.forms.certificeerders.ToelatingForm.voorwaarden": OVER_HET_WERK,
    "leden.forms.mensen.BlokkeerForm.reden": OVER_EEN_COLLEGA,
    "leden.forms.mensen.ZittingWeigerForm.reden": OVER_EEN_COLLEGA,
    "leden.forms.organisaties.AfmeldForm.reden": OVER_HET_WERK,
    "leden.forms.organisaties.OrganisatieForm.opmerkingen": "tells the bureau whom to call: a telephone number belongs here",
    "leden.forms.organisaties.ToelaatForm.opmerkingen": "tells the bureau whom to call: a telephone number belongs here",
    "quickscan.forms.beheren.NieuweQuickScanForm.inleiding": "tells who fills it in whom to ask: a mail address belongs here",
    "quickscan.forms.beheren.QuickScanForm.inleiding": "tells who fills it in whom to ask: a mail address belongs here",
    "quickscan.forms.beheren.VraagForm.opties": OVER_HET_WERK,
    "trajecten.forms.trajecten.AanmeldForm.dagen_reden": OVER_HET_WERK,
    "trajecten.forms.trajecten.AanmeldForm.reikwijdte": OVER_HET_WERK,
}


def ziet_een_persoon(veld):
    try:
        veld.clean("Bel Fien op 06-12345678.")
    except ValidationError as fout:
        return fout.messages == [
            "Er staat een telefoonnummer in. Haal het weg: wij bewaren hier geen gegevens van personen."
        ]
    return False


def test_a_text_that_is_not_typed_in_one_go_saves_itself_or_stands_here_with_its_reason():
    assert {naam for naam, veld in GEWOON.items() if veld.max_length > IN_EEN_KEER} == set(LANGER)


def test_a_field_that_should_save_itself_has_a_page_where_it_does_or_stands_here_with_its_reason():
    op_een_vlak = {naam for bestand in SJABLONEN.values() for naam in VLAK.findall(bestand.read_text())}
    schrijfvelden = VLAKKEN.keys() - GEWOON.keys()
    assert {naam for naam in schrijfvelden if naam.rsplit(".", 1)[1] not in op_een_vlak} == set(ANDERS)


def test_a_text_that_is_sent_at_once_is_refused_with_data_of_a_person_or_stands_here_with_its_reason():
    assert len(GEWOON) > 20
    assert {naam for naam, veld in GEWOON.items() if not ziet_een_persoon(veld)} == set(GEEN_PERSONEN)
