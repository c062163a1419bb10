import pytest

from tests.personen import WEG, traject_in


@pytest.mark.parametrize("status", WEG)
def test_a_traject_can_walk_the_road_to_every_status(wereld, kader, status):
    assert traject_in(status, wereld, kader).status == status
