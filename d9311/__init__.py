"""The D9311 dashboard: approval, documentation and scenarios of consultations billed as CDT D9311."""

__version__ = "0.3.0"
