"""Comparing the rows of a members' file with the organisations there are: the part that django-import-export does.

The rules of a field are those of the model; what only shows beside other rows or other organisations stands here.
"""

from collections import defaultdict

from django.core.exceptions import ValidationError
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import ModelResource, modelresource_factory
from import_export.widgets import Widget

from leden.bevoegdheden.opvolging import wie_zo_heten
from leden.models import Organisatie
from ledenbestand.kolommen import KOLOMMEN, OP_ATTRIBUUT, SLEUTEL

# The column of the data set that holds the number of the row in the spreadsheet.
RIJ = "rij"
# May be in the file once, and belong to one organisation only.
UNIEK = {
    "naam": ("Deze naam", "Kies een andere naam, of kijk het KvK-nummer na."),
    "rsin": ("Dit RSIN", "Kijk de cijfers na."),
}


class Celwidget(Widget):
    """Lets a column of the members' file read the cell."""

    def __init__(self, kolom):
        super().__init__()
        self.kolom = kolom

    def clean(self, value, row=None, **kwargs):
        return self.kolom.waarde(value)


class OpKvkNummer(BaseInstanceLoader):
    """All organisations of the file in one query, by KvK number."""

    def __init__(self, resource, dataset=None):
        super().__init__(resource, dataset)
        gevonden = resource.get_queryset().filter(kvk_nummer__in=resource.rijen_met["kvk_nummer"])
        self.organisaties = {organisatie.kvk_nummer: organisatie for organisatie in gevonden}

    def get_instance(self, row):
        return self.organisaties.get(waarde_of_niets(SLEUTEL, row))


class Ledenresource(ModelResource):
    """Compares rows with organisations. An empty cell leaves the field as it is; nothing is ever deleted."""

    def get_queryset(self):
        return Organisatie.objects.order_by("pk")

    def init_instance(self, row=None):
        return Organisatie(soort=Organisatie.Soort.LID)

    def before_import(self, dataset, **kwargs):
        """Which rows say the same KvK number, name or RSIN, and which organisations have them already."""
        self.rijen_met = {attribuut: defaultdict(list) for attribuut in ("kvk_nummer", *UNIEK)}
        for row in dataset.dict:
            for attribuut, rijen in self.rijen_met.items():
                if waarde := waarde_of_niets(OP_ATTRIBUUT[attribuut], row):
                    rijen[waarde.lower()].append(row[RIJ])
        met_rsin = Organisatie.objects.filter(rsin__in=self.rijen_met["rsin"])
        namen = {waarde for row in dataset.dict if (waarde := waarde_of_niets(OP_ATTRIBUUT["naam"], row))}
        self.bezet = {"naam": wie_zo_heten(namen), "rsin": {een.rsin: een for een in met_rsin}}

    def import_instance(self, instance, row, **kwargs):
        """Give the organisation what the row says; raises with everything that is wrong in the row at once."""
        fouten, heet = {}, instance.naam
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as fout:
            fouten = fout.update_error_dict(fouten)
        gegeven = {kolom.attribuut for kolom in KOLOMMEN if row.get(kolom.kop) is not None} - set(fouten)
        try:
            instance.clean_fields(exclude={veld.name for veld in Organisatie._meta.fields} - gegeven)
        except ValidationError as fout:
            fouten = fout.update_error_dict(fouten)
        if heet and "naam" in gegeven and instance.naam != heet and instance.soort == Organisatie.Soort.LID:
            zin = (
                f"Deze organisatie heet bij ons {heet}. Een andere naam legt u vast op de bladzijde van de organisatie."
            )
            fouten.setdefault("naam", [ValidationError(zin)])
        for attribuut, zin in self._samenhang(instance, row, gegeven):
            fouten.setdefault(attribuut, [ValidationError(zin)])
        if fouten:
            raise ValidationError(fouten)

    def _samenhang(self, organisatie, row, gegeven):
        """(field, sentence) of what only shows beside other rows, other organisations or other fields."""
        if not organisatie.kvk_nummer:
            if row[SLEUTEL.kop] is None:
                yield "kvk_nummer", "Vul het KvK-nummer in. Daaraan herkennen wij de organisatie."
            return
        if andere := self._andere_rijen("kvk_nummer", organisatie.kvk_nummer, row):
            yield "kvk_nummer", f"Dit KvK-nummer staat ook in {andere}. Laat één van die rijen staan."
        if organisatie.soort != Organisatie.Soort.LID:
            soort = organisatie.get_soort_display()
            yield "kvk_nummer", f"Dit KvK-nummer is van een {soort}. In het ledenbestand staan alleen lidorganisaties."
        if not organisatie.naam:
            yield "naam", "Vul de naam in. Deze organisatie is nieuw."
        if not organisatie.plaats:
            yield "plaats", "Vul de plaats in. Deze organisatie is nieuw."
        for attribuut in set(UNIEK) & gegeven:
            yield from self._uniek(attribuut, organisatie, row)
        if organisatie.lid_sinds and organisatie.lid_tot and organisatie.lid_tot < organisatie.lid_sinds:
            waar = "lid_tot" if "lid_tot" in gegeven else "lid_sinds"
            yield waar, "Het lidmaatschap eindigt voor het begint. Kijk de twee dagen na."

    def _uniek(self, attribuut, organisatie, row):
        begin, hulp = UNIEK[attribuut]
        waarde = getattr(organisatie, attribuut)
        if andere := self._andere_rijen(attribuut, waarde, row):
            yield attribuut, f"{begin} staat ook in {andere}. {hulp}"
        elders = self.bezet[attribuut].get(waarde.lower())
        if elders and elders.pk != organisatie.pk:
            nummer = f"KvK-nummer {elders.kvk_nummer}" if elders.kvk_nummer else "nog zonder KvK-nummer"
            straks = elders.nieuwe_naam.lower() == waarde.lower() != elders.naam.lower()
            van = "wordt straks de naam van" if straks else "is al van"
            yield attribuut, f"{begin} {van} {elders.naam} ({nummer}). {hulp}"

    def _andere_rijen(self, attribuut, waarde, row):
        """rij 7, or rij 7 en 12; "" when no other row says this."""
        andere = [str(rij) for rij in self.rijen_met[attribuut][waarde.lower()] if rij != row[RIJ]]
        return f"rij {' en '.join(andere[:3])}" if andere else ""

    def bulk_create(self, using_transactions, dry_run, *args, **kwargs):
        if not dry_run:
            Organisatie.objects.bulk_create(self.create_instances)
        self.create_instances.clear()

    def bulk_update(self, using_transactions, dry_run, *args, **kwargs):
        """One upsert: Django's own bulk_update compares each row with every other, which takes a second per hundred rows."""
        if not dry_run:
            Organisatie.objects.bulk_create(
                self.update_instances,
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=self.get_bulk_update_fields(),
            )
        self.update_instances.clear()

    def after_import(self, dataset, result, **kwargs):
        """Nothing: the file holds no primary keys, so the sequence is right, and others may be drawing from it."""


Organisatieresource = modelresource_factory(
    Organisatie,
    Ledenresource,
    meta_options={
        "fields": [kolom.attribuut for kolom in KOLOMMEN],
        "import_id_fields": [SLEUTEL.attribuut],
        "instance_loader_class": OpKvkNummer,
        "use_bulk": True,
        "batch_size": None,
        "skip_unchanged": True,
        "report_skipped": True,
        "skip_html_diff": True,
        "store_instance": True,
    },
    custom_fields={
        kolom.attribuut: Field(kolom.attribuut, column_name=kolom.kop, widget=Celwidget(kolom), saves_null_values=False)
        for kolom in KOLOMMEN
    },
)


def waarde_of_niets(kolom, row):
    """The value in a row, or None when there is none or it cannot be read."""
    try:
        return kolom.waarde(row.get(kolom.kop))
    except ValueError:
        return None
