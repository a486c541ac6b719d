"""``python -m kk_econ_ner``."""

from kk_econ_ner.cli import main

if __name__ == "__main__":
    main()
