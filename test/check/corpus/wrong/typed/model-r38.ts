const enum Level { Low = 1, High = 2 }
enum Color { Red = "red", Green = "green" }
const pick = (n: number) => (n > 1 ? Level.High : Level.Low);
namespace Util { export const up = (s: string) => s.toUpperCase(); }
return { level: pick(3), color: Color.Red, up: Util.up(await everything.echo({ message: "enum" })) };
