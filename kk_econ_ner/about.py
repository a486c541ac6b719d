"""The version, in the one place that setup.cfg, the pipeline package and the docs read it from."""

__version__ = "0.2.0"
