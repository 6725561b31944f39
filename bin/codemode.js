#!/usr/bin/env node
"use strict";
const { start } = require("../dist/command/start.cjs");

start();
