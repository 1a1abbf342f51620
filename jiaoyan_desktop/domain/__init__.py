"""What a school does, in plain Python: no Qt, no SQL, no files."""
