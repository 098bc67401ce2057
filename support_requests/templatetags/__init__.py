"""What templates of the support programme use."""
