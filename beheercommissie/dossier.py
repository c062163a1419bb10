"""The pack of one agenda item: what the disclosure matrix gives the committee, frozen as plain JSON."""

from normenkader.models import Partij, Stuk
from toetsing.bevoegdheden import laatste_versie
from toetsing.models import Advies, Verbeterplan
from toetsing.samenstellen import korte_inhoud


def dossierinhoud(traject):
    """Short report, advice and, as the matrix says, the plans of the organisation (dossier § 1.6 and § 6.3)."""
    versie = laatste_versie(traject)
    advies = Advies.objects.get(versie=versie)
    mag_lang = traject.kaderversie.ziet(Partij.COMMISSIE, Stuk.RAPPORT_LANG)
    return {
        "rapport": versie.inhoud if mag_lang else korte_inhoud(versie.inhoud),
        "rapportversie": {"nummer": versie.nummer, "sha256": versie.sha256},
        "advies": {
            "code": advies.optie,
            "label": advies.optie_label,
            "motivering": advies.motivering,
            "op": advies.uitgebracht_op.date().isoformat(),
        },
        "plannen": [
            {
                "norm": plan.bevinding.norm.nummer,
                "verbeterpunt": plan.bevinding.tekst,
                "akkoord_op": plan.goedgekeurd_op and plan.goedgekeurd_op.date().isoformat(),
                "klaar_op": plan.klaar_op and plan.klaar_op.isoformat(),
            }
            for plan in Verbeterplan.objects.filter(traject=traject).select_related("bevinding__norm")
        ],
    }
