"""People, the two unit trees, roles scoped to a subtree, sign-in and the audit log."""
