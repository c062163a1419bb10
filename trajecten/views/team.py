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
    wie, handeling = request.lidmaatschap, Handeling.TEAM_WIJZIGEN
    if "veld" in request.POST:
        return redenen.antwoord(request, traject, handeling, teamwijzigbelemmeringen)
    initial = TeamForm.van(team(traject)) | redenen.concept(wie, traject, handeling)
    form = TeamwijzigForm(request.POST or None, traject=traject, initial=initial)
    if "bewaren" in request.POST and form.is_valid():
        if redenen.bewaren(request, traject, handeling, form, teamwijzigbelemmeringen):
            return redirect(request.path)
    elif form.is_valid() and uitvoeren(
        request,
        handelingen.team_wijzigen,
        traject,
        form=form,
        gelukt="Het team is gewijzigd. De organisatie leest de reden.",
        **form.cleaned_data,
    ):
        redenen.opruimen(wie, traject, handeling)
        return redirect(traject)
    context = {
        "traject": traject,
        "form": form,
        "team": team(traject),
        "bezwaren": traject.teambezwaren.select_related("gebruiker", "gemaakt_door", "beantwoord_door"),
        "belemmeringen": teamwijzigbelemmeringen(wie, traject),
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
    wie, handeling = request.lidmaatschap, Handeling.TEAMBEZWAAR_MAKEN
    if "veld" in request.POST:
        return redenen.antwoord(request, traject, handeling, teambezwaarbelemmeringen)
    alleen_bewaren = "bewaren" in request.POST
    form = TeambezwaarForm(
        request.POST or None,
        initial=redenen.concept(wie, traject, handeling),
        teamleden=open_voor_bezwaar(traject),
        alleen_bewaren=alleen_bewaren,
    )
    if alleen_bewaren and form.is_valid():
        if redenen.bewaren(request, traject, handeling, form, teambezwaarbelemmeringen):
            return redirect(request.path)
    elif form.is_valid() and uitvoeren(
        request,
        handelingen.teambezwaar_maken,
        traject,
        form=form,
        gelukt=f"Uw bezwaar is verstuurd. {traject.certificeerder.naam} antwoordt u.",
        **form.cleaned_data,
    ):
        redenen.opruimen(wie, traject, handeling)
        return redirect("teambezwaar", traject.nummer)
    context = {
        "traject": traject,
        "form": form,
        "team": team(traject),
        "bezwaren": traject.teambezwaren.select_related("gebruiker", "gemaakt_door", "beantwoord_door"),
        "belemmeringen": teambezwaarbelemmeringen(wie, traject),
    }
    return render(request, "trajecten/teambezwaar.html", context)


@mag(Handeling.TEAMBEZWAAR_BEANTWOORDEN, Teambezwaar)
def teambezwaar_beantwoorden(request, bezwaar):
    """The planner answers one objection; another team is an act of its own."""
    traject, handeling = bezwaar.traject, Handeling.TEAMBEZWAAR_BEANTWOORDEN
    waarom_niet = partial(bezwaarantwoordbelemmeringen, bezwaar=bezwaar)
    if "veld" in request.POST:
        return redenen.antwoord(request, traject, handeling, waarom_niet, bezwaar)
    form = AntwoordForm(
        request.POST or None, initial=redenen.concept(request.lidmaatschap, traject, handeling, bezwaar)
    )
    if "bewaren" in request.POST and form.is_valid():
        if redenen.bewaren(request, traject, handeling, form, waarom_niet, bezwaar):
            return redirect(request.path)
    elif form.is_valid() and uitvoeren(
        request,
        handelingen.teambezwaar_beantwoorden,
        bezwaar,
        form.cleaned_data["reden"],
        form=form,
        gelukt="Uw antwoord is verstuurd.",
    ):
        return redirect("team_wijzigen", traject.nummer)
    return render(
        request,
        "trajecten/teambezwaar_beantwoorden.html",
        {"traject": traject, "bezwaar": bezwaar, "form": form},
    )
