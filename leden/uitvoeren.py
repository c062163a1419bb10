from django.contrib import messages

from leden.bevoegdheden import Geweigerd


def uitvoeren(request, act, *args, gelukt="", form=None, **kwargs):
    """Do an act for the person of the request, and say how it went. True when it was done.

    `act` is called with the active membership first. A refusal becomes errors of the form, so that what was typed stays,
    or messages when there is no form. `gelukt` is the sentence after success; what else followed is what the act gives
    as a list of sentences.
    """
    try:
        uitkomst = act(request.lidmaatschap, *args, **kwargs)
    except Geweigerd as geweigerd:
        for reden in geweigerd.redenen:
            if form is None:
                messages.error(request, reden)
            else:
                form.add_error(None, reden)
        return False
    if gelukt:
        messages.success(request, gelukt)
    for zin in uitkomst if isinstance(uitkomst, list) else ():
        messages.warning(request, zin)
    return True
