"""The recurring pieces of a page that need logic or the request. A builtin library: templates need no `load`."""

from django import forms, template
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import slugify

from huisstijl.velden import als_tekst, vingerafdruk

register = template.Library()

# Colour and icon of every state, by stored value. Colour never speaks alone: the word stands beside it.
STANDEN = {
    # traject
    "aangemeld": ("info", "inbox"),
    "geweigerd": ("fout", "x-circle"),
    "voorbereiding": ("info", "pencil"),
    "ingediend": ("info", "inbox"),
    "gepland": ("info", "calendar3"),
    "in_toetsing": ("info", "people"),
    "aanvullend_onderzoek": ("info", "search"),
    "interne_controle": ("info", "eye"),
    "wederhoor": ("info", "chat-left-dots"),
    "reactie_verwerken": ("info", "chat-left-text"),
    "verbeterplannen": ("info", "arrow-up-right"),
    "plannen_beoordelen": ("info", "list-check"),
    "voortgang": ("info", "pencil"),
    "voortgang_ingediend": ("info", "inbox"),
    "beoordelen": ("info", "list-check"),
    "advies": ("info", "journal-check"),
    "voorgedragen": ("info", "send"),
    "geagendeerd": ("info", "calendar-event"),
    "vraag_aan_organisatie": ("info", "question-circle"),
    "vraag_aan_certificeerder": ("info", "question-circle"),
    "besloten": ("info", "flag"),
    # Whether the label still holds, its certificate says.
    "lopend": ("", "check-lg"),
    "afgesloten": ("", "archive"),
    "ingetrokken": ("fout", "x-circle"),
    "gestaakt": ("", "stop-circle"),
    "aangehouden": ("aan-u", "pause-circle"),
    "zienswijze": ("info", "chat-left-dots"),
    "herstel": ("info", "arrow-up-right"),
    # oordeel and advies: a moon, not a tick
    "voldoet": ("goed", "circle-fill"),
    "voldoet_deels": ("info", "circle-half"),
    "voldoet_niet": ("", "circle"),
    "niet_van_toepassing": ("", "dash-lg"),
    "niet_beoordeeld": ("", "dash-lg"),
    "positief": ("goed", "circle-fill"),
    "positief_met_voorbehoud": ("info", "circle-half"),
    "afwijzend": ("", "circle"),
    # voorwaarde of plan in een vervolgonderzoek, and the advice on it
    "voldaan": ("goed", "circle-fill"),
    "deels": ("info", "circle-half"),
    "niet": ("", "circle"),
    "voorwaarden_vervuld": ("goed", "circle-fill"),
    "meer_tijd": ("info", "circle-half"),
    "niet_vervuld": ("", "circle"),
    # hoe een organisatie zelf naar een norm kijkt
    "sterk": ("goed", "sun"),
    "lerend": ("info", "arrow-repeat"),
    "vraagt_veel": ("", "arrow-up-right"),
    "onbekend": ("", "question-circle"),
    # certificaat
    "geldig": ("goed", "check-lg"),
    "geldig_met_voorwaarden": ("goed", "flag"),
    "geschorst": ("aan-u", "pause-circle"),
    "verlopen": ("", "clock-history"),
    "opgevolgd": ("info", "arrow-repeat"),
    "beeindigd": ("", "stop-circle"),
    # uitnodigingen and people
    "open": ("info", "envelope"),
    "aangenomen": ("goed", "check-lg"),
    "geblokkeerd": ("fout", "slash-circle"),
    "begint_later": ("info", "calendar3"),
    "voorstel": ("info", "hourglass-split"),
    # quickscan
    "concept": ("", "pencil"),
    "gesloten": ("goed", "check-lg"),
    # wat een ledenbestand doet
    "nieuw": ("goed", "plus-lg"),
    "gewijzigd": ("info", "pencil"),
}
NOG_NIETS = ("", "three-dots")

MELDINGSOORTEN = {"success": "goed", "warning": "let-op", "error": "fout"}


@register.simple_tag
def ic(naam):
    """An icon of static/beeld/iconen.svg; always beside a word."""
    return format_html(
        '<svg class="ic" aria-hidden="true" focusable="false"><use href="{}#i-{}"></use></svg>',
        static("beeld/iconen.svg"),
        naam,
    )


@register.simple_tag(takes_context=True)
def blok(context, naam):
    """What the page put in its block `naam`, once more: Django lets a block stand in one place only, and a title has two."""
    return context.render_context[BLOCK_CONTEXT_KEY].get_block(naam).render(context)


@register.inclusion_tag("onderdelen/status.html")
def status(waarde, woord, aan_u=False):
    """The state of a thing: icon and colour by stored value, and its word. `aan_u`: the reader has to do something."""
    soort, teken = STANDEN.get(waarde, NOG_NIETS)
    return {"soort": "aan-u" if aan_u else soort, "teken": teken, "woord": woord}


@register.inclusion_tag("onderdelen/nog_te_doen.html")
def nog_te_doen(titel, open, knop, actie, gedaan=(), toelichting="", form=None, naam="", waarde=""):
    """What is still open before an act, and the button of that act.

    `open` and `gedaan` hold sentences, or (sentence, link text, URL). While `open` is not empty the button does nothing
    and says why; the server refuses with the same sentences.
    """
    return {
        "id": slugify(knop),
        "titel": titel,
        "open": [_met_koppeling(zin) for zin in open],
        "gedaan": [_met_koppeling(zin) for zin in gedaan],
        "knop": knop,
        "actie": actie,
        "toelichting": toelichting,
        "form": form,
        "naam": naam,
        "waarde": waarde,
    }


def _met_koppeling(zin):
    tekst, koppeling, url = (zin, "", "") if isinstance(zin, str) else zin
    return {"zin": tekst, "koppeling": koppeling, "url": url}


@register.simple_tag
def invoer(veld):
    """The control of a bound field, with the class that gives it its look."""
    widget = veld.field.widget
    klasse = "form-control"
    if isinstance(widget, forms.Select):
        klasse = "form-select"
    elif isinstance(widget, forms.CheckboxInput):
        klasse = "form-check-input"
    attrs = {"class": f"{klasse} is-invalid" if veld.errors else klasse}
    if str(widget.attrs.get("placeholder", "")) == str(veld.label):
        attrs["placeholder"] = False  # it would only repeat the label
    return veld.as_widget(attrs=attrs)


@register.inclusion_tag("onderdelen/melding.html")
def melding(message):
    """A message of Django after an act; pagina.js says it aloud."""
    return {"soort": MELDINGSOORTEN.get(message.level_tag, ""), "zin": message.message}


@register.inclusion_tag("onderdelen/foutenlijst.html")
def foutenlijst(form):
    """The summary of a refused form: one line per error, each a link to its field."""
    fouten = [{"tekst": fout, "doel": ""} for fout in form.non_field_errors()]
    for veld in form:
        if veld.is_hidden:
            fouten += [{"tekst": fout, "doel": ""} for fout in veld.errors]
        else:
            naam = veld.label if veld.label.endswith("?") else f"{veld.label}:"
            fouten += [{"tekst": f"{naam} {fout}", "doel": veld.auto_id} for fout in veld.errors]
    return {"fouten": fouten}


@register.simple_block_tag
def kruimelpad(content):
    """The breadcrumb list around the crumbs of a page; nothing when a page has none."""
    if not content.strip():
        return ""
    return format_html('<nav class="kruimels" aria-label="Kruimelpad"><ol>{}</ol></nav>', content)


@register.simple_tag
def kruimel(tekst, urlnaam="", *args, **kwargs):
    """One step of the breadcrumbs; without the name of a URL it is the page itself."""
    if not urlnaam:
        return format_html('<li><span aria-current="page">{}</span></li>', tekst)
    return format_html('<li><a href="{}">{}</a></li>', reverse(urlnaam, args=args, kwargs=kwargs), tekst)


@register.inclusion_tag("onderdelen/bladeren.html", takes_context=True)
def bladeren(context, bladzijde):
    """The pager of a Django Page; the number goes in ?bladzijde=, the rest of the query string stays."""
    return {
        "bladzijde": bladzijde,
        "nummers": bladzijde.paginator.get_elided_page_range(bladzijde.number, on_each_side=1, on_ends=1),
        "weggelaten": bladzijde.paginator.ELLIPSIS,
        "request": context["request"],
    }


@register.inclusion_tag("onderdelen/download.html", takes_context=True)
def download(context, urlnaam, *args):
    """Links to a list as a file, by the name of its URL; the search goes along, the page does not."""
    xlsx, csv = (reverse(urlnaam, args=[*args, vorm]) for vorm in ("xlsx", "csv"))
    return {"xlsx": xlsx, "csv": csv, "request": context["request"]}


@register.inclusion_tag("onderdelen/sorteerkop.html", takes_context=True)
def sorteerkop(context, veld, tekst, standaard=""):
    """A column head that sorts: ?sorteer=veld, and ?sorteer=-veld the second time. `standaard` is the sort without a choice."""
    gekozen = context["request"].GET.get("sorteer", standaard)
    richting = {veld: "ascending", f"-{veld}": "descending"}.get(gekozen, "")
    return {
        "tekst": tekst,
        "richting": richting,
        "volgende": f"-{veld}" if richting == "ascending" else veld,
        "request": context["request"],
    }


@register.inclusion_tag("onderdelen/schrijven.html", takes_context=True)
def schrijven(context, veld, bewaren="", kort=False, bewaard=None, versies="", aantal_versies=None, dicht=""):
    """A writing surface that saves itself (static/js/schrijven.js) around the bound field `veld` of a Schrijfveld.

    `bewaren`: URL that takes each save. `bewaard`: moment of the last save. `versies`: URL of the earlier versions.
    `dicht`: the sentence that says why one can read but not write.
    """
    beschrijving = [veld.aria_describedby, f"{veld.auto_id}_stand"]
    attrs = {"autocomplete": "off", "spellcheck": "true", "rows": 5 if kort else 12}
    attrs |= {"aria-describedby": " ".join(filter(None, beschrijving))} | ({"readonly": True} if dicht else {})
    return {
        "veld": veld,
        "invoer": veld.as_widget(attrs=attrs),
        **_bewaarder(context, veld, bewaren, bewaard),
        "bewaren": "" if dicht else bewaren,
        "kort": kort,
        "versies": versies,
        "aantal_versies": aantal_versies,
        "dicht": dicht,
    }


@register.inclusion_tag("onderdelen/zelfbewaard.html", takes_context=True)
def zelfbewaard(context, veld, bewaren, bewaard=None):
    """A choice or a field of one line that saves itself, as `schrijven` does for a text."""
    return {"veld": veld, "bewaren": bewaren, **_bewaarder(context, veld, bewaren, bewaard)}


def _bewaarder(context, veld, bewaren, bewaard):
    gebruiker = context["request"].user
    opgeslagen = als_tekst(veld.field, veld.initial)
    return {
        "opgeslagen": opgeslagen,
        "basis": vingerafdruk(opgeslagen),
        "onbewaard": als_tekst(veld.field, veld.value()) != opgeslagen,
        "sleutel": f"{gebruiker.pk}:{bewaren}:{veld.name}",
        "naam": gebruiker.naam,
        "bewaard": bewaard,
        "vandaag": bewaard and timezone.localdate(bewaard) == timezone.localdate(),
    }
