"""Table models fed with rows; none of them fetches."""
