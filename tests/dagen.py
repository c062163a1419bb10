"""Days as tests name them: so many from today."""

from datetime import timedelta

from django.utils import timezone


def over(dagen):
    """The day that comes so many days after today; before it when negative."""
    return timezone.localdate() + timedelta(days=dagen)
