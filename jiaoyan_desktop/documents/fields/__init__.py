"""What a form may ask for: field name -> value, by subject area; pure functions of a scene."""
