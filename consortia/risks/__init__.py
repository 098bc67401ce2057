"""The risk register of a consortium."""
