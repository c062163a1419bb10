"""What tests of acts at the same moment share."""

from django.db import connection


def wachten_op_slot():
    """Until another connection waits for a lock; the waiting is done in the database."""
    with connection.cursor() as cursor:
        for _ in range(600):
            cursor.execute(
                "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
            )
            if cursor.fetchone():
                return
            cursor.execute("select pg_sleep(0.05), pg_stat_clear_snapshot()")
    raise AssertionError("niemand wacht")
