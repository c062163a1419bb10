"""Which act belongs to which role: the table a client can read aloud; `docs/bevoegdheden.md` is written from it."""

from django.db import models

from leden.models import ROLLEN_MET_BELANGEN, Rol
from leden.models.belangen import OPHEFFERS


class Handeling(models.TextChoices):
    """Every act of the application. The label is what stands on the button or in the log."""

    WERK_LEZEN = "werk_lezen", "het eigen werk lezen"
    TRAJECT_LEZEN = "traject_lezen", "een traject lezen"
    KADERS_LEZEN = "kaders_lezen", "de normenkaders lezen"
    KADER_LADEN = "kader_laden", "een normenkader laden"
    BEHEER_LEZEN = "beheer_lezen", "zien wat er te beheren is"
    # mensen
    MENSEN_LEZEN = "mensen_lezen", "de mensen van een organisatie zien"
    UITNODIGEN = "uitnodigen", "iemand uitnodigen"
    UITNODIGING_INTREKKEN = "uitnodiging_intrekken", "een uitnodiging intrekken"
    UITNODIGING_OPNIEUW_STUREN = "uitnodiging_opnieuw_sturen", "een uitnodiging opnieuw sturen"
    UITNODIGING_AANNEMEN = "uitnodiging_aannemen", "een uitnodiging aannemen"
    ROL_GEVEN = "rol_geven", "iemand een rol geven"
    ROL_BEEINDIGEN = "rol_beeindigen", "een rol beëindigen"
    ROL_NEERLEGGEN = "rol_neerleggen", "de eigen rol neerleggen"
    ZITTING_BEVESTIGEN = "zitting_bevestigen", "een zittingsperiode bevestigen"
    ZITTING_WEIGEREN = "zitting_weigeren", "een zittingsperiode niet bevestigen"
    BLOKKEREN = "blokkeren", "iemand blokkeren"
    DEBLOKKEREN = "deblokkeren", "iemand deblokkeren"
    # aanmelding (tweede stap, profiel)
    PROFIEL_WIJZIGEN = "profiel_wijzigen", "het eigen profiel wijzigen"
    INLOGGEN_WIJZIGEN = "inloggen_wijzigen", "de eigen manier van inloggen wijzigen"
    HUISREGELS_LEZEN = "huisregels_lezen", "de nieuwe huisregels lezen"
    GEGEVENS_DOWNLOADEN = "gegevens_downloaden", "de eigen gegevens downloaden"
    TWEEDE_STAP_WISSEN = "tweede_stap_wissen", "de tweede stap van iemand wissen"
    # inlogdiensten
    INLOGDIENSTEN_LEZEN = "inlogdiensten_lezen", "de inlogdiensten bekijken"
    INLOGDIENST_INSTELLEN = "inlogdienst_instellen", "een inlogdienst instellen"
    INLOGDIENST_PROBEREN = "inlogdienst_proberen", "een inlogdienst proberen"
    INLOGDIENST_AANZETTEN = "inlogdienst_aanzetten", "een inlogdienst aanzetten"
    INLOGDIENST_UITZETTEN = "inlogdienst_uitzetten", "een inlogdienst uitzetten"
    INLOGDIENST_VERPLICHTEN = "inlogdienst_verplichten", "een inlogdienst verplicht maken"
    INLOGDIENST_VRIJGEVEN = "inlogdienst_vrijgeven", "een inlogdienst niet langer verplicht maken"
    MAILDOMEIN_BEVESTIGEN = "maildomein_bevestigen", "het maildomein van een inlogdienst bevestigen"
    INLOGDIENST_KOPPELEN = "inlogdienst_koppelen", "het eigen account aan een inlogdienst koppelen"
    INLOGDIENST_LOSMAKEN = "inlogdienst_losmaken", "het eigen account van een inlogdienst losmaken"
    # post
    POST_INSTELLEN = "post_instellen", "kiezen welke post men krijgt"
    VERVANGING_REGELEN = "vervanging_regelen", "zich laten vervangen"
    AGENDA_KOPPELEN = "agenda_koppelen", "de eigen agenda koppelen"
    BRIEF_NALEZEN = "brief_nalezen", "een brief nalezen voordat hij gaat"
    ADRES_NAKIJKEN = "adres_nakijken", "een e-mailadres nakijken waarvan de post terugkomt"
    POST_OPNIEUW_STUREN = "post_opnieuw_sturen", "post opnieuw sturen die de mailserver niet aannam"
    # belangen
    BELANG_TOEVOEGEN = "belang_toevoegen", "een eigen belang toevoegen"
    BELANG_BEEINDIGEN = "belang_beeindigen", "een eigen belang beëindigen"
    BELANG_CORRIGEREN = "belang_corrigeren", "een eigen belang corrigeren"
    BELANG_ONGEDAAN_MAKEN = "belang_ongedaan_maken", "een belang van een ander ongedaan maken"
    BELANGEN_BEVESTIGEN = "belangen_bevestigen", "bevestigen dat de eigen belangen kloppen"
    BELANGEN_LEZEN = "belangen_lezen", "het belangenregister lezen"
    BELANGEN_DOWNLOADEN = "belangen_downloaden", "het belangenregister downloaden"
    RECHTEN_LEZEN = "rechten_lezen", "lezen wie wat mag"
    # organisaties
    ORGANISATIES_LEZEN = "organisaties_lezen", "de organisaties lezen"
    ORGANISATIE_LEZEN = "organisatie_lezen", "de gegevens van de eigen organisatie lezen"
    ORGANISATIE_TOELATEN = "organisatie_toelaten", "een organisatie toelaten"
    ORGANISATIE_WIJZIGEN = "organisatie_wijzigen", "de gegevens van een organisatie wijzigen"
    EIGEN_ORGANISATIE_WIJZIGEN = "eigen_organisatie_wijzigen", "de gegevens van de eigen organisatie wijzigen"
    GEBIED_BIJHOUDEN = "gebied_bijhouden", "de locaties, het werkgebied en de activiteiten bijhouden"
    LID_AFMELDEN = "lid_afmelden", "een lidorganisatie afmelden"
    HERNOEMEN = "hernoemen", "een organisatie een andere naam geven"
    HERNOEMING_INTREKKEN = "hernoeming_intrekken", "een nieuwe naam intrekken"
    SAMENVOEGEN = "samenvoegen", "een organisatie in een andere laten opgaan"
    SAMENVOEGING_INTREKKEN = "samenvoeging_intrekken", "een samenvoeging intrekken"
    TOELATINGEN_BIJHOUDEN = "toelatingen_bijhouden", "de toelating van een certificerende instelling bijhouden"
    BEKWAAMHEDEN_LEZEN = "bekwaamheden_lezen", "de bekwaamheden van toetsers en controleurs lezen"
    BEKWAAMHEDEN_BIJHOUDEN = "bekwaamheden_bijhouden", "de bekwaamheden van toetsers en controleurs bijhouden"
    BEKWAAMHEIDSSOORTEN_BIJHOUDEN = "bekwaamheidssoorten_bijhouden", "bepalen welke soorten bekwaamheid er zijn"
    BEKWAAMHEDEN_DOWNLOADEN = "bekwaamheden_downloaden", "de lijst van bekwaamheden downloaden"
    # ledenbestand
    LEDENBESTAND_INLEZEN = "ledenbestand_inlezen", "een ledenbestand inlezen"
    ORGANISATIES_DOWNLOADEN = "organisaties_downloaden", "de lijst van organisaties downloaden"
    MENSEN_DOWNLOADEN = "mensen_downloaden", "de lijst van mensen downloaden"
    # quickscan
    QUICKSCAN_BEHEREN = "quickscan_beheren", "een QuickScan voorbereiden en volgen"
    QUICKSCAN_WEGGOOIEN = "quickscan_weggooien", "een QuickScan in concept weggooien"
    QUICKSCAN_OPENEN = "quickscan_openen", "een QuickScan openen"
    QUICKSCAN_HERINNEREN = "quickscan_herinneren", "aan een QuickScan herinneren"
    QUICKSCAN_KOPPELING_GEVEN = "quickscan_koppeling_geven", "een nieuwe koppeling voor een QuickScan geven"
    QUICKSCAN_VERLENGEN = "quickscan_verlengen", "een QuickScan langer openhouden"
    QUICKSCAN_SLUITEN = "quickscan_sluiten", "een QuickScan eerder sluiten"
    QUICKSCAN_INVULLEN = "quickscan_invullen", "een QuickScan invullen"
    QUICKSCAN_UITSLAG_LEZEN = "quickscan_uitslag_lezen", "de uitslag van een QuickScan lezen"
    QUICKSCAN_EXPORTEREN = "quickscan_exporteren", "de antwoorden van een QuickScan downloaden"
    # trajecten
    AANMELDEN = "aanmelden", "een traject aanmelden"
    ACCEPTEREN = "accepteren", "de aanmelding accepteren"
    WEIGEREN = "weigeren", "de aanmelding weigeren"
    TEAM_WIJZIGEN = "team_wijzigen", "het team wijzigen"
    TEAMBEZWAAR_MAKEN = "teambezwaar_maken", "bezwaar maken tegen een teamlid"
    TEAMBEZWAAR_BEANTWOORDEN = "teambezwaar_beantwoorden", "een bezwaar tegen een teamlid beantwoorden"
    VRAAG_STELLEN = "vraag_stellen", "de andere partij iets vragen"
    VRAAG_BEANTWOORDEN = "vraag_beantwoorden", "een vraag beantwoorden"
    VRAAG_SLUITEN = "vraag_sluiten", "een vraag sluiten"
    TERMIJN_VOORSTELLEN = "termijn_voorstellen", "uitstel vragen of een inleverdag voorstellen"
    TERMIJNVOORSTEL_BEANTWOORDEN = (
        "termijnvoorstel_beantwoorden",
        "antwoorden op een vraag om uitstel of op een inleverdag",
    )
    WACHTTIJDEN_LEZEN = "wachttijden_lezen", "lezen wat te laat is en hoe lang het bij wie was"
    DOCUMENT_TOEVOEGEN = "document_toevoegen", "een document toevoegen"
    DOCUMENT_VERWIJDEREN = "document_verwijderen", "een document verwijderen"
    INTREKKEN = "intrekken", "de aanmelding intrekken"
    STAKEN = "staken", "het traject staken"
    AANHOUDEN = "aanhouden", "het traject aanhouden"
    HERVATTEN = "hervatten", "het traject hervatten"
    # toetsing
    VERHAAL_SCHRIJVEN = "verhaal_schrijven", "aan de zelfevaluatie schrijven"
    ZELFEVALUATIE_INDIENEN = "zelfevaluatie_indienen", "de zelfevaluatie indienen"
    PROGRAMMA_MAKEN = "programma_maken", "het programma maken"
    PROGRAMMA_VASTSTELLEN = "programma_vaststellen", "het programma vaststellen"
    TOETSING_STARTEN = "toetsing_starten", "de toetsing starten"
    NOTITIE_MAKEN = "notitie_maken", "een notitie bij een gesprek maken"
    GESPREK_AFRONDEN = "gesprek_afronden", "een gesprek afronden"
    BEVINDING_MAKEN = "bevinding_maken", "een bevinding maken"
    OORDELEN = "oordelen", "een oordeel geven"
    RAPPORT_SCHRIJVEN = "rapport_schrijven", "aan het rapport schrijven"
    RAPPORT_OPLEVEREN = "rapport_opleveren", "het rapport opleveren"
    VRIJGEVEN = "vrijgeven", "het conceptrapport vrijgeven"
    TERUGSTUREN = "terugsturen", "het conceptrapport terugsturen"
    REAGEREN = "reageren", "op het conceptrapport reageren"
    REACTIE_INDIENEN = "reactie_indienen", "de reactie indienen"
    REACTIE_BEANTWOORDEN = "reactie_beantwoorden", "een opmerking beantwoorden"
    RAPPORT_VASTSTELLEN = "rapport_vaststellen", "het rapport vaststellen"
    VERBETERPLAN_SCHRIJVEN = "verbeterplan_schrijven", "aan een verbeterplan schrijven"
    VERBETERPLANNEN_INDIENEN = "verbeterplannen_indienen", "de verbeterplannen indienen"
    VERBETERPLANNEN_GOEDKEUREN = "verbeterplannen_goedkeuren", "akkoord geven op de verbeterplannen"
    VERBETERPLANNEN_TERUGSTUREN = "verbeterplannen_terugsturen", "de verbeterplannen terugsturen"
    VOORTGANG_MELDEN = "voortgang_melden", "voortgang van een verbeterplan melden"
    VOORTGANG_BEANTWOORDEN = "voortgang_beantwoorden", "antwoorden op voortgang van een verbeterplan"
    PLANUITSTEL_VRAGEN = "planuitstel_vragen", "een andere dag voor een verbeterplan vragen"
    PLANUITSTEL_BEANTWOORDEN = "planuitstel_beantwoorden", "antwoorden op een andere dag voor een verbeterplan"
    EFFECT_VASTLEGGEN = "effect_vastleggen", "vastleggen welk effect van een verbeterplan te zien is"
    PLANNEN_VOLGEN = "plannen_volgen", "alle verbeterplannen volgen"
    VERVOLG_PLANNEN = "vervolg_plannen", "een vervolgonderzoek plannen"
    VERVOLG_SCHRIJVEN = "vervolg_schrijven", "schrijven wat er sinds het besluit is gebeurd"
    VERVOLG_INDIENEN = "vervolg_indienen", "de voortgang voor een vervolgonderzoek indienen"
    VERVOLGTEAM_KIEZEN = "vervolgteam_kiezen", "het team van een vervolgonderzoek samenstellen"
    VERVOLG_BEOORDELEN = "vervolg_beoordelen", "voorwaarden en plannen beoordelen"
    VERVOLG_OPLEVEREN = "vervolg_opleveren", "de oordelen van een vervolgonderzoek opleveren"
    ADVIES_SCHRIJVEN = "advies_schrijven", "aan het advies schrijven"
    ADVIES_UITBRENGEN = "advies_uitbrengen", "advies uitbrengen"
    # maatregel
    MAATREGEL_VOORSTELLEN = "maatregel_voorstellen", "een maatregel voorstellen"
    ZIENSWIJZE_SCHRIJVEN = "zienswijze_schrijven", "schrijven aan de zienswijze of aan wat is hersteld"
    ZIENSWIJZE_GEVEN = "zienswijze_geven", "de zienswijze geven"
    HERSTEL_VRAGEN = "herstel_vragen", "om herstel vragen"
    HERSTEL_MELDEN = "herstel_melden", "melden wat is hersteld"
    BEEINDIGEN = "beeindigen", "het label beëindigen"
    # beheercommissie
    COMMISSIE_LEZEN = "commissie_lezen", "de agenda van de beheercommissie lezen"
    REGLEMENT_SCHRIJVEN = "reglement_schrijven", "een reglement schrijven"
    REGLEMENT_VASTSTELLEN = "reglement_vaststellen", "een reglement vaststellen"
    VERGADERING_PLANNEN = "vergadering_plannen", "een vergadering plannen"
    VERGADERING_WIJZIGEN = "vergadering_wijzigen", "een vergadering wijzigen"
    VERGADERING_AFZEGGEN = "vergadering_afzeggen", "een vergadering afzeggen"
    VERGADERING_OPENEN = "vergadering_openen", "een vergadering openen"
    PRESENTIE_NOTEREN = "presentie_noteren", "noteren wie er is"
    VERGADERING_SLUITEN = "vergadering_sluiten", "een vergadering sluiten"
    AANWEZIGHEID_MELDEN = "aanwezigheid_melden", "melden of men komt"
    AGENDA_INDELEN = "agenda_indelen", "de agenda indelen"
    AGENDAPUNT_VERPLAATSEN = "agendapunt_verplaatsen", "een traject naar een andere vergadering verplaatsen"
    AGENDAPUNT_AFVOEREN = "agendapunt_afvoeren", "een traject van de agenda halen"
    AGENDEREN = "agenderen", "een traject agenderen"
    BELANG_VERKLAREN = "belang_verklaren", "een belang verklaren"
    STEMMEN = "stemmen", "stemmen"
    UITSLAG_OPENEN = "uitslag_openen", "de uitslag van een stemming openen"
    BESLUITEN = "besluiten", "een besluit nemen"
    VOORAF_VRAGEN = "vooraf_vragen", "voor een vergadering iets vragen"
    VOORAF_ANTWOORDEN = "vooraf_antwoorden", "een vraag van voor de vergadering beantwoorden"
    NAVRAAG_BEANTWOORDEN = "navraag_beantwoorden", "de vraag van de beheercommissie beantwoorden"
    VERSLAG_LEZEN = "verslag_lezen", "de besluitenlijst en het verslag van een vergadering lezen"
    VERSLAG_SCHRIJVEN = "verslag_schrijven", "het verslag van een vergadering schrijven"
    VERSLAG_VOORLEGGEN = "verslag_voorleggen", "een verslag op een agenda zetten om het vast te stellen"
    VERSLAG_OPMERKEN = "verslag_opmerken", "een opmerking bij een verslag maken"
    VERSLAG_VASTSTELLEN = "verslag_vaststellen", "het verslag van een vergadering vaststellen"
    VERSLAGSJABLOON_VERVANGEN = "verslagsjabloon_vervangen", "het Word-sjabloon van het verslag vervangen"
    # klachten
    KLACHT_INDIENEN = "klacht_indienen", "een klacht indienen"
    KLACHT_AANVULLEN = "klacht_aanvullen", "iets bij de eigen klacht zetten"
    KLACHTEN_LEZEN = "klachten_lezen", "klachten lezen"
    KLACHT_OPPAKKEN = "klacht_oppakken", "een klacht oppakken"
    KLACHT_TERUGGEVEN = "klacht_teruggeven", "een klacht teruggeven"
    KLACHT_ANTWOORDEN = "klacht_antwoorden", "de klager schrijven"
    KLACHT_VERLENGEN = "klacht_verlengen", "meer tijd nemen voor een klacht"
    KLACHT_AFRONDEN = "klacht_afronden", "een klacht afronden"
    KLACHTVRAAG_STELLEN = "klachtvraag_stellen", "de andere kant iets vragen bij een klacht"
    KLACHTVRAAG_BEANTWOORDEN = "klachtvraag_beantwoorden", "antwoorden op een vraag bij een klacht"
    KLACHT_DOORGEVEN = "klacht_doorgeven", "een signaal aan het bureau doorgeven"
    KLACHTSIGNAAL_AFHANDELEN = "klachtsignaal_afhandelen", "een signaal uit een klacht afhandelen"
    # certificaten
    UITGEVEN = "uitgeven", "het certificaat uitgeven"
    NIEUWE_UITGAVE = "nieuwe_uitgave", "een nieuwe uitgave van een certificaat maken"
    AFSLUITEN = "afsluiten", "het traject afsluiten"
    MELDINGEN_LEZEN = "meldingen_lezen", "de gemelde wijzigingen lezen"
    WIJZIGING_MELDEN = "wijziging_melden", "een wijziging melden"
    MELDING_WEGEN = "melding_wegen", "zeggen wat een gemelde wijziging betekent"
    UITREIKING_VASTLEGGEN = "uitreiking_vastleggen", "vastleggen hoe het certificaat is uitgereikt"


_ORGANISATIE = {Rol.KWALITEITSMEDEWERKER, Rol.BESTUURDER}
_CERTIFICEERDER = {Rol.PLANNER, Rol.TOETSER, Rol.CONTROLEUR}
_VRAGERS = _ORGANISATIE | {Rol.PLANNER, Rol.TOETSER}
_STEMMERS = {Rol.COMMISSIELID, Rol.VOORZITTER}
_IEDEREEN = frozenset(Rol)
_BEHEERDERS = {Rol.BEHEERDER, Rol.LABELBEHEERDER}
# A beheerder gives roles to people, and a klachtbehandelaar hears people; they read no traject.
_LEZERS = _IEDEREEN - {Rol.BEHEERDER, Rol.KLACHTBEHANDELAAR}
_KLACHTEN = (
    *(Handeling.KLACHTEN_LEZEN, Handeling.KLACHT_OPPAKKEN, Handeling.KLACHT_TERUGGEVEN, Handeling.KLACHT_ANTWOORDEN),
    *(Handeling.KLACHT_VERLENGEN, Handeling.KLACHT_AFRONDEN, Handeling.KLACHTVRAAG_STELLEN, Handeling.KLACHT_DOORGEVEN),
)

ROLLEN = {
    Handeling.WERK_LEZEN: _IEDEREEN,
    Handeling.TRAJECT_LEZEN: _LEZERS,
    Handeling.KADERS_LEZEN: _IEDEREEN,
    Handeling.KADER_LADEN: {Rol.LABELBEHEERDER},
    Handeling.BEHEER_LEZEN: {Rol.LABELBEHEERDER},
    # mensen
    Handeling.MENSEN_LEZEN: _BEHEERDERS,
    Handeling.UITNODIGEN: _BEHEERDERS,
    Handeling.UITNODIGING_INTREKKEN: _BEHEERDERS,
    Handeling.UITNODIGING_OPNIEUW_STUREN: _BEHEERDERS,
    Handeling.UITNODIGING_AANNEMEN: _IEDEREEN,
    Handeling.ROL_GEVEN: _BEHEERDERS,
    Handeling.ROL_BEEINDIGEN: _BEHEERDERS,
    Handeling.ROL_NEERLEGGEN: _IEDEREEN,
    Handeling.ZITTING_BEVESTIGEN: {Rol.SECRETARIS, Rol.LABELBEHEERDER},
    Handeling.ZITTING_WEIGEREN: {Rol.SECRETARIS, Rol.LABELBEHEERDER},
    Handeling.BLOKKEREN: {Rol.LABELBEHEERDER},
    Handeling.DEBLOKKEREN: {Rol.LABELBEHEERDER},
    # aanmelding (tweede stap, profiel)
    Handeling.PROFIEL_WIJZIGEN: _IEDEREEN,
    Handeling.INLOGGEN_WIJZIGEN: _IEDEREEN,
    Handeling.HUISREGELS_LEZEN: _IEDEREEN,
    Handeling.GEGEVENS_DOWNLOADEN: _IEDEREEN,
    Handeling.TWEEDE_STAP_WISSEN: {Rol.LABELBEHEERDER},
    # inlogdiensten
    Handeling.INLOGDIENSTEN_LEZEN: _BEHEERDERS,
    Handeling.INLOGDIENST_INSTELLEN: _BEHEERDERS,
    Handeling.INLOGDIENST_PROBEREN: _BEHEERDERS,
    Handeling.INLOGDIENST_AANZETTEN: _BEHEERDERS,
    Handeling.INLOGDIENST_UITZETTEN: _BEHEERDERS,
    Handeling.INLOGDIENST_VERPLICHTEN: {Rol.BEHEERDER},
    Handeling.INLOGDIENST_VRIJGEVEN: _BEHEERDERS,
    Handeling.MAILDOMEIN_BEVESTIGEN: {Rol.LABELBEHEERDER},
    Handeling.INLOGDIENST_KOPPELEN: _IEDEREEN,
    Handeling.INLOGDIENST_LOSMAKEN: _IEDEREEN,
    # post
    Handeling.POST_INSTELLEN: _IEDEREEN,
    Handeling.VERVANGING_REGELEN: _IEDEREEN,
    Handeling.AGENDA_KOPPELEN: _IEDEREEN,
    Handeling.BRIEF_NALEZEN: {Rol.PLANNER, Rol.SECRETARIS, Rol.LABELBEHEERDER},
    Handeling.ADRES_NAKIJKEN: _BEHEERDERS,
    Handeling.POST_OPNIEUW_STUREN: {Rol.LABELBEHEERDER},
    # belangen
    Handeling.BELANG_TOEVOEGEN: ROLLEN_MET_BELANGEN,
    Handeling.BELANG_BEEINDIGEN: ROLLEN_MET_BELANGEN,
    Handeling.BELANG_CORRIGEREN: ROLLEN_MET_BELANGEN,
    Handeling.BELANG_ONGEDAAN_MAKEN: OPHEFFERS,
    Handeling.BELANGEN_BEVESTIGEN: ROLLEN_MET_BELANGEN,
    Handeling.BELANGEN_LEZEN: {Rol.PLANNER, Rol.VOORZITTER, Rol.SECRETARIS, Rol.LABELBEHEERDER},
    Handeling.BELANGEN_DOWNLOADEN: {Rol.PLANNER, Rol.VOORZITTER, Rol.SECRETARIS, Rol.LABELBEHEERDER},
    Handeling.RECHTEN_LEZEN: {Rol.LABELBEHEERDER},
    # organisaties
    Handeling.ORGANISATIES_LEZEN: {Rol.LABELBEHEERDER},
    Handeling.ORGANISATIE_LEZEN: _IEDEREEN,
    Handeling.ORGANISATIE_TOELATEN: {Rol.LABELBEHEERDER},
    Handeling.ORGANISATIE_WIJZIGEN: {Rol.LABELBEHEERDER},
    Handeling.EIGEN_ORGANISATIE_WIJZIGEN: {Rol.BEHEERDER},
    Handeling.GEBIED_BIJHOUDEN: _ORGANISATIE | _BEHEERDERS,
    Handeling.LID_AFMELDEN: {Rol.LABELBEHEERDER},
    Handeling.HERNOEMEN: {Rol.LABELBEHEERDER},
    Handeling.HERNOEMING_INTREKKEN: {Rol.LABELBEHEERDER},
    Handeling.SAMENVOEGEN: {Rol.LABELBEHEERDER},
    Handeling.SAMENVOEGING_INTREKKEN: {Rol.LABELBEHEERDER},
    Handeling.TOELATINGEN_BIJHOUDEN: {Rol.LABELBEHEERDER},
    Handeling.BEKWAAMHEDEN_LEZEN: {Rol.BEHEERDER, Rol.PLANNER, Rol.LABELBEHEERDER},
    Handeling.BEKWAAMHEDEN_BIJHOUDEN: {Rol.BEHEERDER},
    Handeling.BEKWAAMHEIDSSOORTEN_BIJHOUDEN: {Rol.LABELBEHEERDER},
    Handeling.BEKWAAMHEDEN_DOWNLOADEN: {Rol.BEHEERDER, Rol.PLANNER, Rol.LABELBEHEERDER},
    # ledenbestand
    Handeling.LEDENBESTAND_INLEZEN: {Rol.LABELBEHEERDER},
    Handeling.ORGANISATIES_DOWNLOADEN: {Rol.LABELBEHEERDER},
    Handeling.MENSEN_DOWNLOADEN: _BEHEERDERS,
    # quickscan
    Handeling.QUICKSCAN_BEHEREN: {Rol.LABELBEHEERDER},
    Handeling.QUICKSCAN_WEGGOOIEN: {Rol.LABELBEHEERDER},
    Handeling.QUICKSCAN_OPENEN: {Rol.LABELBEHEERDER},
    Handeling.QUICKSCAN_HERINNEREN: {Rol.LABELBEHEERDER},
    Handeling.QUICKSCAN_KOPPELING_GEVEN: {Rol.LABELBEHEERDER},
    Handeling.QUICKSCAN_VERLENGEN: {Rol.LABELBEHEERDER},
    Handeling.QUICKSCAN_SLUITEN: {Rol.LABELBEHEERDER},
    Handeling.QUICKSCAN_INVULLEN: _ORGANISATIE | {Rol.BEHEERDER},
    Handeling.QUICKSCAN_UITSLAG_LEZEN: _ORGANISATIE | {Rol.BEHEERDER, Rol.LABELBEHEERDER},
    Handeling.QUICKSCAN_EXPORTEREN: {Rol.LABELBEHEERDER},
    # trajecten
    Handeling.AANMELDEN: _ORGANISATIE,
    Handeling.ACCEPTEREN: {Rol.PLANNER},
    Handeling.WEIGEREN: {Rol.PLANNER},
    Handeling.TEAM_WIJZIGEN: {Rol.PLANNER},
    Handeling.TEAMBEZWAAR_MAKEN: _ORGANISATIE,
    Handeling.TEAMBEZWAAR_BEANTWOORDEN: {Rol.PLANNER},
    Handeling.VRAAG_STELLEN: _VRAGERS,
    Handeling.VRAAG_BEANTWOORDEN: _VRAGERS,
    Handeling.VRAAG_SLUITEN: _VRAGERS,
    Handeling.TERMIJN_VOORSTELLEN: _ORGANISATIE | _CERTIFICEERDER,
    Handeling.TERMIJNVOORSTEL_BEANTWOORDEN: _ORGANISATIE | {Rol.PLANNER},
    Handeling.WACHTTIJDEN_LEZEN: {Rol.LABELBEHEERDER},
    Handeling.DOCUMENT_TOEVOEGEN: _ORGANISATIE,
    Handeling.DOCUMENT_VERWIJDEREN: _ORGANISATIE,
    Handeling.INTREKKEN: {Rol.BESTUURDER},
    Handeling.STAKEN: {Rol.PLANNER},
    Handeling.AANHOUDEN: {Rol.PLANNER},
    Handeling.HERVATTEN: {Rol.PLANNER},
    Handeling.VERHAAL_SCHRIJVEN: _ORGANISATIE,
    Handeling.ZELFEVALUATIE_INDIENEN: {Rol.BESTUURDER},
    Handeling.PROGRAMMA_MAKEN: {Rol.PLANNER, Rol.TOETSER},
    Handeling.PROGRAMMA_VASTSTELLEN: {Rol.PLANNER},
    Handeling.TOETSING_STARTEN: {Rol.PLANNER, Rol.TOETSER},
    Handeling.NOTITIE_MAKEN: {Rol.TOETSER},
    Handeling.GESPREK_AFRONDEN: {Rol.TOETSER},
    Handeling.BEVINDING_MAKEN: {Rol.TOETSER},
    Handeling.OORDELEN: {Rol.TOETSER},
    Handeling.RAPPORT_SCHRIJVEN: {Rol.TOETSER},
    Handeling.RAPPORT_OPLEVEREN: {Rol.TOETSER},
    Handeling.VRIJGEVEN: {Rol.CONTROLEUR},
    Handeling.TERUGSTUREN: {Rol.CONTROLEUR},
    Handeling.REAGEREN: _ORGANISATIE,
    Handeling.REACTIE_INDIENEN: {Rol.BESTUURDER},
    Handeling.REACTIE_BEANTWOORDEN: {Rol.TOETSER},
    Handeling.RAPPORT_VASTSTELLEN: {Rol.TOETSER},
    Handeling.VERBETERPLAN_SCHRIJVEN: _ORGANISATIE,
    Handeling.VERBETERPLANNEN_INDIENEN: {Rol.BESTUURDER},
    Handeling.VERBETERPLANNEN_GOEDKEUREN: {Rol.TOETSER},
    Handeling.VERBETERPLANNEN_TERUGSTUREN: {Rol.TOETSER},
    Handeling.VOORTGANG_MELDEN: _ORGANISATIE,
    Handeling.VOORTGANG_BEANTWOORDEN: {Rol.PLANNER},
    Handeling.PLANUITSTEL_VRAGEN: _ORGANISATIE,
    Handeling.PLANUITSTEL_BEANTWOORDEN: {Rol.PLANNER},
    Handeling.EFFECT_VASTLEGGEN: {Rol.TOETSER},
    Handeling.PLANNEN_VOLGEN: _CERTIFICEERDER | {Rol.LABELBEHEERDER},
    # Part of handing out the certificate.
    Handeling.VERVOLG_PLANNEN: {Rol.LABELBEHEERDER},
    Handeling.VERVOLG_SCHRIJVEN: _ORGANISATIE,
    Handeling.VERVOLG_INDIENEN: {Rol.BESTUURDER},
    Handeling.VERVOLGTEAM_KIEZEN: {Rol.PLANNER},
    Handeling.VERVOLG_BEOORDELEN: {Rol.TOETSER},
    Handeling.VERVOLG_OPLEVEREN: {Rol.TOETSER},
    Handeling.ADVIES_SCHRIJVEN: {Rol.PLANNER},
    Handeling.ADVIES_UITBRENGEN: {Rol.PLANNER},
    # maatregel
    Handeling.MAATREGEL_VOORSTELLEN: {Rol.PLANNER, Rol.SECRETARIS, Rol.LABELBEHEERDER},
    Handeling.ZIENSWIJZE_SCHRIJVEN: _ORGANISATIE,
    Handeling.ZIENSWIJZE_GEVEN: {Rol.BESTUURDER},
    Handeling.HERSTEL_VRAGEN: _STEMMERS,
    Handeling.HERSTEL_MELDEN: {Rol.BESTUURDER},
    Handeling.BEEINDIGEN: {Rol.BESTUURDER},
    # beheercommissie
    Handeling.COMMISSIE_LEZEN: _STEMMERS | {Rol.SECRETARIS},
    Handeling.REGLEMENT_SCHRIJVEN: {Rol.SECRETARIS},
    Handeling.REGLEMENT_VASTSTELLEN: {Rol.VOORZITTER},
    Handeling.VERGADERING_PLANNEN: {Rol.SECRETARIS},
    Handeling.VERGADERING_WIJZIGEN: {Rol.SECRETARIS},
    Handeling.VERGADERING_AFZEGGEN: {Rol.SECRETARIS},
    # Who presides does: a chair, or another member in the place of the chair.
    Handeling.VERGADERING_OPENEN: _STEMMERS,
    Handeling.PRESENTIE_NOTEREN: _STEMMERS | {Rol.SECRETARIS},
    Handeling.VERGADERING_SLUITEN: _STEMMERS,
    Handeling.AANWEZIGHEID_MELDEN: _STEMMERS,
    Handeling.AGENDA_INDELEN: {Rol.SECRETARIS},
    Handeling.AGENDAPUNT_VERPLAATSEN: {Rol.SECRETARIS},
    Handeling.AGENDAPUNT_AFVOEREN: {Rol.SECRETARIS},
    Handeling.AGENDEREN: {Rol.SECRETARIS},
    Handeling.BELANG_VERKLAREN: _STEMMERS,
    Handeling.STEMMEN: _STEMMERS,
    Handeling.UITSLAG_OPENEN: _STEMMERS,
    Handeling.BESLUITEN: _STEMMERS,
    Handeling.VOORAF_VRAGEN: _STEMMERS | {Rol.SECRETARIS},
    Handeling.VOORAF_ANTWOORDEN: {Rol.PLANNER, Rol.TOETSER},
    Handeling.NAVRAAG_BEANTWOORDEN: _ORGANISATIE | {Rol.PLANNER},
    Handeling.VERSLAG_LEZEN: _STEMMERS | {Rol.SECRETARIS, Rol.LABELBEHEERDER},
    Handeling.VERSLAG_SCHRIJVEN: {Rol.SECRETARIS},
    Handeling.VERSLAG_VOORLEGGEN: {Rol.SECRETARIS},
    Handeling.VERSLAG_OPMERKEN: _STEMMERS,
    Handeling.VERSLAG_VASTSTELLEN: {Rol.VOORZITTER},
    Handeling.VERSLAGSJABLOON_VERVANGEN: {Rol.SECRETARIS},
    # klachten
    Handeling.KLACHT_INDIENEN: _IEDEREEN,
    Handeling.KLACHT_AANVULLEN: _IEDEREEN,
    **{handeling: {Rol.KLACHTBEHANDELAAR} for handeling in _KLACHTEN},
    Handeling.KLACHTVRAAG_BEANTWOORDEN: {Rol.BESTUURDER, Rol.PLANNER, Rol.VOORZITTER, Rol.LABELBEHEERDER},
    Handeling.KLACHTSIGNAAL_AFHANDELEN: {Rol.LABELBEHEERDER},
    Handeling.UITGEVEN: {Rol.LABELBEHEERDER},
    Handeling.NIEUWE_UITGAVE: {Rol.LABELBEHEERDER},
    Handeling.AFSLUITEN: {Rol.LABELBEHEERDER},
    Handeling.MELDINGEN_LEZEN: _ORGANISATIE | {Rol.PLANNER, Rol.TOETSER, Rol.SECRETARIS, Rol.LABELBEHEERDER},
    Handeling.WIJZIGING_MELDEN: _ORGANISATIE,
    Handeling.MELDING_WEGEN: {Rol.PLANNER, Rol.LABELBEHEERDER},
    Handeling.UITREIKING_VASTLEGGEN: _ORGANISATIE | {Rol.LABELBEHEERDER},
}
