"""Lists as a file. One with personal data is asked for on a page that says what is in it, and is put into the log."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from huisstijl.rekenblad import VORMEN, als_download
from leden.bewaken import mag
from leden.handelingen.lijsten import lijst_downloaden


def lijst_of_vraag(request, handeling, onderwerp, *, titel, kolommen, rijen, aantal, sjabloon, **context):
    """The file when its form was chosen, with a row in the log; else the page (`sjabloon`) that says what is in it."""
    vorm = request.POST.get("vorm")
    if vorm in VORMEN:
        lijst_downloaden(request.lidmaatschap, handeling, onderwerp, aantal=aantal, vorm=vorm)
        return als_download(vorm, titel, kolommen, rijen)
    return render(request, sjabloon, {"aantal": aantal, **context})


def lijst_zonder_vraag(handeling, gevonden, titel, kolommen):
    """The view of a list without personal data as a file, filtered as on its page; `gevonden(request)` finds the rows."""

    @mag(handeling)
    @require_safe
    def export(request, vorm):
        _, rijen = gevonden(request)
        return als_download(vorm, titel, kolommen, rijen.iterator(chunk_size=500))

    return export
