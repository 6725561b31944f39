export default async function* () {
  yield 1;
}
