from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.host import Host


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """A process that children are forked from; their I/O calls are caught where that is possible."""
    with Host(tmp_path_factory.mktemp("shim")) as running:
        yield running
