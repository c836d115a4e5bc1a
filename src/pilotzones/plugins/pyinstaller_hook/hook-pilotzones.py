"""What a program built by PyInstaller needs of this package: the tables, and the modules that are loaded by name.

Strategies are for tests: they are left out, with Hypothesis and pytest, also where these are installed. What reads
annexes or frames and what draws comes in, with the libraries it uses, only if the program imports it.
"""

from __future__ import annotations

from PyInstaller.utils.hooks import collect_data_files, collect_submodules

_ONLY_IF_IMPORTED = ("annex", "cli", "frames", "pictures", "plugins", "strategies", "__main__")


def _is_always_there(name: str) -> bool:
    """Tell whether a module comes in with the package itself."""
    return name.partition(".")[2].partition(".")[0] not in _ONLY_IF_IMPORTED


datas = collect_data_files("pilotzones", excludes=["**/*.typed"])
hiddenimports = collect_submodules("pilotzones", filter=_is_always_there)
excludedimports = ["hypothesis", "pytest", "pilotzones.strategies"]
