"""The record's types (what the analysis says about one report) and their JSON Schema. No I/O."""
