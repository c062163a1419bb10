from django.db import migrations


class Migration(migrations.Migration):
    """The table of Django's DatabaseCache: how often somebody tried to sign in, and which codes were used.

    What stands in it may be lost in a crash, so it is not written to the log of the database (unlogged).
    """

    dependencies = [("leden", "0010_tweede_stap_en_adreswijziging")]

    operations = [
        migrations.RunSQL(
            sql="""
                create unlogged table tijdelijk (
                    cache_key varchar(255) primary key,
                    value text not null,
                    expires timestamp with time zone not null
                );
                create index tijdelijk_expires on tijdelijk (expires);
            """,
            reverse_sql="drop table tijdelijk",
        )
    ]
