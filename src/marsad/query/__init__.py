"""What the desk's views show, one file a view. Only reads; every function takes an open connection."""
