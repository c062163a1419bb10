"""What the background workers do for one another."""

from procrastinate.contrib.django import app
from procrastinate.jobs import Status


@app.periodic(cron="* * * * * */20")
@app.task(name="losgelaten_taken_hervatten", queueing_lock="losgelaten_taken_hervatten", pass_context=True)
async def losgelaten_taken_hervatten(context, timestamp):
    """Put back every job whose worker is gone (killed, out of memory, machine lost), for another worker to do.

    A worker shows every 10 seconds that it lives; one that has been silent for 30 seconds is gone. Jobs can therefore be
    started twice, so each job must find what was already done.
    """
    taken = context.app.job_manager
    for taak in await taken.get_stalled_jobs():
        if taak.queueing_lock:
            # A periodic one, such as this: the next comes by itself.
            await taken.finish_job(taak, status=Status.FAILED, delete_job=True)
        else:
            await taken.retry_job(taak)
