"""The pages about organisations: each view speaks HTTP and makes one call into the work below it."""
