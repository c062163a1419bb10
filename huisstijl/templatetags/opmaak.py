"""How dates, numbers and texts are written. A builtin library: templates need no `load`."""

import json
import re
from datetime import datetime, timedelta
from decimal import Decimal

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.defaultfilters import linebreaks_filter
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join

from huisstijl.woordverschil import is_grof

register = template.Library()
register.filter(is_grof)

MERKEN = {"gelijk": "{}", "weg": "<del>{}</del>", "bij": "<ins>{}</ins>"}
WITRUIMTE = re.compile(r"(\s+)")
TELWOORDEN = ["geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"]


def _plaatselijk(moment):
    return timezone.localtime(moment) if isinstance(moment, datetime) and timezone.is_aware(moment) else moment


@register.filter
def eigen_koppelingen(tekst):
    """The text of a mail in which the addresses of this site are links; any other address is what somebody typed."""
    return format_html_join("", "{}", ((_koppeling(stuk),) for stuk in WITRUIMTE.split(tekst)))


def _koppeling(woord):
    is_eigen = woord == settings.ADRES or woord.startswith(f"{settings.ADRES}/")
    return format_html('<a href="{0}">{0}</a>', woord) if is_eigen else woord


@register.filter
def in_verschillen(stukken):
    """Words that left and words that came, marked, from what `woordverschil` gives."""
    return format_html_join("", "{}", ((format_html(MERKEN[soort], tekst),) for soort, tekst in stukken))


@register.filter
def dag(moment):
    """vrijdag 4 december 2026"""
    return date_format(_plaatselijk(moment), "l j F Y") if moment else ""


@register.filter
def dagkort(moment):
    """4 december 2026"""
    return date_format(_plaatselijk(moment), "j F Y") if moment else ""


@register.filter
def weekdag(moment):
    """vrijdag 4 december; with the year when that is not this year."""
    if not moment:
        return ""
    moment = _plaatselijk(moment)
    return date_format(moment, "l j F" if moment.year == timezone.localdate().year else "l j F Y")


@register.filter
def tijd(moment):
    """14.32 uur; also for a time of day without a date."""
    if not moment:
        return ""
    moment = _plaatselijk(moment)
    return f"{moment.hour}.{moment.minute:02d} uur"


@register.filter
def tijdstip(moment):
    """4 december 2026, 14.32 uur"""
    return f"{dagkort(moment)}, {tijd(moment)}" if moment else ""


@register.filter
def nog(werkdagen):
    """What is left of a term, in working days: nog 8 werkdagen, vandaag, 2 werkdagen voorbij."""
    if werkdagen == 0:
        return "vandaag"
    aantal = meervoud(abs(werkdagen), "werkdag", "werkdagen")
    return f"nog {aantal}" if werkdagen > 0 else f"{aantal} voorbij"


@register.filter
def getal(waarde):
    """1.250 or 41,5: Dutch points and comma, no zeros at the end of a fraction."""
    if isinstance(waarde, Decimal):
        waarde = waarde.to_integral_value() if waarde == waarde.to_integral_value() else waarde.normalize()
    return number_format(waarde, force_grouping=True)


@register.filter
def te_laat_sinds(laatste):
    """The first day that was too late, when this last day has passed; also on the free day after it."""
    return laatste + timedelta(days=1) if laatste and laatste < timezone.localdate() else None


register.filter("alineas", linebreaks_filter, is_safe=True, needs_autoescape=True)


@register.simple_tag
def meervoud(aantal, een, meer):
    """1 verhaal, 11 verhalen"""
    return f"{getal(aantal)} {een if aantal == 1 else meer}"


@register.filter
def telwoord(aantal):
    """In words up to ten, in digits above."""
    return TELWOORDEN[aantal] if aantal < len(TELWOORDEN) else getal(aantal)


def opsomming(woorden):
    """ "a", "a en b", "a, b en c"."""
    *eerste, laatste = list(woorden) or [""]
    return f"{', '.join(eerste)} en {laatste}" if eerste else laatste


@register.filter
def groepen(tekst):
    """A long code in groups of four, to read aloud and to type over."""
    return " ".join(tekst[begin : begin + 4] for begin in range(0, len(tekst), 4))


@register.filter
def als_json(waarde):
    """For a data attribute that a script of ours reads."""
    return json.dumps(waarde, cls=DjangoJSONEncoder)
