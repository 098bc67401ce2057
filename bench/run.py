"""`python -m bench.run NAME [ARGUMENT ...]`: calls `main` of bench/NAME.py in the world of DATABASE_URL."""

import importlib
import sys

import django

if __name__ == "__main__":
    django.setup()
    importlib.import_module(f"bench.{sys.argv[1]}").main(*sys.argv[2:])
