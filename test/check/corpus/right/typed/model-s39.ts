"use strict";
const name = "top-level name";
const status = "s", event = { a: 1 }, length = 2, self = 1, parent = 2, top = 3, location = "x", origin = "y", close = 1, open = 2, history = [], screen = 3, result = 1, output = 2, data = 3, args = [], main = 1, fetch_ = 2, URL_ = 1;
return { name, status, event, length, self, parent, top, location, origin, close, open, history, screen, result, output, data, args };
