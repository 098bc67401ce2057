"""Telling people: a row first, then an e-mail."""
