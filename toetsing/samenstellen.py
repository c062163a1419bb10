"""Composes the report from what the team wrote: the frozen content of a version, as plain JSON.

Nothing is typed twice: counts come from the judgements, voices from the grounds, people from the talks (functions only).
"""

from collections import Counter, defaultdict

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, prefetch_related_objects
from django.utils import timezone

from normenkader.models import Norm
from toetsing.models import (
    Bevinding,
    Gesprek,
    Grond,
    Notitie,
    Oordeel,
    Rapportdeel,
    Reactie,
    aanvullend_onderzoek,
    locaties_met_bezoek,
)
from trajecten.models import Toewijzing

MET_DAG = Prefetch("gesprekken", Gesprek.objects.select_related("dag"))
# Every norm has a judgement, so these know all norms as well.
MET_OORDELEN = Prefetch("oordelen", Oordeel.objects.select_related("norm__onderdeel"))
MET_ONDERDEEL = Prefetch("normen", Norm.objects.select_related("onderdeel"))


def rapportinhoud(traject, soort, nummer, wederhoor_op=None):
    """The content of a report version. `wederhoor_op`: the newest draft whose reactions have been answered."""
    kader, onderzoek = traject.kaderversie, aanvullend_onderzoek(traject)
    oordelen = {oordeel.norm_id: oordeel for oordeel in oordelen_van(traject)}
    normen = [oordeel.norm for oordeel in oordelen.values()]
    gronden = Grond.objects.select_related("gesprek", "document", "verhaal__norm")
    bevindingen = list(bevindingen_van(traject).prefetch_related(Prefetch("gronden", gronden)))
    reacties = _reacties(wederhoor_op)
    delen = _delen(traject, reacties)
    per_norm = defaultdict(list)
    for passagenummer, bevinding in enumerate(bevindingen, start=len(delen) + 1):
        per_norm[bevinding.norm_id].append((passagenummer, bevinding))
    citaten = _citaten(traject)
    return {
        "nummer": traject.nummer,
        "versie": nummer,
        "soort": soort,
        "op": timezone.localdate().isoformat(),
        **_kerngegevens(traject, len(normen)),
        **(_addendum(onderzoek, normen) if onderzoek else {}),
        "delen": delen,
        "sterke_punten": punten(bevindingen, Bevinding.Soort.STERK),
        "verbeterpunten": punten(bevindingen, Bevinding.Soort.VERBETER),
        "tellingen": tellingen(kader, normen, oordelen),
        "gesprekken": gesprekken(kader, gesprekken_van(traject)),
        "onderdelen": [{"sleutel": een.code, "titel": een.titel} for een in onderdelen_van(normen)],
        "normen": [
            {
                "nummer": norm.nummer,
                "titel": norm.titel,
                "tekst": norm.tekst,
                "onderdeel": norm.onderdeel.code,
                "oordeel": oordeel_in_woorden(kader, oordelen.get(norm.pk)),
                **({"eerder": onderzoek.eerder[norm.nummer]} if onderzoek else {}),
                "passages": [_passage(kader, nr, bevinding) for nr, bevinding in per_norm[norm.pk]],
                "citaten": citaten[norm.pk],
                "stemmen": _stemmen(kader, [bevinding for _, bevinding in per_norm[norm.pk]]),
                "reacties": [
                    reactie | {"nummer": nr}
                    for nr, bevinding in per_norm[norm.pk]
                    for reactie in reacties[bevinding.passage]
                ],
            }
            for norm in normen
        ],
    }


def rapportonderdelen(traject):
    """The sections of what the assessors write: those that the framework has for a report, or the one of an addendum."""
    onderzoek = aanvullend_onderzoek(traject)
    return [onderzoek.rapportonderdeel] if onderzoek else traject.kaderversie.rapportonderdelen


def oordelen_van(traject):
    """The judgements that the report is about, in the order of their norms: of all, or of those that the committee asked about.

    There are none before the assessment starts.
    """
    onderzoek = aanvullend_onderzoek(traject)
    prefetch_related_objects([traject], MET_OORDELEN)
    return [een for een in traject.oordelen.all() if not onderzoek or een.norm.nummer in onderzoek.normen]


def normen_van(traject):
    """The norms that the report is about, in order, also before there is a judgement of them."""
    if aanvullend_onderzoek(traject):
        return [een.norm for een in oordelen_van(traject)]
    prefetch_related_objects([traject.kaderversie], MET_ONDERDEEL)
    return list(traject.kaderversie.normen.all())


def bevindingen_van(traject):
    """The findings about those norms, in the order of the report, each with `n`: on how many grounds it rests."""
    bevindingen = Bevinding.objects.filter(traject=traject).annotate(n=Count("gronden"))
    if onderzoek := aanvullend_onderzoek(traject):
        bevindingen = bevindingen.filter(norm__nummer__in=onderzoek.normen)
    return bevindingen.in_volgorde().select_related("norm")


def gesprekken_van(traject):
    """The talks that the report tells about, with whom: an addendum has those since the committee asked."""
    onderzoek = aanvullend_onderzoek(traject)
    prefetch_related_objects([traject], MET_DAG, "gesprekken__gesprekspartners")
    return [een for een in traject.gesprekken.all() if not onderzoek or not onderzoek.is_ervoor(een)]


def _addendum(onderzoek, normen):
    """What the committee asked, the version that this adds to, and how these norms were counted then."""
    toen = {norm.pk: Oordeel(waarde=onderzoek.eerder[norm.nummer]["code"]) for norm in normen}
    return {
        "addendum": onderzoek.gevraagd
        | {
            "nummer": onderzoek.nummer,
            "versie": onderzoek.versie.nummer,
            "versie_op": timezone.localdate(onderzoek.versie.gemaakt_op).isoformat(),
            "titels": {norm.nummer: norm.titel for norm in normen},
            "tellingen": tellingen(onderzoek.traject.kaderversie, normen, toen),
        }
    }


def onderdelen_van(normen):
    """The parts these norms belong to, in the order of the framework."""
    return sorted({norm.onderdeel for norm in normen}, key=lambda onderdeel: onderdeel.volgorde)


def _kerngegevens(traject, aantal_normen):
    kader, dagen = traject.kaderversie, traject.toetsdagen.all()
    if aanvullend_onderzoek(traject):
        dagen = dict.fromkeys(gesprek.dag for gesprek in gesprekken_van(traject))
    # Who was replaced has a place in the report after being at a talk that was held.
    gevoerd = Gesprek.objects.filter(traject=traject, afgerond_op__isnull=False, toetsers=OuterRef("gebruiker"))
    toetsers = traject.toewijzingen.filter(
        Q(rol=Toewijzing.Trajectrol.TOETSER) | Q(Exists(gevoerd), rol=Toewijzing.Trajectrol.OUD_TOETSER)
    ).select_related("gebruiker")
    return {
        "organisatie": traject.organisatie.naam,
        "certificeerder": traject.certificeerder.naam,
        "toetsers": [toewijzing.gebruiker.naam for toewijzing in toetsers],
        "reikwijdte": traject.reikwijdte,
        "fte": float(traject.fte),
        "locaties": [f"{traject.locaties} locaties" if traject.locaties > 1 else "1 locatie"],
        "toetsdagen": [dag.datum.isoformat() for dag in dagen],
        "kader": {"titel": str(kader), "is_voorbeeld": kader.is_voorbeeld, "aantal_normen": aantal_normen},
        "kerngegevens": [{"label": "Soort toets", "waarde": traject.variant_label}, *_bezoeken(traject)],
    }


def _bezoeken(traject):
    """Which locations were visited and why those, as facts; an addendum goes with the report that says so."""
    bezocht = [] if traject.aanvullend else [een for een in locaties_met_bezoek(traject) if een.bezocht]
    if not bezocht:
        return []
    return [
        {"label": "Bezochte locaties", "waarde": "; ".join(map(str, bezocht))},
        {"label": "Waarom deze", "waarde": bezocht[0].waarom},
    ]


def _delen(traject, reacties):
    teksten = {deel.sleutel: deel for deel in Rapportdeel.objects.filter(traject=traject)}
    delen = []
    for onderdeel in rapportonderdelen(traject):
        deel = teksten.get(onderdeel.sleutel)
        # An optional section that nobody wrote is left out. The summary opens every report, also an unfinished one.
        if deel is None or not (deel.tekst.strip() or onderdeel.verplicht):
            continue
        delen.append(
            {
                "sleutel": deel.sleutel,
                "titel": onderdeel.titel,
                "tekst": deel.tekst.strip(),
                "deel": onderdeel.deel,
                "passage": deel.passage,
                "nummer": len(delen) + 1,
                "reacties": [reactie | {"nummer": len(delen) + 1} for reactie in reacties[deel.passage]],
            }
        )
    return delen


def punten(bevindingen, soort):
    """Strong points or improvement points, each with its anchor and the norm it is about."""
    return [
        {"passage": bevinding.passage, "tekst": bevinding.tekst.strip(), "normen": [bevinding.norm.nummer]}
        for bevinding in bevindingen
        if bevinding.soort == soort
    ]


def tellingen(kader, normen, oordelen):
    """How often each judgement was given, per part. `oordelen`: by the key of the norm."""
    aantallen = Counter((norm.onderdeel.titel, oordelen[norm.pk].waarde) for norm in normen if norm.pk in oordelen)
    return {
        "kolommen": [
            {"code": waarde.code, "label": waarde.label, "beoordeeld": waarde.beoordeeld} for waarde in kader.schaal
        ],
        "rijen": [
            {
                "onderdeel": onderdeel.titel,
                "aantallen": [aantallen[onderdeel.titel, waarde.code] for waarde in kader.schaal],
            }
            for onderdeel in onderdelen_van(normen)
        ],
    }


def gesprekken(kader, gesprekken):
    """With whom was talked, per group: numbers of talks and people, and their functions."""
    rijen = []
    for groep in kader.gespreksgroepen:
        van_groep = [gesprek for gesprek in gesprekken if gesprek.groep == groep.code]
        functies = Counter()
        for gesprek in van_groep:
            for partner in gesprek.gesprekspartners.all():
                functies[partner.functie] += partner.aantal
        if van_groep:
            rijen.append(
                {
                    "groep": groep.code,
                    "label": groep.kort,
                    "aantal_gesprekken": len(van_groep),
                    "aantal_mensen": functies.total(),
                    "functies": [f"{functie} ({aantal})" for functie, aantal in functies.items()],
                }
            )
    return rijen


def oordeel_in_woorden(kader, oordeel):
    """A judgement with its word in the scale; `oordeel` may be None or still empty."""
    if oordeel is None or not oordeel.waarde:
        return {"code": "", "label": "Nog geen oordeel", "toelichting": ""}
    return {
        "code": oordeel.waarde,
        "label": kader.schaalwaarde(oordeel.waarde).label,
        "toelichting": oordeel.toelichting.strip(),
    }


def _passage(kader, nummer, bevinding):
    return {
        "sleutel": bevinding.passage,
        "nummer": nummer,
        "soort": bevinding.soort,
        "tekst": bevinding.tekst.strip(),
        "gronden": [grondtekst(kader, grond) for grond in bevinding.gronden.all()],
    }


def grondtekst(kader, grond):
    """One ground in words, as printed after 'Rust op'."""
    if grond.gesprek:
        tekst = f"gesprek {grond.gesprek.nummer} met {kader.gespreksgroep(grond.gesprek.groep).meervoud}"
    elif grond.document:
        tekst = f"document '{grond.document.titel}'"
    else:
        tekst = f"verhaal bij norm {grond.verhaal.norm.nummer}"
    return f"{tekst} (zegt iets anders)" if grond.is_anders else tekst


def _stemmen(kader, bevindingen):
    """On whose voices the norm rests: distinct sources per group, and whether one says something else."""
    bronnen, anders = defaultdict(set), set()
    for bevinding in bevindingen:
        for grond in bevinding.gronden.all():
            soort = grond.gesprek.groep if grond.gesprek else "documenten" if grond.document else "verhalen"
            bronnen[soort].add(grond.bron)
            if grond.is_anders:
                anders.add(soort)
    kolommen = [(groep.code, groep.kort) for groep in kader.gespreksgroepen]
    return [
        {"label": label, "aantal": len(bronnen[code]), "anders": code in anders}
        for code, label in [*kolommen, ("documenten", "Documenten"), ("verhalen", "Verhalen")]
    ]


def _citaten(traject):
    """Quotes per norm, only those that the assessor marked as not traceable to a person."""
    citaten = defaultdict(list)
    koppelingen = Notitie.normen.through.objects.filter(
        notitie__gesprek__traject=traject,
        notitie__soort=Notitie.Soort.LETTERLIJK,
        notitie__is_niet_herleidbaar=True,
    )
    for koppeling in koppelingen.select_related("notitie__gesprek").order_by("notitie_id", "norm_id"):
        functie = traject.kaderversie.gespreksgroep(koppeling.notitie.gesprek.groep).enkelvoud
        tekst = koppeling.notitie.tekst.strip("'‘’\" ")
        citaten[koppeling.norm_id].append({"tekst": tekst, "functie": functie})
    return citaten


def _reacties(versie):
    """Answered reactions on a draft and those it was released after in the same round, by passage."""
    reacties = defaultdict(list)
    ronde = {een.pk: een for een in [*versie.eerder_in_ronde, versie]} if versie else {}
    oude_teksten = {
        (pk, passage["sleutel"]): passage["tekst"] for pk, een in ronde.items() for passage in passages_van(een.inhoud)
    }
    for reactie in Reactie.objects.filter(versie__in=ronde).order_by("versie__nummer", "pk"):
        if not reactie.tekst.strip():
            continue
        is_aangepast = reactie.gevolg == Reactie.Gevolg.AANGEPAST
        reacties[reactie.passage].append(
            {
                "passage": reactie.passage,
                "soort": reactie.soort,
                "tekst": reactie.tekst.strip(),
                "antwoord": reactie.antwoord.strip(),
                "gevolg": reactie.gevolg,
                "oude_tekst": oude_teksten.get((reactie.versie_id, reactie.passage), "") if is_aangepast else "",
            }
        )
    return reacties


def passages_van(inhoud):
    """All passages of a version that can be reacted to, in order: sleutel, nummer, tekst, norm (or None), titel, soort, deel."""
    delen = [
        {
            "sleutel": deel["passage"],
            "nummer": deel["nummer"],
            "tekst": deel["tekst"],
            "norm": None,
            "titel": deel["titel"],
            "soort": "deel",
            "deel": deel["deel"],
        }
        for deel in inhoud["delen"]
    ]
    return delen + [
        passage | {"norm": norm["nummer"], "titel": norm["titel"], "deel": "lang"}
        for norm in inhoud["normen"]
        for passage in norm["passages"]
    ]


def korte_inhoud(inhoud):
    """The short part of a version, without norms and reactions: what committee and bureau get (uitgangspunten § 8)."""
    delen = [{**deel, "reacties": []} for deel in inhoud["delen"] if deel["deel"] != "lang"]
    return {**inhoud, "normen": [], "onderdelen": [], "delen": delen}


def lange_inhoud(inhoud):
    """A version without the sections that only the short part has: what the organisation and the assessors read."""
    return {**inhoud, "delen": [deel for deel in inhoud["delen"] if deel["deel"] != "kort"]}
