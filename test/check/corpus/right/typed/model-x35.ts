return input.name.toUpperCase();
