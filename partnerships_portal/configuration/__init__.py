"""The parts of `partnerships_portal/settings.py`, each about one noun. Import them there and nowhere else."""
