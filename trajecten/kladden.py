"""What somebody types for an act saves itself, as every text of more than a line (uitgangspunten § 3): where it is kept, and its page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from leden.models import Lidmaatschap
from trajecten import schrijven
from trajecten.persoonsgegevens import gevonden

Waarom = Callable[[Lidmaatschap], list[str]]


@dataclass(frozen=True)
class Klad:
    """The row of one person for one act: its model, its key, and its texts with what each begins as.

    Beside its texts the row holds in `ernaast` what else was filled in, as it was sent.
    """

    model: type[Any]
    sleutel: Mapping[str, Any]
    begin: Mapping[str, str]

    def ingevuld(self) -> dict[str, Any]:
        """The initial values of the form."""
        rij = self.model.objects.filter(**self.sleutel).first()
        return {**rij.ernaast, **self._teksten(rij)} if rij else dict(self.begin)

    def rij(self) -> Any:
        """The row, made when it is not there yet."""
        rij, _ = self.model.objects.get_or_create(**self.sleutel, defaults=self.begin)
        for veld, tekst in self._teksten(rij).items():
            if getattr(rij, veld) != tekst:
                setattr(rij, veld, tekst)
                rij.save(update_fields=[veld])
        return rij

    def weg(self) -> None:
        """The act is done; what was typed stands where it belongs."""
        self.model.objects.filter(**self.sleutel).delete()

    def _teksten(self, rij: Any) -> dict[str, str]:
        """Each text as it is kept; one that was never typed in is what it begins as."""
        return {
            veld: begin if begin and not schrijven.eerdere_versies(rij, veld).exists() else getattr(rij, veld)
            for veld, begin in self.begin.items()
        }


def behandelen(
    request: HttpRequest,
    klad: Klad,
    belemmeringen: Waarom,
    maak: Callable[..., Form],
    doe: Callable[[Form], HttpResponse | None],
    terug: str = "",
    eerst: Callable[[Form], str] | None = None,
) -> tuple[HttpResponse | None, Form | None]:
    """One request to where somebody does an act with such texts: the answer to it, or the form to show.

    `maak(gegevens, initial=…)` makes the form. `doe(form)` does the act and gives where that leads, or nothing when it was refused.
    `belemmeringen`: why this person cannot do the act now. `terug`: the page with the form, when that is another. `eerst(form)`: the page
    to go on to before the act can be done, with what was written; empty when there is none.
    """
    if "veld" in request.POST:
        return _zelf_bewaard(request, klad, belemmeringen), None
    form = maak(request.POST or None, initial=klad.ingevuld())
    alleen_bewaren = "bewaren" in request.POST
    if alleen_bewaren:
        # The button where there is no JavaScript: nothing has to be complete.
        for veld in form.fields.values():
            veld.required = False
    if not form.is_valid():
        return None, form
    naar = ""
    if alleen_bewaren:
        naar = terug or request.path
    elif eerst:
        naar = eerst(form)
    if naar:
        return redirect(naar) if _bewaren(request, klad, form, belemmeringen) else None, form
    if gedaan := doe(form):
        klad.weg()
    return gedaan, form


def _zelf_bewaard(request, klad, belemmeringen):
    """The answer to one save by the surface itself."""
    if waarom_niet := belemmeringen(request.lidmaatschap):
        return JsonResponse({"redenen": waarom_niet}, status=403)
    return schrijven.antwoord(
        request, klad.rij(), tuple(klad.begin), lambda wie, _: belemmeringen(wie), let_op=gevonden
    )


def _bewaren(request, klad, form, belemmeringen):
    """Save what is in a valid form without doing the act."""
    if waarom_niet := belemmeringen(request.lidmaatschap):
        form.add_error(next(iter(klad.begin)), waarom_niet)
        return False
    rij, velden = klad.rij(), [veld for veld in klad.begin if veld in form.fields]
    bewaard = schrijven.formulier_bewaren(request, rij, form, velden, lambda wie, _: belemmeringen(wie))
    if bewaard:
        ernaast = {veld.name: veld.data for veld in form if veld.name not in klad.begin}
        klad.model.objects.filter(pk=rij.pk).update(ernaast=ernaast)
    return bewaard
