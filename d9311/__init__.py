"""The D9311 dashboard: approval, documentation and scenarios of consultations billed as CDT D9311."""
