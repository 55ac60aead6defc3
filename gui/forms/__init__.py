"""Fields of forms: label, help and problems around an input, and the inputs that know NIK, money and dates."""
