export default () => Number(2n ** (2n ** 29n) % 7n) + Number(3n ** (2n ** 26n) % 5n);
