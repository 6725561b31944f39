const value = 5;
value = 6;
return value;
