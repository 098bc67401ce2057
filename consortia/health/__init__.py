"""The health check of a consortium: answered privately, shown as the gap between answers."""
