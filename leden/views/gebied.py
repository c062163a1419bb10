"""Where a member works and what it does there: the page of an organisation, and a pair of pages per kind."""

from dataclasses import dataclass

from django.forms import ModelForm
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from leden.bevoegdheden import Handeling
from leden.bevoegdheden.gebied import gebiedbelemmeringen, gebiedtoevoegbelemmeringen
from leden.bewaken import mag
from leden.forms.gebied import ActiviteitForm, LocatieForm, WerkgebiedForm
from leden.handelingen import gebied as handelingen
from leden.models import Activiteit, Gebiedsdeel, Locatie, Organisatie, Rol, Werkgebied
from leden.uitvoeren import uitvoeren


@dataclass(frozen=True)
class Soort:
    """A kind of what an area is made of: its form, the start of the names of its addresses, and the words on its pages."""

    model: type[Gebiedsdeel]
    form: type[ModelForm]
    naam: str
    kop: str
    lead: str
    erbij: str
    wijzigen: str


LOCATIE = Soort(
    Locatie,
    LocatieForm,
    "locatie",
    "Locaties",
    "Een plek waar u werkt, of een team dat apart getoetst kan worden.",
    "Voeg een locatie toe",
    "Wijzig een locatie",
)
WERKGEBIED = Soort(
    Werkgebied,
    WerkgebiedForm,
    "werkgebied",
    "Werkgebied",
    "Een gemeente waar u werkt, ook als u daar geen locatie hebt.",
    "Voeg een gemeente toe",
    "Wijzig het werkgebied",
)
ACTIVITEIT = Soort(
    Activiteit,
    ActiviteitForm,
    "activiteit",
    "Activiteiten",
    "Wat u doet, in woorden die een bewoner ook gebruikt.",
    "Voeg een activiteit toe",
    "Wijzig een activiteit",
)


@mag(Handeling.ORGANISATIE_LEZEN, Organisatie)
@require_safe
def gebied(request, organisatie):
    """The locations, the working area and the activities of a member, with what is over."""
    if organisatie.soort != Organisatie.Soort.LID:
        raise Http404
    wie = request.lidmaatschap
    context = {
        "organisatie": organisatie,
        # What is over stands last.
        "delen": [
            (soort, sorted(soort.model.objects.van(organisatie.pk), key=lambda rij: rij.is_voorbij))
            for soort in (LOCATIE, WERKGEBIED, ACTIVITEIT)
        ],
        "mag_wijzigen": not gebiedbelemmeringen(wie, organisatie),
        "mag_toevoegen": not gebiedtoevoegbelemmeringen(wie, organisatie),
        "is_bureau": wie.rol == Rol.LABELBEHEERDER,
    }
    return render(request, "leden/gebied.html", context)


def _toevoegen(soort):
    @mag(Handeling.GEBIED_BIJHOUDEN, Organisatie)
    def toevoegen(request, organisatie):
        form = soort.form(request.POST or None, instance=soort.model(organisatie=organisatie))
        if form.is_valid() and uitvoeren(
            request,
            handelingen.gebiedsdeel_toevoegen,
            organisatie,
            soort.model,
            form=form,
            gelukt=f"{form.instance} staat erbij.",
            **form.cleaned_data,
        ):
            return redirect("gebied", organisatie.pk)
        belemmeringen = gebiedtoevoegbelemmeringen(request.lidmaatschap, organisatie)
        return _pagina(request, soort, soort.erbij, organisatie, form, belemmeringen)

    return toevoegen


def _wijzigen(soort):
    @mag(Handeling.GEBIED_BIJHOUDEN, soort.model)
    def wijzigen(request, deel):
        form = soort.form(request.POST or None, instance=deel)
        if form.is_valid() and uitvoeren(
            request,
            handelingen.gebiedsdeel_wijzigen,
            deel,
            form=form,
            gelukt=f"{form.instance} is bijgewerkt.",
            **form.cleaned_data,
        ):
            # Of what merged, this stands with the organisation that goes on.
            eigen = request.lidmaatschap.rol != Rol.LABELBEHEERDER
            return redirect("gebied", request.lidmaatschap.organisatie_id if eigen else deel.organisatie_id)
        return _pagina(request, soort, soort.wijzigen, deel.organisatie, form, [])

    return wijzigen


def _pagina(request, soort, titel, organisatie, form, belemmeringen):
    context = {
        "titel": titel,
        "lead": soort.lead,
        "organisatie": organisatie,
        "form": form,
        "belemmeringen": belemmeringen,
        "is_bureau": request.lidmaatschap.rol == Rol.LABELBEHEERDER,
    }
    return render(request, "leden/gebiedsdeel.html", context)


locatie_toevoegen, locatie_wijzigen = _toevoegen(LOCATIE), _wijzigen(LOCATIE)
werkgebied_toevoegen, werkgebied_wijzigen = _toevoegen(WERKGEBIED), _wijzigen(WERKGEBIED)
activiteit_toevoegen, activiteit_wijzigen = _toevoegen(ACTIVITEIT), _wijzigen(ACTIVITEIT)
