"""Who could bid if an opportunity were split in another way: told in bands, from what the asker may see anyway."""
