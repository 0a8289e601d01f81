"""What people change in this package, split by noun; each verb is one transaction."""
