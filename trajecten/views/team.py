from functools import partial

from django.shortcuts import redirect, render

from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from trajecten import handelingen, redenen
from trajecten.bevoegdheden import (
    bezwaarantwoordbelemmeringen,
    handelingsbelemmeringen,
    open_voor_bezwaar,
    teambezwaarbelemmeringen,
    teamwijzigbelemmeringen,
)
from trajecten.forms.team import AntwoordForm, TeambezwaarForm, TeamForm, TeamwijzigForm
from trajecten.models import Teambezwaar, Traject


def team(traject):
    """Who assesses and who checks, with the person of each."""
    return traject.toewijzingen.team().select_related("gebruiker")


@mag(Handeling.TEAM_WIJZIGEN, Traject)
def team_wijzigen(request, traject):
    """Another team until the report is settled, with a reason; also the way to the objections of the organisation."""

    def maak(gegevens, initial):
        return TeamwijzigForm(gegevens, traject=traject, initial=TeamForm.van(team(traject)) | initial)

    def doe(form):
        gelukt = "Het team is gewijzigd. De organisatie leest de reden."
        if uitvoeren(request, handelingen.team_wijzigen, traject, form=form, gelukt=gelukt, **form.cleaned_data):
            return redirect(traject)
        return None

    antwoord, form = redenen.behandelen(request, traject, Handeling.TEAM_WIJZIGEN, teamwijzigbelemmeringen, maak, doe)
    if antwoord:
        return antwoord
    context = {
        "traject": traject,
        "form": form,
        "team": team(traject),
        "bezwaren": traject.teambezwaren.select_related("gebruiker", "gemaakt_door", "beantwoord_door"),
        "belemmeringen": teamwijzigbelemmeringen(request.lidmaatschap, traject),
    }
    return render(request, "trajecten/team_wijzigen.html", context)


@mag(Handeling.VERVOLGTEAM_KIEZEN, Traject)
def vervolgteam_kiezen(request, traject):
    """Who look at what happened since the decision; proposed are those who were there before, as far as they can come again."""
    eerder = team(traject)
    if not eerder and traject.vorige:
        eerder = team(traject.vorige)
    form = TeamForm(request.POST or None, traject=traject, initial=TeamForm.van(eerder))
    if form.is_valid() and uitvoeren(
        request,
        handelingen.vervolgteam_kiezen,
        traject,
        form=form,
        gelukt="Het team is er. De toetsers lezen nu de voortgang.",
        **form.cleaned_data,
    ):
        return redirect(traject)
    context = {
        "traject": traject,
        "form": form,
        "belemmeringen": handelingsbelemmeringen(request.lidmaatschap, traject, Handeling.VERVOLGTEAM_KIEZEN),
    }
    return render(request, "trajecten/vervolgteam.html", context)


@mag(Handeling.TEAMBEZWAAR_MAKEN, Traject)
def teambezwaar(request, traject):
    """The organisation sees who comes, and objects to a member with a reason."""

    def doe(form):
        gelukt = f"Uw bezwaar is verstuurd. {traject.certificeerder.naam} antwoordt u."
        if uitvoeren(request, handelingen.teambezwaar_maken, traject, form=form, gelukt=gelukt, **form.cleaned_data):
            return redirect("teambezwaar", traject.nummer)
        return None

    antwoord, form = redenen.behandelen(
        request,
        traject,
        Handeling.TEAMBEZWAAR_MAKEN,
        teambezwaarbelemmeringen,
        partial(TeambezwaarForm, teamleden=open_voor_bezwaar(traject)),
        doe,
    )
    if antwoord:
        return antwoord
    context = {
        "traject": traject,
        "form": form,
        "team": team(traject),
        "bezwaren": traject.teambezwaren.select_related("gebruiker", "gemaakt_door", "beantwoord_door"),
        "belemmeringen": teambezwaarbelemmeringen(request.lidmaatschap, traject),
    }
    return render(request, "trajecten/teambezwaar.html", context)


@mag(Handeling.TEAMBEZWAAR_BEANTWOORDEN, Teambezwaar)
def teambezwaar_beantwoorden(request, bezwaar):
    """The planner answers one objection; another team is an act of its own."""
    traject = bezwaar.traject

    def doe(form):
        antwoord, gelukt = form.cleaned_data["reden"], "Uw antwoord is verstuurd."
        if uitvoeren(request, handelingen.teambezwaar_beantwoorden, bezwaar, antwoord, form=form, gelukt=gelukt):
            return redirect("team_wijzigen", traject.nummer)
        return None

    antwoord, form = redenen.behandelen(
        request,
        traject,
        Handeling.TEAMBEZWAAR_BEANTWOORDEN,
        partial(bezwaarantwoordbelemmeringen, bezwaar=bezwaar),
        AntwoordForm,
        doe,
        over=bezwaar,
    )
    context = {"traject": traject, "bezwaar": bezwaar, "form": form}
    return antwoord or render(request, "trajecten/teambezwaar_beantwoorden.html", context)
