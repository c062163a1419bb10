"""Which acts ask for a recent proof of who one is."""

from leden.bevoegdheden.handelingen import Handeling

# Acts for which someone proves again who they are, shortly before: they cannot be undone, or reach the data of many people.
EXTRA_BEVESTIGING = {
    Handeling.KADER_LADEN,
    # mensen
    Handeling.UITNODIGEN,
    Handeling.UITNODIGING_INTREKKEN,
    Handeling.UITNODIGING_OPNIEUW_STUREN,
    Handeling.ROL_GEVEN,
    Handeling.ROL_BEEINDIGEN,
    Handeling.ROL_NEERLEGGEN,
    Handeling.ZITTING_BEVESTIGEN,
    Handeling.ZITTING_WEIGEREN,
    Handeling.BLOKKEREN,
    Handeling.DEBLOKKEREN,
    # aanmelding
    Handeling.INLOGGEN_WIJZIGEN,
    Handeling.GEGEVENS_DOWNLOADEN,
    Handeling.AGENDA_KOPPELEN,
    Handeling.TWEEDE_STAP_WISSEN,
    # inlogdiensten
    Handeling.INLOGDIENST_INSTELLEN,
    Handeling.INLOGDIENST_PROBEREN,
    Handeling.INLOGDIENST_AANZETTEN,
    Handeling.INLOGDIENST_UITZETTEN,
    Handeling.INLOGDIENST_VERPLICHTEN,
    Handeling.INLOGDIENST_VRIJGEVEN,
    Handeling.MAILDOMEIN_BEVESTIGEN,
    Handeling.INLOGDIENST_KOPPELEN,
    Handeling.INLOGDIENST_LOSMAKEN,
    # belangen
    Handeling.BELANGEN_DOWNLOADEN,
    # organisaties
    Handeling.LID_AFMELDEN,
    Handeling.HERNOEMEN,
    Handeling.SAMENVOEGEN,
    Handeling.BEKWAAMHEDEN_DOWNLOADEN,
    # ledenbestand
    Handeling.LEDENBESTAND_INLEZEN,
    Handeling.ORGANISATIES_DOWNLOADEN,
    Handeling.MENSEN_DOWNLOADEN,
    # quickscan
    Handeling.QUICKSCAN_OPENEN,
    Handeling.QUICKSCAN_EXPORTEREN,
    # toetsing
    Handeling.RAPPORT_VASTSTELLEN,
    # besluiten
    Handeling.REGLEMENT_VASTSTELLEN,
    Handeling.BESLUITEN,
    Handeling.UITGEVEN,
    Handeling.NIEUWE_UITGAVE,
    # maatregel
    Handeling.BEEINDIGEN,
}
