"""Times in which the service cannot work as usual: declared, switched to, eased and over."""
