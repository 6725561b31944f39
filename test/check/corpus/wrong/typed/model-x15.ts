const x = "unterminated;
return x;
