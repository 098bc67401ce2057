"""Partner offers: what pages show of them, who is told, and what awaits whom."""
