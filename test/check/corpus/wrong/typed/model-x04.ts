return await everything.get_sum(1, 2);
