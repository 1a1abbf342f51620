"""Documents that no template can hold, one composer each; pure functions of a request."""
