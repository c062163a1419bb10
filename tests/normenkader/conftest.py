import pytest

from normenkader.handelingen import laden
from normenkader.laden import voorbeeldpakket


@pytest.fixture
def voorbeeldkader(db):
    """The example framework, loaded."""
    return laden(None, voorbeeldpakket())
