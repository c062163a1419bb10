from django.db import migrations

# Mergers make no circle (a trigger sees to that), so the walk ends.
OPVOLGING = """
    create view leden_opvolging as
    with recursive opvolging (voorganger_id, opvolger_id, per) as (
        select organisatie_id, opgegaan_in_id, per from leden_samenvoeging
        union all
        select o.voorganger_id, s.opgegaan_in_id, greatest(o.per, s.per)
        from opvolging o join leden_samenvoeging s on s.organisatie_id = o.opvolger_id
    )
    select * from opvolging
"""
# Both live on in the same organisation, which may be one of the two.
PARTIJBAND = """
    create view leden_partijband as
    with leeft_in (organisatie_id, in_id, per) as (
        select voorganger_id, opvolger_id, per from leden_opvolging
        union
        select opvolger_id, opvolger_id, null from leden_opvolging
    )
    select een.organisatie_id, ander.organisatie_id as met_id, min(greatest(een.per, ander.per)) as per
    from leeft_in een join leeft_in ander on een.in_id = ander.in_id and een.organisatie_id <> ander.organisatie_id
    group by een.organisatie_id, ander.organisatie_id
"""
# The table of Django's DatabaseCache: how often somebody tried to sign in, and which codes were used. What stands in it may be
# lost in a crash, so it is not written to the log of the database (unlogged).
TIJDELIJK = """
    create unlogged table tijdelijk (
        cache_key varchar(255) primary key,
        value text not null,
        expires timestamp with time zone not null
    );
    create index tijdelijk_expires on tijdelijk (expires);
"""
# What the example of the label asks; the bureau's own list can replace it.
SOORTEN = (
    ("opleiding", "Opleiding", "De opleiding voor toetsers en controleurs van het label.", True),
    ("bijgewoonde_toetsing", "Bijgewoonde toetsing", "Iemand met ervaring keek mee bij een toetsing.", False),
    ("werkveld", "Werkveld", "Ervaring in een werkveld, zoals jongerenwerk of schuldhulp.", False),
)


def soorten_laden(apps, schema_editor):
    model = apps.get_model("leden", "Bekwaamheidssoort")
    for volgorde, (code, naam, uitleg, is_vereist) in enumerate(SOORTEN):
        model.objects.create(code=code, naam=naam, uitleg=uitleg, is_vereist=is_vereist, volgorde=volgorde)


class Migration(migrations.Migration):
    dependencies = [("leden", "0001_begin")]

    operations = [
        migrations.RunSQL(OPVOLGING, "drop view leden_opvolging"),
        migrations.RunSQL(PARTIJBAND, "drop view leden_partijband"),
        migrations.RunSQL(TIJDELIJK, "drop table tijdelijk"),
        migrations.RunPython(soorten_laden, migrations.RunPython.noop),
    ]
