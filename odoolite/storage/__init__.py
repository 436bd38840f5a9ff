"""SQL databases: files, transactions, dialects and schema."""
