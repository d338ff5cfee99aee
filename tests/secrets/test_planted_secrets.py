"""Secrets planted in every field of every kind of statement come out nowhere. The long run is `benchmarks.secrets`."""

from collections.abc import Mapping

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.secrets.outputs import everything_of, leaks
from tests.secrets.planting import Secrets, secrets, statements

households = secrets().flatmap(lambda told: st.tuples(st.just(told), statements(told)))


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(households, st.integers(0, 5))
def test_no_secret_comes_out(household: tuple[Secrets, Mapping[str, bytes]], dice: int) -> None:
    told, files = household
    assert leaks(told, everything_of(told, files, whole=dice == 0)) == []
