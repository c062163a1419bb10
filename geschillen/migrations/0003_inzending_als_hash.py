"""Of a sending only a hash is kept, since the code follows from it."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

HASH = "alter table geschillen_klacht alter column inzending type varchar(64) using encode(sha256(uuid_send(inzending)), 'hex')"


class Migration(migrations.Migration):
    dependencies = [("geschillen", "0002_klachtklad")]

    operations = [
        # PostgreSQL changes no column that a trigger looks at.
        pgtrigger.migrations.RemoveTrigger(model_name="klacht", name="wat_is_geschreven"),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(HASH)],
            [
                migrations.AlterField(
                    model_name="klacht",
                    name="inzending",
                    field=models.CharField(editable=False, max_length=64, unique=True),
                )
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="klacht",
            trigger=pgtrigger.compiler.Trigger(
                name="wat_is_geschreven",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."inzending" IS DISTINCT FROM (NEW."inzending") OR OLD."kenmerk" IS DISTINCT FROM (NEW."kenmerk") OR OLD."codehash" IS DISTINCT FROM (NEW."codehash") OR OLD."over" IS DISTINCT FROM (NEW."over") OR OLD."over_naam" IS DISTINCT FROM (NEW."over_naam") OR OLD."omschrijving" IS DISTINCT FROM (NEW."omschrijving") OR OLD."gewenst" IS DISTINCT FROM (NEW."gewenst") OR OLD."wijze" IS DISTINCT FROM (NEW."wijze") OR OLD."naam" IS DISTINCT FROM (NEW."naam") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."ingediend_op" IS DISTINCT FROM (NEW."ingediend_op") OR OLD."ontvangst_uiterlijk" IS DISTINCT FROM (NEW."ontvangst_uiterlijk") OR OLD."uitkomst_uiterlijk" IS DISTINCT FROM (NEW."uitkomst_uiterlijk"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="bd44168c4e16af6b93550114cbeaca0a6e855c15",
                    operation="UPDATE",
                    pgid="pgtrigger_wat_is_geschreven_cc305",
                    table="geschillen_klacht",
                    when="BEFORE",
                ),
            ),
        ),
    ]
