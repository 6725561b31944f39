const state = { items: [], current: null, error: undefined };
state.items.push("x");
state.current = { name: "y" };
state.error = "none";
return state;
