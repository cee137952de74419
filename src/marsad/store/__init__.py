"""The desk's database: its tables, their migrations and everything that writes. Reading is `query`'s business."""
