import * as sdk from "codemode:sdk";
return (await sdk.memory.read_graph()).entities.length;
