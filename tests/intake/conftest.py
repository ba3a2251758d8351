"""Taking files in, in one call."""

import pytest

from according import intake
from according.model import Problem, Text


@pytest.fixture
def take(tmp_path):
    """Write files, read their folder (or the named paths), and give the texts and the problems."""

    def taking(files, settings=None, paths=None):
        for name, data in files.items():
            path = tmp_path / "pile" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data if isinstance(data, bytes) else data.encode())
        texts, problems = [], []
        for found in intake.read(paths or [tmp_path / "pile"], settings):
            for one in [found] if isinstance(found, Problem) else found.texts:
                (texts if isinstance(one, Text) else problems).append(one)
        return texts, problems

    return taking
