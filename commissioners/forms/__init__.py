"""What people type about commissioning bodies and opportunities, explained kindly where it is wrong."""
