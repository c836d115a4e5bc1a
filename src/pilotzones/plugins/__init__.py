"""What other programs load by themselves where the package is installed: Hypothesis, pytest and PyInstaller."""
