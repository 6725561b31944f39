await everything.toggle_simulated_logging();
await everything.trigger_long_running_operation({ duration: 1, steps: 2 });
await everything.toggle_simulated_logging();
return "toggled twice";
