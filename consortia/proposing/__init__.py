"""Proposals to partner: what those who propose and those who are asked read, and who can be asked."""
