"""What is done with people who work here already: give and end roles, lay down one's own, keep out and let in again."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from huisstijl import post
from huisstijl.templatetags.opmaak import dagkort
from leden.bevoegdheden import Handeling, eisen
from leden.bevoegdheden.mensen import (
    blokkeerbelemmeringen,
    deblokkeerbelemmeringen,
    heeft_zittingsperiode,
    neerlegbelemmeringen,
    rolbeeindigbelemmeringen,
    rolgeefbelemmeringen,
)
from leden.bevoegdheden.uitnodigingen import zittingsbelemmeringen
from leden.logboek import vastleggen
from leden.models import Gebruiker, Lidmaatschap, Organisatie


@transaction.atomic
def rol_geven(
    wie: Lidmaatschap,
    gebruiker: Gebruiker,
    organisatie: Organisatie,
    *,
    rol: str,
    van: date | None = None,
    tot: date | None = None,
) -> Lidmaatschap:
    """Give someone who works here another role; without `van` from today. A term of office is proposed, for another to confirm."""
    gebruiker = Gebruiker.objects.select_for_update(no_key=True).get(pk=gebruiker.pk)
    zitting = zittingsbelemmeringen(organisatie, van, tot)
    van = van or timezone.localdate()
    eisen(zitting or rolgeefbelemmeringen(wie, gebruiker, organisatie, rol, van, tot))
    lidmaatschap = Lidmaatschap.objects.create(
        gebruiker=gebruiker,
        organisatie=organisatie,
        rol=rol,
        van=van,
        tot=tot,
        voorgesteld_door=wie.gebruiker if heeft_zittingsperiode(organisatie) else None,
    )
    vastleggen(wie, Handeling.ROL_GEVEN, lidmaatschap.onderwerp, naar=rol, reden=periode(lidmaatschap))
    _laten_weten(wie, lidmaatschap)
    return lidmaatschap


@transaction.atomic
def rol_beeindigen(wie: Lidmaatschap, lidmaatschap: Lidmaatschap, *, laatste_dag: date | None = None) -> Lidmaatschap:
    """End a role after a last day; without one at once, also in pages that are open now."""
    lidmaatschap = op_slot(lidmaatschap)
    eisen(rolbeeindigbelemmeringen(wie, lidmaatschap), _dagbelemmeringen(lidmaatschap, laatste_dag))
    _beeindigen(lidmaatschap, laatste_dag)
    vastleggen(wie, Handeling.ROL_BEEINDIGEN, lidmaatschap.onderwerp, van=lidmaatschap.rol, reden=_laatste(laatste_dag))
    _laten_weten(wie, lidmaatschap)
    return lidmaatschap


@transaction.atomic
def rol_neerleggen(wie: Lidmaatschap) -> None:
    """Someone stops in the role worked in; what was written stays, with the name."""
    lidmaatschap = op_slot(wie)
    eisen(neerlegbelemmeringen(lidmaatschap))
    _beeindigen(lidmaatschap, None)
    vastleggen(wie, Handeling.ROL_NEERLEGGEN, lidmaatschap.onderwerp, van=lidmaatschap.rol)


@transaction.atomic
def blokkeren(wie: Lidmaatschap, gebruiker: Gebruiker, reden: str) -> None:
    """Keep someone out of the whole application, at once; roles and all that was written stay."""
    gebruiker = _mens_op_slot(gebruiker)
    eisen(blokkeerbelemmeringen(wie, gebruiker))
    gebruiker.is_active = False
    # Sessions end by themselves for who is not active; without another round they would come back with the person.
    gebruiker.sessieronde += 1
    gebruiker.save(update_fields=["is_active", "sessieronde"])
    vastleggen(wie, Handeling.BLOKKEREN, gebruiker.onderwerp, reden=reden)


@transaction.atomic
def deblokkeren(wie: Lidmaatschap, gebruiker: Gebruiker) -> None:
    """Let someone in again who was kept out."""
    gebruiker = _mens_op_slot(gebruiker)
    eisen(deblokkeerbelemmeringen(wie, gebruiker))
    gebruiker.is_active = True
    gebruiker.save(update_fields=["is_active"])
    vastleggen(wie, Handeling.DEBLOKKEREN, gebruiker.onderwerp)


def op_slot(lidmaatschap: Lidmaatschap) -> Lidmaatschap:
    """The membership as it is now. Its organisation is locked first, so that two last beheerders cannot go at once."""
    Organisatie.objects.select_for_update(no_key=True).get(pk=lidmaatschap.organisatie_id)
    rijen = Lidmaatschap.objects.select_for_update(of=("self",)).select_related("organisatie", "gebruiker")
    return rijen.get(pk=lidmaatschap.pk)


def _mens_op_slot(gebruiker: Gebruiker) -> Gebruiker:
    """The person as they are now, with their organisations locked first, in a fixed order."""
    eigen = gebruiker.lidmaatschappen.values("organisatie")
    list(Organisatie.objects.select_for_update(no_key=True).filter(pk__in=eigen).order_by("pk"))
    return Gebruiker.objects.select_for_update(no_key=True).get(pk=gebruiker.pk)


def _beeindigen(lidmaatschap: Lidmaatschap, laatste_dag: date | None) -> None:
    # A last day counts in full, so what ends now ended yesterday; what had not begun yet, or was not confirmed, never does.
    gisteren, ervoor = timezone.localdate() - timedelta(days=1), lidmaatschap.van - timedelta(days=1)
    lidmaatschap.tot = laatste_dag or (ervoor if lidmaatschap.is_voorstel else max(gisteren, ervoor))
    lidmaatschap.save(update_fields=["tot"])


def _dagbelemmeringen(lidmaatschap: Lidmaatschap, laatste_dag: date | None) -> list[str]:
    if laatste_dag is None:
        return []
    if laatste_dag < max(timezone.localdate(), lidmaatschap.van):
        return [
            f"{dagkort(laatste_dag)} ligt te vroeg. Kies een dag vanaf vandaag, of laat de dag leeg om nu te stoppen."
        ]
    if lidmaatschap.tot and laatste_dag > lidmaatschap.tot:
        return [f"De rol duurt tot en met {dagkort(lidmaatschap.tot)}. Langer maken is de rol opnieuw geven."]
    return []


def periode(lidmaatschap: Lidmaatschap) -> str:
    """From when until when, for the log; of a term that nobody confirmed yet, that it is a proposal."""
    vanaf = f"{'voorstel, ' if lidmaatschap.is_voorstel else ''}vanaf {dagkort(lidmaatschap.van)}"
    return f"{vanaf} tot en met {dagkort(lidmaatschap.tot)}" if lidmaatschap.tot else vanaf


def _laatste(laatste_dag: date | None) -> str:
    return f"laatste dag {dagkort(laatste_dag)}" if laatste_dag else ""


def _laten_weten(wie: Lidmaatschap, lidmaatschap: Lidmaatschap) -> None:
    """Who gets or loses a role by somebody else hears of it, not of a proposal; what it is, stands behind the sign-in."""
    if lidmaatschap.gebruiker_id != wie.gebruiker_id and not lidmaatschap.is_voorstel:
        post.klaarzetten("rollen_veranderd", lidmaatschap=lidmaatschap.pk)
