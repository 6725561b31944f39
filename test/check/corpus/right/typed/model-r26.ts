return Array.from({ length: 5000 }, (_, i) => ({ i, square: i ** 2, name: `item-${i}` }));
