import pytest

from normenkader.handelingen import laden
from normenkader.laden import voorbeeldpakket


@pytest.fixture
def kader(db):
    """The example framework, loaded."""
    return laden(None, voorbeeldpakket())
